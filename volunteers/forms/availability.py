"""When, how and how far; and days away."""

from datetime import date

from django import forms

from peersupport.accounts.models import Practice, Term
from peersupport.accounts.models.vocabulary import LANGUAGE
from peersupport.core.forms import layout as L
from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.dates import MemorableDateField
from peersupport.core.forms.once import OnceMixin
from peersupport.core.forms.versioned import VersionMixin
from volunteers.choices import DAYS, LEAVE_REASONS, MODES, PARTS
from volunteers.models import Volunteer


def ticks(label: str, choices, **more) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, widget=forms.CheckboxSelectMultiple, **{"required": False, **more}
    )


class AvailabilityForm(VersionMixin, PlainForm):
    """A line a day of the week. Made with the scheme, for its languages and practices."""

    says_optional = False
    label_size = "s"

    modes = ticks(
        "How can you be in touch?",
        MODES,
        required=True,
        error_messages={"required": "Choose at least one way to be in touch"},
    )
    languages = ticks("Languages", ())
    travel_miles = forms.IntegerField(
        label="How far do you travel to meet somebody?",
        min_value=0,
        max_value=100,
        required=False,
        help_text="Empty means any distance",
    )
    most_people = forms.IntegerField(
        label="How many people at once, at most?",
        min_value=0,
        max_value=30,
        required=False,
        help_text="Empty means as many as the role allows. Fewer is fine",
    )
    most_contacts_a_week = forms.IntegerField(
        label="How many contacts a week, at most?", min_value=1, max_value=20
    )
    practices = ticks("People of which practices?", (), help_text="None means all of the area")

    def __init__(self, *args, scheme, works: bool, **kwargs):
        super().__init__(*args, **kwargs)
        for code, name in DAYS:
            parts = [(f"{code}-{part}", words.capitalize()) for part, words in PARTS]
            self.fields[code] = ticks(name, parts)
        self.fields["languages"].choices = list(Term.objects.of(scheme).kind(LANGUAGE).names().items())
        practices = Practice.objects.of(scheme).order_by("name", "pk").values_list("ods_code", "name")
        self.fields["practices"].choices = list(practices)
        if not works or not practices:
            del self.fields["practices"]

    def layout(self):
        week = L.Card("When?", *(L.Inline(code) for code, _ in DAYS), text="Tick what is usually good")
        numbers = (
            L.Field("travel_miles", width=3, suffix="miles"),
            L.Field("most_people", width=2),
            L.Field("most_contacts_a_week", width=2),
        )
        pool = ["practices"] if "practices" in self.fields else []
        return L.Layout(
            week,
            L.Card("How?", "modes", "languages"),
            L.Card("How far, and how much?", *numbers, *pool),
            L.Actions(L.Submit("Save")),
        )

    def facts(self) -> dict:
        given = {name: value for name, value in self.cleaned_data.items() if name in COLUMNS}
        return given | {"times": [time for code, _ in DAYS for time in self.cleaned_data[code]]}


COLUMNS = ("modes", "languages", "travel_miles", "most_people", "most_contacts_a_week", "practices")


def columns_of(volunteer: Volunteer) -> dict:
    """What the form starts with."""
    plain = {name: getattr(volunteer, name) for name in COLUMNS}
    sets = {name: list(plain[name]) for name in ("modes", "languages", "practices")}
    days = {code: [one for one in volunteer.times if one.startswith(f"{code}-")] for code, _ in DAYS}
    return plain | sets | days


class LeaveForm(OnceMixin, PlainForm):
    """Two days, and why only for whoever wants to say it: nobody has to explain an illness here."""

    starts_on = MemorableDateField(label="First day away", example="14 12 2026")
    ends_on = MemorableDateField(label="Last day away", example="27 12 2026")
    reason = forms.ChoiceField(
        label="Why, if you like",
        required=False,
        choices=[("", "Rather not say"), *LEAVE_REASONS],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["starts_on"].help_text = f"For example, {today.day} {today.month} {today.year}"
        self.fields["ends_on"].help_text = "The same day again for one day away"

    def layout(self):
        return L.Layout(
            "starts_on", "ends_on", L.Field("reason", small=True), L.Actions(L.Submit("Save these days"))
        )
