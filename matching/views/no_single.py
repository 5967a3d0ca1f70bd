"""Taking back the decision to have no single peer."""

from functools import cached_property

from django.contrib import messages
from django.urls import reverse

from matching.forms.no_single import SeekAgainForm
from matching.models import Decision
from matching.presenters import no_single as words
from matching.presenters.candidates import role_of
from matching.selectors.no_single import no_single_decision
from matching.services import decisions
from matching.views.loading import OfEnrolment
from peersupport.accounts import permissions as may
from peersupport.audit.services import events
from peersupport.core import clock
from peersupport.core.presenters import Link
from peersupport.core.views.bases import ScopedForm


class SeekAgain(OfEnrolment, ScopedForm):
    permission = may.MATCH_PEOPLE
    template_name = "matching/no_single.html"
    form_class = SeekAgainForm
    keeps_typed_text = True

    @cached_property
    def decided(self) -> Decision | None:
        return no_single_decision(self.enrolment)

    @property
    def back(self) -> str:
        return reverse("enrolments-matching", args=[self.enrolment.pk])

    def get_form_kwargs(self):
        named = {"name": self.enrolment.patient.short_name, "role": role_of(self.enrolment)}
        return super().get_form_kwargs() | named | {"back": self.back}

    def get_context_data(self, **kwargs):
        patient, role = self.enrolment.patient, role_of(self.enrolment)
        events.looked(by=self.actor, person=patient, at=clock.now(), page="seek again")
        return super().get_context_data(**kwargs) | {
            "page_title": f"Look for a {role} for {patient.name} again",
            "decided": words.decided(self.decided) if self.decided else "",
            "why": self.decided.why if self.decided else "",
            "next": f"{patient.short_name} goes back on the list of people who wait for a {role}, "
            "and matching rounds look for one again.",
            "crumbs": [Link("Matching", reverse("matching")), Link(patient.name, self.back)],
        }

    def save(self, form) -> str:
        decisions.seek_again(
            enrolment=self.enrolment, why=form.cleaned_data["why"], by=self.actor, at=clock.now()
        )
        patient, role = self.enrolment.patient, role_of(self.enrolment)
        messages.success(self.request, f"{patient.short_name} waits for a {role} again.")
        return self.back
