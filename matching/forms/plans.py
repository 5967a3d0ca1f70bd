"""When a plan starts and how: looked at first, then started."""

from collections.abc import Sequence
from datetime import date, time

from django import forms

from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.dates import MemorableDateField
from peersupport.core.forms.layout import Actions, Bar, Button, ButtonLink, Field, Layout, Submit
from peersupport.core.forms.once import OnceMixin
from programmes.choices import LATE_STARTS
from programmes.models import Taper
from programmes.selectors.plans import LONGEST_AGO
from programmes.services.relationships import FURTHEST
from volunteers.choices import MODES

HALF_HOURS = [time(hour, minute) for hour in range(8, 21) for minute in (0, 30)]
TIMES = [("", "No fixed time")] + [
    (f"{at:%H:%M}", f"{at.hour % 12 or 12}:{at:%M}{'am' if at.hour < 12 else 'pm'}") for at in HALF_HOURS
]


def as_time(text: str) -> time | None:
    return time.fromisoformat(text) if text else None


class PlanFields(forms.Form):
    """What both forms say, after the day of the start. `tapers` are those to choose from."""

    at_time = forms.TypedChoiceField(
        label="Time", choices=TIMES, coerce=as_time, empty_value=None, required=False
    )
    mode = forms.ChoiceField(
        label="How", choices=MODES, error_messages={"required": "Choose how they are in touch"}
    )
    taper = forms.ChoiceField(label="Pattern")

    def __init__(self, *args, tapers: Sequence[Taper], today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.by_key = {str(taper.pk): taper for taper in tapers}
        self.fields["taper"].choices = [(key, str(taper)) for key, taper in self.by_key.items()]
        self.limit_days(today)

    def clean_taper(self) -> Taper:
        return self.by_key[self.cleaned_data["taper"]]


class PreviewForm(PlanFields, PlainForm):
    """A look at the dates; nothing is saved."""

    method = "get"
    says_optional = False
    form_attributes = {"aria-label": "Start, time and pattern"}

    start = MemorableDateField(label="First contact")
    volunteer = forms.CharField(widget=forms.HiddenInput)

    def limit_days(self, today: date) -> None:
        start = self.fields["start"]
        start.earliest, start.latest = today - LONGEST_AGO, today + FURTHEST
        start.example = f"{today.day} {today.month} {today.year}"

    def layout(self):
        fields = ("start", "at_time", "mode", "taper")
        return Layout(Bar(*fields, Button("Preview", small=True), wide=("start", "taper")))


class StartForm(PlanFields, OnceMixin, PlainForm):
    """Starts the plan that is on the page. Only the reason is to be seen; the rest came from the preview."""

    label_size = "s"
    says_optional = False

    start = forms.DateField(widget=forms.HiddenInput)
    volunteer = forms.CharField(widget=forms.HiddenInput)
    at_time = forms.TypedChoiceField(
        choices=TIMES, coerce=as_time, empty_value=None, required=False, widget=forms.HiddenInput
    )
    mode = forms.ChoiceField(choices=MODES, widget=forms.HiddenInput)
    taper = forms.ChoiceField(widget=forms.HiddenInput)
    welcomer = forms.ChoiceField(
        label="Who introduces them? (optional)", required=False,
        help_text="A welcomer, who gets a message with the day. You tell them who the two are",
    )  # fmt: skip
    why = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    late = forms.ChoiceField(
        label="What became of the contacts before today?", choices=LATE_STARTS, widget=forms.RadioSelect,
        error_messages={"required": "Say what became of the contacts before today"},
    )  # fmt: skip

    def __init__(
        self, *args, name: str, back: str, past: bool = False, welcomers: Sequence[tuple[str, str]] = (), **kwargs
    ):  # fmt: skip
        self.back = back
        super().__init__(*args, **kwargs)
        self.order_fields(["late", "welcomer", "why"])
        self.fields["welcomer"].choices = [("", "Nobody, they know each other"), *welcomers]
        if not welcomers:
            del self.fields["welcomer"]
        if not past:
            del self.fields["late"]
        why = self.fields["why"]
        why.label = f"Why this match? Use words that {name} could read"
        why.error_messages["required"] = f"Say why, in words that {name} could read"

    def limit_days(self, today: date) -> None:
        """The service says what is wrong with a day; nobody types one here."""

    def layout(self):
        asked = [Field(name) for name in ("late", "welcomer") if name in self.fields]
        return Layout(*asked, Field("why"), Actions(Submit("Start this plan"), ButtonLink("Back", self.back)))
