"""Choosing people for a course out of hundreds: search, filters and pages, and what is ticked stays ticked."""

from collections.abc import Sequence

from django import forms

from peersupport.core.forms import layout as L
from peersupport.core.forms.once import OnceMixin
from peersupport.core.templatetags.words import count
from volunteers.forms.bars import RoleBar
from volunteers.models import Volunteer
from volunteers.selectors.courses_people import Candidate

SEARCH, ADD = "search", "add"
A_PAGE = 25
SHOWN = (
    ("", "Everybody"),
    ("needs", "Who needs this course"),
    ("free", "Whose role does not need it"),
    ("has", "Who has it already"),
)


class PeopleBar(RoleBar):
    show = forms.ChoiceField(label="Show", required=False, choices=SHOWN)

    def wanted(self) -> dict:
        """What `narrowed` takes."""
        return super().wanted() | {"show": self.given("show")}


class PeopleForm(OnceMixin, PeopleBar):
    """Made with everybody who could join, those whom the filters leave, the page of them, and the keys ticked so far.

    Each button says which `step` it is, so that one form searches, turns the page and adds, and keeps all ticks.
    """

    method = "post"
    label_size = ""
    people = forms.MultipleChoiceField(
        label="Who takes part?", required=False, widget=forms.CheckboxSelectMultiple
    )
    chosen = forms.MultipleChoiceField(required=False, widget=forms.MultipleHiddenInput)
    page = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(
        self,
        *args,
        everybody: Sequence[Candidate],
        found: Sequence[Candidate],
        page: int,
        ticked: Sequence[str],
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.volunteers = {str(line.volunteer.pk): line.volunteer for line in everybody}
        self.pages = max(1, -(-len(found) // A_PAGE))
        self.at = min(max(page, 1), self.pages)
        shown = [(str(line.volunteer.pk), words(line)) for line in found[(self.at - 1) * A_PAGE :][:A_PAGE]]
        here = {key for key, _ in shown}
        self.elsewhere = [key for key in ticked if key not in here]
        self.found = len(found)
        for name in ("people", "chosen"):
            self.fields[name].choices = [(key, one.name) for key, one in self.volunteers.items()]
        self.fields["people"].widget.choices = shown
        self.fields["people"].initial = [key for key in ticked if key in here]
        self.fields["chosen"].initial = self.elsewhere
        self.fields["page"].initial = self.at

    def layout(self):
        search = L.Button("Search", small=True, name="step", value=SEARCH)
        return L.Layout(
            L.Bar("q", "role", "show", search, wide=("q",)),
            *self._people(),
            L.Actions(L.Submit("Add these people", name="step", value=ADD)),
        )

    def _people(self) -> list:
        names = ", ".join(self.volunteers[key].name for key in self.elsewhere)
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
        return [*([said] if self.pages > 1 else []), L.Field("people", small=True), L.Actions(*turns), *also]

    def clean(self):
        given = super().clean()
        if not self.errors and not self.picked():
            self.add_error("people", "Tick at least one person")
        return given

    def picked(self) -> list[Volunteer]:
        """Everybody ticked, on this page and the others."""
        keys = dict.fromkeys([*self.cleaned_data.get("people", ()), *self.cleaned_data.get("chosen", ())])
        return [self.volunteers[key] for key in keys]


def words(line: Candidate) -> str:
    """`Denise Harper, Coach: needs 2 modules`."""
    roles = ", ".join(role.name for role in line.roles) or "no role yet"
    said = {"needs": f"needs {count(line.lacks, 'module')}", "has": "already has it", "free": ""}[
        line.standing
    ]
    return f"{line.volunteer.name}, {roles}" + (f": {said}" if said else "")
