"""The settings of matching: one page, a new version with each change."""

from functools import cached_property

from django.urls import reverse

from matching.forms.settings import SettingsForm, initial_of
from matching.presenters import settings as words
from matching.selectors import settings as selectors
from matching.services import settings as service
from peersupport.accounts import permissions as may
from peersupport.core import clock
from peersupport.core.presenters import Link
from peersupport.core.views.bases import ScopedForm


class ChangeSettings(ScopedForm):
    permission = may.MANAGE_PROGRAMMES
    template_name = "matching/settings.html"
    form_class = SettingsForm
    keeps_typed_text = True
    done_words = "The settings are saved. They count from now on; rounds keep what they were started with."

    @cached_property
    def names(self) -> selectors.Names:
        return selectors.names_of(self.actor.scheme.pk)

    @cached_property
    def chosen(self) -> selectors.Chosen:
        return selectors.in_force(self.actor.scheme.pk)

    def get_initial(self):
        return initial_of(self.chosen)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"names": self.names, "back": reverse("runs")}

    def get_context_data(self, **kwargs):
        rows = selectors.versions(self.actor.scheme.pk)
        return super().get_context_data(**kwargs) | {
            "note": words.note(self.chosen),
            "versions": words.versions(rows, self.names),
            "crumbs": [Link("Matching", reverse("matching")), Link("Rounds", reverse("runs"))],
        }

    def save(self, form) -> str:
        service.change(
            wanted=form.wanted(),
            seen=form.cleaned_data["seen"],
            why=form.cleaned_data["why"],
            by=self.actor,
            at=clock.now(),
        )
        return reverse("runs")
