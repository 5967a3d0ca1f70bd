"""Keeping two people apart."""

from django.urls import reverse

from matching.forms.exclusions import ExclusionForm
from matching.presenters import exclusions as words
from matching.selectors.exclusions import apart_from, bonds_of, nameable
from matching.services import exclusions
from matching.views.loading import OfEnrolment
from peersupport.accounts import permissions as may
from peersupport.audit.services import events
from peersupport.core import clock
from peersupport.core.presenters import Link
from peersupport.core.views.bases import ScopedAction, ScopedForm
from programmes.models import Exclusion


class KeepApart(OfEnrolment, ScopedForm):
    permission = may.MATCH_PEOPLE
    template_name = "matching/exclusions.html"
    form_class = ExclusionForm
    keeps_typed_text = True
    done_words = "They are kept apart. Neither of them is told."

    @property
    def back(self) -> str:
        return reverse("enrolments-matching", args=[self.enrolment.pk])

    def get_form_kwargs(self):
        name = self.enrolment.patient.short_name
        return super().get_form_kwargs() | {"name": name, "names": nameable(self.actor), "back": self.back}

    def get_context_data(self, **kwargs):
        patient = self.enrolment.patient
        events.looked(by=self.actor, person=patient, at=clock.now(), page="not with")
        return super().get_context_data(**kwargs) | {
            "name": patient.short_name,
            "page_title": f"Not with {patient.name}",
            "bonds": words.bonds(bonds_of(patient, on=clock.today()), patient),
            "table": words.table(list(apart_from(self.enrolment, actor=self.actor))),
            "crumbs": [Link("Matching", reverse("matching")), Link(patient.name, self.back)],
        }

    def save(self, form) -> str:
        said = form.cleaned_data
        exclusions.keep_apart(
            enrolment=self.enrolment,
            volunteer=self.volunteer(said["volunteer"]),
            kind=said["kind"],
            reason=said["reason"],
            by=self.actor,
            at=clock.now(),
        )
        return reverse("enrolments-not-with", args=[self.enrolment.pk])


class Lift(ScopedAction):
    permission = may.MATCH_PEOPLE

    def act(self) -> str:
        row = self.load(Exclusion, pk=self.kwargs["pk"])
        exclusions.lift(exclusion=row, by=self.actor, at=clock.now())
        place = row.patient.enrolments.order_by("-joined_on", "-pk").first()
        return reverse("enrolments-not-with", args=[place.pk]) if place else reverse("matching")

    def back(self) -> str:
        return reverse("matching")
