"""Choosing people for a course out of hundreds: search, filters and pages, and what is ticked stays ticked."""

from collections.abc import Sequence

from django import forms

from peersupport.core.forms import layout as L
from peersupport.core.forms.once import OnceMixin
from peersupport.core.templatetags.words import count
from volunteers.forms.bars import RoleBar
from volunteers.forms.picker import ADD, SEARCH, PickerMixin
from volunteers.models import Volunteer
from volunteers.selectors.courses_people import Candidate

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


class PeopleForm(OnceMixin, PickerMixin, PeopleBar):
    """Made with everybody who could join, those whom the filters leave, the page, and the keys ticked so far."""

    method = "post"
    label_size = ""

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
        self.fields["people"].label = "Who takes part?"
        self.volunteers = {str(line.volunteer.pk): line.volunteer for line in everybody}
        names = {key: one.name for key, one in self.volunteers.items()}
        self.offer(names, [(str(line.volunteer.pk), words(line)) for line in found], page=page, ticked=ticked)

    def layout(self):
        search = L.Button("Search", small=True, name="step", value=SEARCH)
        return L.Layout(
            L.Bar("q", "role", "show", search, wide=("q",)),
            *self.picker(),
            L.Actions(L.Submit("Add these people", name="step", value=ADD)),
        )

    def picked(self) -> list[Volunteer]:
        return [self.volunteers[key] for key in self.picked_keys()]


def words(line: Candidate) -> str:
    """`Denise Harper, Coach: needs 2 modules`."""
    roles = ", ".join(role.name for role in line.roles) or "no role yet"
    said = {"needs": f"needs {count(line.lacks, 'module')}", "has": "already has it", "free": ""}[
        line.standing
    ]
    return f"{line.volunteer.name}, {roles}" + (f": {said}" if said else "")
