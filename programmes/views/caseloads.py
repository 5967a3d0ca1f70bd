"""The caseload of a role: an example of a year is looked at before a new version is saved."""

from functools import cached_property

from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.core import clock
from peersupport.core.errors import Refusal
from peersupport.core.presenters import Link
from peersupport.core.views.bases import ScopedForm
from programmes.forms.caseloads import AskCaseload, SaveCaseload, initial_of
from programmes.presenters import caseloads as words
from programmes.presenters.tapers import next_monday
from programmes.selectors import caseloads as selectors
from programmes.services import caseloads as service
from volunteers.models import Role


class ChangeCaseload(ScopedForm):
    permission = may.MANAGE_PROGRAMMES
    template_name = "programmes/caseloads_change.html"
    form_class = SaveCaseload
    keeps_typed_text = True
    done_words = "The new version is saved. It counts from the next free place on; nobody loses a person."

    @cached_property
    def role(self) -> Role:
        return self.load(Role, pk=self.kwargs["pk"])

    @cached_property
    def found(self) -> selectors.CaseloadPage:
        return selectors.caseload_page(self.role)

    @cached_property
    def sent(self) -> dict:
        return super().get_form_kwargs()

    @cached_property
    def ask(self) -> AskCaseload:
        typed = self.sent.get("data") or self.request.GET
        if "caseload" in typed:
            return AskCaseload(typed)
        return AskCaseload(initial=initial_of(selectors.columns_of(self.role)))

    def get_form_kwargs(self):
        initial = {"seen": self.found.version}
        if self.ask.is_bound and self.ask.is_valid():
            initial |= initial_of(self.ask.wanted())
        return self.sent | {"back": reverse("tapers"), "initial": initial}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "ask": self.ask,
            "title": f"Caseload: {self.role.name}",
            "note": f"Version {self.found.version} becomes version {self.found.version + 1}",
            "now": words.words(selectors.columns_of(self.role)),
            "about": words.about(self.found),
            "versions": words.versions(self.found.versions),
            "crumbs": [Link("Tapers and caseload", reverse("tapers"))],
            **self._preview(),
        }

    def _preview(self) -> dict:
        if not (self.ask.is_bound and self.ask.is_valid()):
            return {}
        wanted, start_on = self.ask.wanted(), next_monday(clock.today())
        try:
            found = selectors.example(wanted, self.found.phases, scheme=self.actor.scheme, start_on=start_on)
        except Refusal as refusal:
            return {"refusal": refusal.words}
        return {"chart": words.chart(found), "summary": words.summary(found), "wanted": words.words(wanted)}

    def save(self, form) -> str:
        service.change(
            role=self.role,
            wanted=form.wanted(),
            seen=form.cleaned_data["seen"],
            why=form.cleaned_data["why"],
            by=self.actor,
            at=clock.now(),
        )
        return reverse("tapers")
