"""Moving or skipping one contact."""

from datetime import date

from django import forms

from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.dates import MemorableDateField
from peersupport.core.forms.layout import Actions, ButtonLink, Layout, Submit
from peersupport.core.forms.once import OnceMixin
from programmes.forms.changes import STAFF_ONLY

MOVE, SKIP = "move", "skip"


class OneContactForm(OnceMixin, PlainForm):
    label_size = "s"

    what = forms.ChoiceField(
        label="What happens to this contact?", widget=forms.RadioSelect,
        choices=((MOVE, "Move it to another day"), (SKIP, "Skip it: the plan goes on without it")),
        error_messages={"required": "Say what happens to this contact"},
    )  # fmt: skip
    next_on = MemorableDateField(label="New day, if you move it", required=False)
    why = forms.CharField(
        label="Why?", max_length=500, help_text=STAFF_ONLY, error_messages={"required": "Say why"}
    )

    def __init__(self, *args, today: date, first: date, last: date, back: str, **kwargs):
        self.back = back
        super().__init__(*args, **kwargs)
        field = self.fields["next_on"]
        field.earliest, field.example = today, f"{first.day} {first.month} {first.year}"
        if first <= last:
            field.help_text = f"From {first:%A} {first.day} {first:%B} to {last:%A} {last.day} {last:%B %Y}"

    def clean(self):
        said = super().clean()
        if said.get("what") == MOVE and not said.get("next_on") and "next_on" not in self.errors:
            self.add_error("next_on", "Enter the new day of this contact")
        return said

    def layout(self):
        return Layout("what", "next_on", "why", Actions(Submit("Save"), ButtonLink("Back", self.back)))
