"""Choosing people out of hundreds: pages of them, and what is ticked on one stays ticked on the others."""

from collections.abc import Mapping, Sequence

from django import forms
from django.forms.utils import ErrorDict

from peersupport.core.forms import layout as L
from peersupport.core.templatetags.words import count

SEARCH, ADD = "search", "add"
A_PAGE = 25


class PickerMixin(forms.Form):
    """Each button says which `step` it is, so that one form searches, turns the page and saves, and keeps all ticks.

    Call `offer` at the end of `__init__`, put `*self.picker()` into the layout, and name the last button `step`.
    A form that `is_looked_at` keeps what was typed, and says nothing about it yet.
    """

    people = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    chosen = forms.MultipleChoiceField(required=False, widget=forms.MultipleHiddenInput)
    page = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    nobody_ticked = "Tick at least one person"
    is_looked_at = False

    def offer(
        self, names: Mapping[str, str], found: Sequence[tuple[str, str]], *, page: int, ticked: Sequence[str]
    ) -> None:
        """`names` of all who may be chosen, by key; `found` are keys and words of those whom the search leaves."""
        self.names, self.found = names, len(found)
        self.pages = max(1, -(-len(found) // A_PAGE))
        self.at = min(max(page, 1), self.pages)
        shown = found[(self.at - 1) * A_PAGE :][:A_PAGE]
        here = {key for key, _ in shown}
        self.elsewhere = [key for key in ticked if key not in here]
        for name in ("people", "chosen"):
            self.fields[name].choices = list(names.items())
        self.fields["people"].widget.choices = shown
        self.fields["people"].initial = [key for key in ticked if key in here]
        self.fields["chosen"].initial = self.elsewhere
        self.fields["page"].initial = self.at
        if self.is_looked_at and self.is_bound:
            self.data.setlist("people", self.fields["people"].initial)
            self.data.setlist("chosen", self.elsewhere)
            self.data["page"] = str(self.at)

    def full_clean(self) -> None:
        if self.is_looked_at:
            self._errors, self.cleaned_data = ErrorDict(), {}
        else:
            super().full_clean()

    def picker(self, *, classes: str = "") -> list:
        """The page of people, the buttons that turn it, and who else is ticked."""
        names = ", ".join(self.names[key] for key in self.elsewhere)
        also = [L.Text(f"Also ticked: {names}.")] if names else []
        if not self.found:
            return [L.Text("Nobody is found. Check the spelling, or choose other filters."), *also]
        first = (self.at - 1) * A_PAGE + 1
        last = min(self.at * A_PAGE, self.found)
        said = L.Text(f"{first} to {last} of {count(self.found, 'person', 'people')}")
        turns = [
            L.Button(text, small=True, name="step", value=f"page-{number}")
            for text, number in (("Previous page", self.at - 1), ("Next page", self.at + 1))
            if 1 <= number <= self.pages
        ]
        people = L.Field("people", small=True, classes=classes)
        return [*([said] if self.pages > 1 else []), people, *([L.Actions(*turns)] if turns else []), *also]

    def clean(self):
        given = super().clean()
        if not self.errors and not self.picked_keys():
            self.add_error("people", self.nobody_ticked)
        return given

    def picked_keys(self) -> list[str]:
        """Everybody ticked, on this page and the others."""
        return list(
            dict.fromkeys([*self.cleaned_data.get("people", ()), *self.cleaned_data.get("chosen", ())])
        )
