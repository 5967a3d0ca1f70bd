"""A person has died, or that was a mistake."""

from functools import cached_property

from django.contrib import messages
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.audit.services import events
from peersupport.core import clock
from peersupport.core.views.bases import ScopedAction, ScopedForm
from programmes.forms.deaths import DeathForm
from programmes.models import Patient
from programmes.presenters.consents import stops
from programmes.selectors.people_page import person
from programmes.services import deaths


class RecordDeath(ScopedForm):
    permission = may.PLAN_SUPPORT
    form_class = DeathForm
    template_name = "programmes/deaths_record.html"
    done_words = "The death is recorded. Please tell the volunteer yourself."

    @cached_property
    def patient(self) -> Patient:
        return self.load(Patient, pk=self.kwargs["pk"])

    @property
    def back(self) -> str:
        return reverse("people-detail", args=[self.patient.pk])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"back": self.back, "today": clock.today()}

    def get_context_data(self, **kwargs):
        events.looked(by=self.actor, person=self.patient, at=clock.now(), page="death")
        found = person(self.patient, actor=self.actor, on=clock.today())
        return super().get_context_data(
            name=self.patient.name,
            back=self.back,
            died_on=self.patient.died_on,
            take_back=reverse("people-death-take-back", args=[self.patient.pk]),
            supported=found.running,
            happens=stops(found),
            **kwargs,
        )

    def save(self, form) -> str:
        deaths.record(
            patient=self.patient, died_on=form.cleaned_data["died_on"], by=self.actor, at=clock.now()
        )
        return self.back


class TakeBackDeath(ScopedAction):
    permission = may.PLAN_SUPPORT

    def act(self) -> str:
        patient = self.load(Patient, pk=self.kwargs["pk"])
        deaths.take_back(patient=patient, by=self.actor, at=clock.now())
        messages.success(
            self.request, "Taken back. Support that ended stays ended: a new referral begins it."
        )
        return reverse("people-detail", args=[patient.pk])
