"""What a person agreed to: seen, recorded, taken back."""

from functools import cached_property

from django.http import Http404
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.audit.services import events
from peersupport.core import clock
from peersupport.core.views.bases import ScopedDetail, ScopedForm
from programmes.choices import PURPOSES
from programmes.forms.consents import GiveForm, WithdrawForm
from programmes.models import Patient
from programmes.presenters import consents as words
from programmes.selectors.consents import given_and_taken_back
from programmes.selectors.people_page import person
from programmes.services import consents


class Consents(ScopedDetail):
    permission = may.SEE_PEOPLE
    model = Patient
    template_name = "programmes/consents_list.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        events.looked(by=self.actor, person=self.object, at=clock.now(), page="consents")
        held, before = given_and_taken_back(self.object)
        may_change = self.actor.can(may.WORK_REFERRALS)
        back = reverse("people-detail", args=[self.object.pk])
        now = words.now(self.object, held, may_change=may_change)
        return context | {"now": now, "before": words.before(before), "back": back}


class ChangeConsent(ScopedForm):
    """About one purpose; one that does not exist is no page."""

    permission = may.WORK_REFERRALS
    template_name = "programmes/consents_change.html"

    @cached_property
    def patient(self) -> Patient:
        if self.kwargs["purpose"] not in dict(PURPOSES):
            raise Http404
        return self.load(Patient, pk=self.kwargs["pk"])

    @property
    def back(self) -> str:
        return reverse("people-consents", args=[self.patient.pk])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"back": self.back, "today": clock.today()}

    def get_context_data(self, **kwargs):
        about = {"name": self.patient.name, "back": self.back}
        purpose = dict(PURPOSES)[self.kwargs["purpose"]]
        return super().get_context_data(purpose=purpose, **about, **kwargs)

    def about(self) -> dict:
        return {
            "patient": self.patient,
            "purpose": self.kwargs["purpose"],
            "by": self.actor,
            "at": clock.now(),
        }


class GiveConsent(ChangeConsent):
    form_class = GiveForm
    done_words = "The agreement is recorded."

    def save(self, form) -> str:
        said = form.cleaned_data
        consents.give(**self.about(), given_on=said["given_on"], told_by=said["told_by"])
        return self.back


class WithdrawConsent(ChangeConsent):
    form_class = WithdrawForm
    done_words = "The agreement is taken back."

    def get_context_data(self, **kwargs):
        found = person(self.patient, actor=self.actor, on=clock.today())
        happens = words.consequences(self.kwargs["purpose"], found)
        return super().get_context_data(happens=happens, **kwargs)

    def save(self, form) -> str:
        consents.withdraw(**self.about(), withdrawn_on=form.cleaned_data["withdrawn_on"])
        return self.back
