"""Who supervises, who stands in, and which level somebody has."""

from collections.abc import Iterable
from datetime import date

from django import forms

from peersupport.accounts.models import Membership
from peersupport.core.forms import layout as L
from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.dates import MemorableDateField
from peersupport.core.forms.once import OnceMixin
from volunteers.choices import LEVELS
from volunteers.models import Role, Volunteer
from volunteers.selectors.competency import Offered
from volunteers.selectors.supervision import DueLine


def named(rows: Iterable[Membership]) -> list[tuple[str, str]]:
    return [(str(row.pk), row.user.name) for row in rows]


class SupervisorForm(OnceMixin, PlainForm):
    membership = forms.ChoiceField(label="Who supervises from today on?", widget=forms.RadioSelect)

    def __init__(self, *args, supervisors: Iterable[Membership], **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = {str(row.pk): row for row in supervisors}
        self.fields["membership"].choices = named(self.rows.values())

    def layout(self):
        return L.Layout("membership", L.Actions(L.Submit("Save the supervisor")))

    def clean_membership(self) -> Membership:
        return self.rows[self.cleaned_data["membership"]]


class HandOverForm(SupervisorForm):
    """Made with lines of the due list; those of nobody come first, and are chosen."""

    volunteers = forms.MultipleChoiceField(
        label="Of whom?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one volunteer"},
    )

    def __init__(self, *args, lines: Iterable[DueLine], **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(line.volunteer.pk): line for line in lines}
        alone = [key for key, line in self.people.items() if line.supervised.acting is None]
        self.fields["volunteers"].choices = [(key, _whose(line)) for key, line in self.people.items()]
        self.fields["volunteers"].initial = alone

    def layout(self):
        return L.Layout(
            "membership",
            L.Field("volunteers", small=True, classes="app-many"),
            L.Actions(L.Submit("Save the supervisor")),
        )

    def clean_volunteers(self) -> list[Volunteer]:
        return [self.people[key].volunteer for key in self.cleaned_data["volunteers"]]


def _whose(line: DueLine) -> str:
    now = line.supervised.acting
    return f"{line.volunteer.name} (now {now.user.name if now else 'nobody'})"


class CoverForm(OnceMixin, PlainForm):
    """Made with all who may supervise, and today."""

    membership = forms.ChoiceField(label="Who is away?")
    stand_in = forms.ChoiceField(label="Who stands in?")
    starts_on = MemorableDateField(label="First day away")
    ends_on = MemorableDateField(label="Last day away")

    def __init__(self, *args, supervisors: Iterable[Membership], today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = {str(row.pk): row for row in supervisors}
        for name in ("membership", "stand_in"):
            self.fields[name].choices = named(self.rows.values())
        for name in ("starts_on", "ends_on"):
            self.fields[name].help_text = f"For example, {today.day} {today.month} {today.year}"

    def layout(self):
        return L.Layout(
            "membership", "stand_in", "starts_on", "ends_on", L.Actions(L.Submit("Save this cover"))
        )

    def clean_membership(self) -> Membership:
        return self.rows[self.cleaned_data["membership"]]

    def clean_stand_in(self) -> Membership:
        return self.rows[self.cleaned_data["stand_in"]]


class LevelForm(OnceMixin, PlainForm):
    """Made with the roles held. The evidence is what was seen, in words."""

    role = forms.ChoiceField(label="In which role?", widget=forms.RadioSelect)
    level = forms.ChoiceField(label="Level", widget=forms.RadioSelect)
    evidence = forms.CharField(
        label="What shows it?",
        max_length=4000,
        min_length=10,
        widget=forms.Textarea,
        help_text="What you have seen or heard, and when. Encrypted; the volunteer may ask to read it",
    )

    def __init__(self, *args, roles: Iterable[Role], offered: dict[str, Offered], **kwargs):
        super().__init__(*args, **kwargs)
        self.roles = {str(role.pk): role for role in roles}
        self.fields["role"].choices = [(key, role.name) for key, role in self.roles.items()]
        names = {level: one.name for level, one in offered.items()}
        self.fields["level"].choices = [(level, names.get(level, words)) for level, words in LEVELS]
        self.fields["level"].choice_hints = {level: one.shown_by for level, one in offered.items()}
        if len(self.roles) == 1:
            self.fields["role"].widget = forms.HiddenInput()
            self.fields["role"].initial = next(iter(self.roles))

    def layout(self):
        role = [] if len(self.roles) == 1 else ["role"]
        return L.Layout(
            *role,
            L.Field("level", small=True),
            L.Field("evidence", rows=5),
            L.Actions(L.Submit("Save this decision")),
        )

    def clean_role(self) -> Role:
        return self.roles[self.cleaned_data["role"]]
