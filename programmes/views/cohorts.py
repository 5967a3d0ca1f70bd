"""Programmes and their cohorts; a scheme manager opens new ones."""

from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.core import clock
from peersupport.core.views.bases import ScopedForm, ScopedPage
from programmes.forms.cohorts import CohortForm
from programmes.presenters import cohorts as words
from programmes.presenters.enrolments import sections
from programmes.selectors import cohorts
from programmes.services import cohorts as service


class CohortsShown:
    template_name = "programmes/cohorts_list.html"

    def page(self) -> dict:
        rows, today = cohorts.programmes(actor=self.actor), clock.today()
        return {
            "programmes": [words.programme(row, today=today) for row in rows],
            "sections": sections("cohorts"),
        }


class Cohorts(CohortsShown, ScopedPage):
    permission = may.SEE_PEOPLE

    def get_context_data(self, **kwargs):
        form = CohortForm(actor=self.actor) if self.actor.can(may.MANAGE_PROGRAMMES) else None
        return super().get_context_data(**kwargs) | self.page() | {"form": form}


class AddCohort(CohortsShown, ScopedForm):
    permission = may.MANAGE_PROGRAMMES
    form_class = CohortForm
    done_words = "The cohort is open"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"actor": self.actor}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | self.page()

    def save(self, form) -> str:
        given = form.cleaned_data
        service.add(
            programme=given["programme"],
            name=given["name"],
            starts_on=given["starts_on"],
            by=self.actor,
            at=clock.now(),
        )
        return reverse("cohorts")
