"""What a person agrees to, and what they take back."""

from datetime import date

from django import forms

from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.dates import MemorableDateField
from peersupport.core.forms.layout import Actions, ButtonLink, Field, Layout, Submit
from peersupport.core.forms.once import OnceMixin


class OnDay(OnceMixin, PlainForm):
    """A form with one day that is not in the future. `day` names its field."""

    label_size = "s"
    day: str

    def __init__(self, *args, back: str, today: date, **kwargs):
        self.back = back
        super().__init__(*args, **kwargs)
        self.fields[self.day].latest = today
        self.fields[self.day].example = f"{today.day} {today.month} {today.year}"


class GiveForm(OnDay):
    day = "given_on"

    given_on = MemorableDateField(label="When did they agree?")
    told_by = forms.CharField(
        label="Who asked them?", max_length=150, required=False, help_text="Leave it empty if it was you."
    )

    def layout(self):
        return Layout(
            "given_on", Field("told_by", width=20),
            Actions(Submit("Save"), ButtonLink("Back", self.back)),
        )  # fmt: skip


class WithdrawForm(OnDay):
    day = "withdrawn_on"

    withdrawn_on = MemorableDateField(label="When did they take it back?")

    def layout(self):
        return Layout(
            "withdrawn_on",
            Actions(Submit("Take the agreement back", warning=True), ButtonLink("Back", self.back)),
        )
