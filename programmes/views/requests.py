"""A volunteer asks for a change of a plan; a coordinator looks at before and after, and decides."""

from functools import cached_property

from django.http import Http404, HttpResponseRedirect
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.audit.services import events
from peersupport.core import clock
from peersupport.core.errors import Refusal
from peersupport.core.presenters import Link
from peersupport.core.views.bases import ScopedForm
from programmes.choices import PROPOSED
from programmes.forms.requests import RequestForm
from programmes.forms.reviews import DecideForm
from programmes.models import PlanRequest, Relationship
from programmes.presenters import changes as change_words
from programmes.presenters import requests as words
from programmes.selectors import requests as selectors
from programmes.selectors.changes import to_come
from programmes.selectors.changes_cover import own_cover
from programmes.services import requests as service

JOINED = ("patient", "volunteer__scheme", "role", "taper", "scheme", "enrolment")


class AskForChange(ScopedForm):
    permission = may.LOG_CONTACTS
    template_name = "programmes/requests_ask.html"
    form_class = RequestForm
    keeps_typed_text = True
    done_words = "Your coordinator has your request. Until they decide, the plan stays as it is."

    @cached_property
    def relationship(self) -> Relationship:
        rows = Relationship.objects.visible_to(self.actor).select_related(*JOINED)
        found = rows.filter(pk=self.kwargs["pk"], ended_on__isnull=True).first()
        if found is None or own_cover(found, by=self.actor, on=clock.today()):
            raise Http404
        return found

    @cached_property
    def page(self) -> selectors.RequestPage:
        return selectors.request_page(self.relationship, today=clock.today())

    @property
    def back(self) -> str:
        if self.actor.can(may.SEE_MY_PEOPLE):
            return reverse("my-people-detail", args=[self.relationship.pk])
        return reverse("people-plan", args=[self.relationship.patient_id])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"kinds": self.page.kinds, "today": clock.today()}

    def get_context_data(self, **kwargs):
        patient = self.relationship.patient
        events.looked(by=self.actor, person=patient, at=clock.now(), page="plan change")
        waits = (self.page.waits,) if self.page.waits else ()
        return super().get_context_data(**kwargs) | {
            "name": patient.name,
            "waits": bool(waits),
            "events": words.own((*waits, *self.page.decided)),
            "back": self.back,
        }

    def save(self, form) -> str:
        said = {name: form.cleaned_data[name] for name in ("kind", "why", "from_on", "until_on")}
        service.ask(relationship=self.relationship, by=self.actor, at=clock.now(), **said)
        return self.back


class DecideRequest(ScopedForm):
    permission = may.PLAN_SUPPORT
    template_name = "programmes/reviews_decide.html"
    form_class = DecideForm
    keeps_typed_text = True
    done_words = "The decision is saved."

    @cached_property
    def request_row(self) -> PlanRequest:
        found = self.load(PlanRequest, pk=self.kwargs["pk"])
        rows = Relationship.objects.visible_to(self.actor).select_related(*JOINED)
        found.relationship = rows.get(pk=found.relationship_id)
        return found

    @property
    def relationship(self) -> Relationship:
        return self.request_row.relationship

    @property
    def back(self) -> str:
        return reverse("people-plan", args=[self.relationship.patient_id])

    def get(self, request, *args, **kwargs):
        is_open = self.request_row.state == PROPOSED and self.relationship.ended_on is None
        return super().get(request) if is_open else HttpResponseRedirect(self.back)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"back": self.back}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        patient = self.relationship.patient
        events.looked(by=self.actor, person=patient, at=clock.now(), page="plan change")
        return context | {
            "title": "A volunteer asks for a change",
            "about": "What is asked",
            "pair": f"{patient.name} with {self.relationship.volunteer.name}",
            "crumbs": [
                Link(patient.name, reverse("people-detail", args=[patient.pk])),
                Link("Plan", self.back),
            ],
            "facts": words.facts(self.request_row),
            **self._preview(),
        }

    def _preview(self) -> dict:
        today, row = clock.today(), self.request_row
        if row.kind in words.ENDS:
            ahead = to_come(self.relationship, since=today)
            return {"summary": words.ENDS[row.kind], "table": change_words.cancelled(ahead)}
        try:
            found = selectors.proposed(row, today=today)
        except Refusal as refusal:
            return {"summary": refusal.words}
        if found is None or not found.lines:
            return {"summary": change_words.NOT_POSSIBLE}
        return {"table": change_words.preview(found), "summary": change_words.summary(found)}

    def save(self, form) -> str:
        approve, why = form.cleaned_data["answer"] == "yes", form.cleaned_data["why"]
        service.decide(request=self.request_row, by=self.actor, at=clock.now(), approve=approve, why=why)
        return self.back
