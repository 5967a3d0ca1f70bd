"""Planning sessions of supervision, and changing one."""

from collections.abc import Iterable, Sequence
from datetime import date

from django import forms

from peersupport.accounts.models import Membership
from peersupport.core.forms import layout as L
from peersupport.core.forms.anyway import AnywayMixin
from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.dates import MemorableDateField
from peersupport.core.forms.once import OnceMixin
from volunteers.choices import LARGEST_GROUP, SUPERVISION_KINDS
from volunteers.forms.picker import A_PAGE, ADD, SEARCH, PickerMixin
from volunteers.models import Supervision, Volunteer
from volunteers.services.supervision import When
from volunteers.services.supervision_changes import Wanted

USUAL_WEEKS = 4


class SessionForm(OnceMixin, AnywayMixin, PickerMixin, PlainForm):
    """What planning and changing have in common. `everybody` are pairs of a volunteer and the words beside the name,
    `found` those of them whom the search leaves; `whose` has the choices of whose volunteers are shown, if any.
    """

    says_optional = False

    nobody_ticked = "Choose who is invited"

    q = forms.CharField(
        label="Name", required=False, max_length=100, widget=forms.TextInput({"type": "search"})
    )
    whose = forms.ChoiceField(label="Whose volunteers", required=False)
    supervisor = forms.ChoiceField(label="Who leads it?")
    start = forms.TimeField(
        label="Starts at", help_text="For example, 14:00", widget=forms.TimeInput(format="%H:%M")
    )
    minutes = forms.IntegerField(label="How long?", min_value=15, max_value=480, initial=60)
    place = forms.CharField(label="Where", max_length=200, required=False, help_text="A room, or “by video”")

    def __init__(
        self,
        *args,
        everybody: Iterable[tuple[Volunteer, str]],
        found: Iterable[tuple[Volunteer, str]],
        whose: Sequence[tuple[str, str]],
        page: int,
        ticked: Sequence[str],
        supervisors: Iterable[Membership],
        today: date,
        is_looked_at: bool = False,
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.is_looked_at = is_looked_at
        self.fields["anyway"].label = "Plan it all the same"
        self.fields["people"].label = "Who is invited?"
        self.fields["people"].help_text = f"One for a one-to-one, up to {LARGEST_GROUP} for a group"
        self.fields["whose"].choices = whose
        self.people = {str(one.pk): one for one, _ in everybody}
        self.supervisors = {str(row.pk): row for row in supervisors}
        self.fields["supervisor"].choices = [(key, row.user.name) for key, row in self.supervisors.items()]
        self.today = today
        names = {key: one.name for key, one in self.people.items()}
        self.offer(names, [(str(one.pk), words) for one, words in found], page=page, ticked=ticked)

    def choosing(self) -> list:
        """A search where there are more people than fit on a page, or a choice of whose."""
        names = [
            *(["q"] if len(self.people) > A_PAGE else []),
            *(["whose"] if self.fields["whose"].choices else []),
        ]
        search = L.Button("Search" if "q" in names else "Show", small=True, name="step", value=SEARCH)
        bar = [L.Bar(*names, search, wide=("q",))] if names else []
        return [*bar, *self.picker(classes="app-many")]

    def clean_start(self):
        return self.cleaned_data["start"].replace(second=0, microsecond=0)

    def picked(self) -> list[Volunteer]:
        return [self.people[key] for key in self.picked_keys()]


class PlanForm(SessionForm):
    kind = forms.ChoiceField(label="What kind?", choices=SUPERVISION_KINDS, widget=forms.RadioSelect)
    starts_on = MemorableDateField(label="First date")
    number = forms.IntegerField(label="How many dates?", min_value=1, max_value=26, initial=1)
    every = forms.IntegerField(label="Weeks between them", min_value=1, max_value=26, initial=USUAL_WEEKS)

    field_order = (
        "kind",
        "people",
        "supervisor",
        "starts_on",
        "start",
        "minutes",
        "number",
        "every",
        "place",
    )

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, today=today, **kwargs)
        self.fields["starts_on"].earliest = today
        self.fields["starts_on"].help_text = f"For example, {today.day} {today.month} {today.year}"

    def layout(self):
        return L.Layout(
            L.Inline("kind"),
            *self.choosing(),
            "supervisor",
            "starts_on",
            L.Fields(L.Field("start", width=5), L.Field("minutes", width=3, suffix="minutes")),
            L.Fields(L.Field("number", width=2), L.Field("every", width=2, suffix="weeks")),
            L.Field("place", width=30),
            L.Text("Bank holidays are left out: that date is then one interval later.", quiet=True),
            *self.confirm(),
            L.Actions(L.Submit("Plan supervision", name="step", value=ADD)),
        )

    def facts(self) -> dict:
        """What the service takes."""
        said = self.cleaned_data
        when = {name: said[name] for name in ("starts_on", "start", "minutes", "place", "number", "every")}
        return {
            "kind": said["kind"],
            "volunteers": self.picked(),
            "supervisor": self.supervisors[said["supervisor"]],
            "when": When(**when),
            "anyway": said["anyway"],
        }


class ChangeForm(SessionForm):
    """Of a session whose register is not taken. Those invited are told what changes for them."""

    on = MemorableDateField(label="Date")

    field_order = ("on", "start", "minutes", "place", "supervisor", "people")

    def __init__(self, *args, session: Supervision, today: date, **kwargs):
        super().__init__(*args, today=today, **kwargs)
        self.fields["on"].earliest = min(today, session.on)

    def layout(self):
        return L.Layout(
            "on",
            L.Fields(L.Field("start", width=5), L.Field("minutes", width=3, suffix="minutes")),
            L.Field("place", width=30),
            "supervisor",
            *self.choosing(),
            L.Text("Everybody for whom something changes gets a message.", quiet=True),
            *self.confirm(),
            L.Actions(L.Submit("Save this session", name="step", value=ADD)),
        )

    def wanted(self) -> Wanted:
        said = self.cleaned_data
        return Wanted(
            on=said["on"],
            start=said["start"],
            minutes=said["minutes"],
            place=said["place"],
            supervisor=self.supervisors[said["supervisor"]],
            volunteers=self.picked(),
            anyway=said["anyway"],
        )
