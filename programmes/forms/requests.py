"""Asking for a change of the plan, on a phone."""

from collections.abc import Sequence
from datetime import date

from django import forms

from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.dates import MemorableDateField
from peersupport.core.forms.layout import Layout, Submit
from peersupport.core.forms.once import OnceMixin
from programmes.choices import ASKED_FOR, PAUSE


class RequestForm(OnceMixin, PlainForm):
    """Only what is possible can be chosen."""

    label_size = "s"
    says_optional = False

    kind = forms.ChoiceField(
        label="What do you ask for?", widget=forms.RadioSelect,
        error_messages={"required": "Say what you ask for"},
    )  # fmt: skip
    from_on = MemorableDateField(label="For a pause: no contacts from", required=False)
    until_on = MemorableDateField(
        label="For a pause: contacts again from", required=False,
        help_text="If you do not know yet, a day to look at it again",
    )  # fmt: skip
    why = forms.CharField(
        label="Why?", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why, in a few words"},
        help_text="Your coordinator reads this. Nobody has to explain an illness",
    )  # fmt: skip

    def __init__(self, *args, kinds: Sequence[str], today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(code, words) for code, words in ASKED_FOR if code in kinds]
        for name in ("from_on", "until_on"):
            self.fields[name].earliest = today
            self.fields[name].example = f"{today.day} {today.month} {today.year}"

    def clean(self):
        said = super().clean()
        if said.get("kind") == PAUSE:
            for name in ("from_on", "until_on"):
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, "Enter this day, for the pause")
        return said

    def layout(self):
        return Layout("kind", "from_on", "until_on", "why", Submit("Ask my coordinator"))
