"""Changing what matters to a person in a peer."""

from django.urls import reverse

from matching.forms.preferences import PreferenceForm, initial_of
from matching.presenters import preferences as words
from matching.selectors.preferences import matters_of, versions
from matching.selectors.words import words_of
from matching.services import preferences
from matching.views.loading import OfEnrolment
from peersupport.accounts import permissions as may
from peersupport.audit.services import events
from peersupport.core import clock
from peersupport.core.presenters import Link
from peersupport.core.views.bases import ScopedForm


class ChangePreferences(OfEnrolment, ScopedForm):
    permission = may.MATCH_PEOPLE
    template_name = "matching/preferences.html"
    form_class = PreferenceForm
    keeps_typed_text = True
    done_words = "What matters is saved. The order of candidates follows it."

    @property
    def back(self) -> str:
        return reverse("enrolments-matching", args=[self.enrolment.pk])

    def get_initial(self):
        found = matters_of([self.enrolment])[self.enrolment.pk]
        return initial_of(found.weights, found.asked_for)

    def get_form_kwargs(self):
        patient = self.enrolment.patient
        own = words_of(self.enrolment.scheme).every("background", patient.background)
        return super().get_form_kwargs() | {"name": patient.short_name, "back": self.back, "backgrounds": own}

    def get_context_data(self, **kwargs):
        patient = self.enrolment.patient
        events.looked(by=self.actor, person=patient, at=clock.now(), page="what matters")
        crumbs = [Link("Matching", reverse("matching")), Link(patient.name, self.back)]
        rows = versions(self.enrolment)
        found = {
            "versions": words.versions(rows) if rows else None,
            "name": patient.short_name,
            "own_words": self.enrolment.matters,
            "crumbs": crumbs,
        }
        return super().get_context_data(**kwargs) | found

    def save(self, form) -> str:
        preferences.write(
            enrolment=self.enrolment,
            points=form.points(),
            asked_for=form.asked_for(),
            by=self.actor,
            at=clock.now(),
        )
        return self.back
