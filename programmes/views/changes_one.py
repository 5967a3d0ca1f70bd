"""One contact of a running plan: moved or skipped, with a reason."""

from functools import cached_property

from django.http import HttpResponseRedirect
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.audit.services import events
from peersupport.core import clock
from peersupport.core.presenters import Link
from peersupport.core.templatetags.words import long_day
from peersupport.core.views.bases import ScopedForm
from programmes.choices import PLANNED
from programmes.forms.changes_one import MOVE, OneContactForm
from programmes.models import PlannedContact
from programmes.selectors.contacts_plan import latest, may_move, plan_of
from programmes.services import changes_one as service


class ChangeOneContact(ScopedForm):
    permission = may.PLAN_SUPPORT
    template_name = "programmes/changes_one.html"
    form_class = OneContactForm
    keeps_typed_text = True
    done_words = "The plan is changed. The volunteer gets a message."

    @cached_property
    def planned(self) -> PlannedContact:
        return self.load(PlannedContact, pk=self.kwargs["pk"])

    @property
    def back(self) -> str:
        return reverse("people-plan", args=[self.planned.relationship.patient_id])

    def get(self, request, *args, **kwargs):
        over = self.planned.state != PLANNED or self.planned.relationship.ended_on
        return HttpResponseRedirect(self.back) if over else super().get(request)

    def get_form_kwargs(self):
        today = clock.today()
        plan = plan_of(self.planned.relationship)
        first, last = may_move(self.planned, plan, today=today, latest=latest(self.planned))
        return super().get_form_kwargs() | {"today": today, "first": first, "last": last, "back": self.back}

    def get_context_data(self, **kwargs):
        person = self.planned.relationship.patient
        events.looked(by=self.actor, person=person, at=clock.now(), page="plan change")
        return super().get_context_data(**kwargs) | {
            "title": f"Contact {self.planned.number}, {long_day(self.planned.due_on)}",
            "pair": f"{person.name} with {self.planned.relationship.volunteer.name}",
            "crumbs": [
                Link(person.name, reverse("people-detail", args=[person.pk])),
                Link("Plan", self.back),
            ],
        }

    def save(self, form) -> str:
        said, facts = form.cleaned_data, {"planned": self.planned, "by": self.actor, "at": clock.now()}
        if said["what"] == MOVE:
            service.move_one(to=said["next_on"], why=said["why"], **facts)
        else:
            service.skip_one(why=said["why"], **facts)
        return self.back
