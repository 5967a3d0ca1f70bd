"""Programmes and their cohorts; a scheme manager opens new ones. Who has finished a course is said on its page."""

from functools import cached_property

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.core import clock
from peersupport.core.templatetags.words import count
from peersupport.core.views.bases import ScopedForm, ScopedPage
from programmes.choices import SUPPORTED
from programmes.forms.cohorts import CohortForm, MarkForm
from programmes.models import Cohort, Enrolment
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


class OneCohort:
    """A cohort with its people. With `?all=1` everybody who takes part is ticked."""

    template_name = "programmes/cohorts_detail.html"

    @cached_property
    def cohort(self) -> Cohort:
        rows = Cohort.objects.visible_to(self.actor).select_related("programme__role")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @cached_property
    def places(self) -> list[Enrolment]:
        return cohorts.people_of(self.cohort, actor=self.actor)

    def mark_kwargs(self) -> dict:
        parts = [one for one in self.places if one.state == SUPPORTED] if "all" in self.request.GET else []
        return {
            "people": words.marked(self.places),
            "ticked": [str(one.pk) for one in parts],
            "today": clock.today(),
            "action": reverse("cohorts-mark", args=[self.cohort.pk]),
        }

    def page(self) -> dict:
        return {
            "cohort": self.cohort,
            "note": words.note(self.cohort, self.places),
            "crumbs": words.crumbs(),
            "table": words.people(self.places),
            "takes_part": any(one.state == SUPPORTED for one in self.places),
        }


class CohortPage(OneCohort, ScopedPage):
    permission = may.SEE_PEOPLE

    def get_context_data(self, **kwargs):
        marks = self.places and self.cohort.programme.is_course and self.actor.can(may.PLAN_SUPPORT)
        form = MarkForm(**self.mark_kwargs()) if marks else None
        return super().get_context_data(**kwargs) | self.page() | {"form": form}


class MarkPeople(OneCohort, ScopedForm):
    permission = may.PLAN_SUPPORT
    form_class = MarkForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | self.mark_kwargs()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | self.page()

    def save(self, form) -> str:
        changed = service.mark(cohort=self.cohort, **form.facts(), by=self.actor, at=clock.now())
        said = f"Saved for {count(changed, 'person', 'people')}." if changed else "Nothing was to change."
        messages.success(self.request, said)
        return reverse("cohorts-detail", args=[self.cohort.pk])
