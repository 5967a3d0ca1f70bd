"""A volunteer's own supervision: next date, what they agreed to do, and what was."""

from django.contrib import messages
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.core import clock
from peersupport.core.presenters import Action
from peersupport.core.templatetags.words import long_day
from peersupport.core.views.bases import ScopedAction, ScopedPage
from volunteers.models import SupervisionAction, Volunteer
from volunteers.presenters import supervision_sessions as words
from volunteers.presenters import wellbeing as wellbeing_words
from volunteers.presenters.courses import hour
from volunteers.selectors import wellbeing
from volunteers.selectors.supervision import lines_of
from volunteers.selectors.supervision_sessions import story
from volunteers.services import supervision_actions as services


class MySupervision(ScopedPage):
    permission = may.SEE_MY_PEOPLE
    template_name = "volunteers/supervision_own.html"

    def get_context_data(self, **kwargs):
        today = clock.today()
        me = self.load(Volunteer, user_id=self.actor.user_key)
        found = story(me, on=today)
        line = lines_of([me], scheme=self.actor.scheme, on=today)[0]
        mine, theirs = words.own_actions(found.open, on=today)
        session = found.next.session if found.next else None
        return super().get_context_data(
            next_date=f"{long_day(session.on)} at {hour(session.at)}" if session else "",
            kind=session.get_kind_display() if session else "",
            place=session.place if session else "",
            later=words.later(found.later),
            facts=words.own_summary(line, found, on=today),
            ask=Action("Ask for a talk", reverse("my-supervision-ask")),
            questions=wellbeing_words.to_answer(wellbeing.to_answer(actor=self.actor)),
            mine=mine,
            theirs=theirs,
            held=words.held(found.places, notes=False, own=True),
            **kwargs,
        )


class TickOff(ScopedAction):
    permission = may.SEE_MY_PEOPLE

    def act(self) -> str:
        action = self.load(SupervisionAction, pk=self.kwargs["pk"])
        services.tick_off(by=self.actor, action=action, at=clock.now(), today=clock.today())
        messages.success(self.request, "Done. Thank you.")
        return self.back()

    def back(self) -> str:
        return reverse("my-supervision")
