"""A volunteer's own pages."""

from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.audit.services import events
from peersupport.core import clock
from peersupport.core.presenters import Action
from peersupport.core.views.bases import ScopedDetail, ScopedPage
from programmes.models import Relationship
from programmes.presenters import my_people as words
from programmes.presenters.logs import thanks
from programmes.presenters.pauses import pause
from programmes.selectors import my_people as people
from programmes.selectors.drafts import drafts
from programmes.selectors.logs import answered
from volunteers.presenters.agreements import to_sign
from volunteers.presenters.joining_own import to_be_ready
from volunteers.presenters.wellbeing import to_answer
from volunteers.selectors import agreements, wellbeing


class MyPeoplePage(ScopedPage):
    permission = may.SEE_MY_PEOPLE
    template_name = "programmes/my_people_list.html"

    def get_context_data(self, **kwargs):
        today = clock.today()
        mine = people.my_people(by=self.actor, today=today)
        if mine.last:  # the card shows what was said last time
            events.looked(by=self.actor, person=mine.next.patient, at=clock.now(), page="my-people")
        return super().get_context_data(
            contact=words.next_contact(mine, today=today),
            people=words.people(mine, today=today),
            todos=[
                *(to_be_ready() if mine.is_joining else ()),
                *words.unfinished(drafts(by=self.actor), today=today),
                *words.to_do(mine, today=today),
                *to_answer(wellbeing.to_answer(actor=self.actor)),
                *to_sign(agreements.to_sign(actor=self.actor)),
            ],
            thanks=thanks(answered(by=self.actor, on=today), today=today),
            coordinator=mine.coordinator,
            worried=words.worried(mine.coordinator),
            **kwargs,
        )


class MyPersonPage(ScopedDetail):
    permission = may.SEE_MY_PEOPLE
    model = Relationship
    template_name = "programmes/my_people_detail.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        today, patient = clock.today(), self.object.patient
        events.looked(by=self.actor, person=patient, at=clock.now(), page="my-people-detail")
        found = people.my_person(self.object, by=self.actor, today=today)
        return context | {
            "name": patient.name,
            "call": words.call_action(patient),
            "log": Action("Log contact", words.log_page_address(self.object)),
            "review": Action("Step-down review", reverse("relationships-review", args=[self.object.pk])),
            "ask": reverse("relationships-ask", args=[self.object.pk]),
            "pause": pause(self.object, today=today),
            "cover": words.standing_in(found, today=today),
            "last": words.last_time(found, today=today),
            "stands": words.stands(found),
            "reach": words.reach(found),
            "know": words.know(found),
            "dates": words.dates(found, today=today),
            "events": words.happened(found, today=today),
            "worried": words.worried(people.coordinator_of(self.actor), self.object),
        }
