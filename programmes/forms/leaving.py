"""Somebody on the waiting list was asked whether they still want support."""

from django import forms

from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.layout import Actions, ButtonLink, Layout, Submit
from peersupport.core.forms.once import OnceMixin
from programmes.choices import LEAVE_REASONS

WANTED, NOT_WANTED = "yes", "no"


class StillWantedForm(OnceMixin, PlainForm):
    """Made with the name of the person and the page to go back to."""

    label_size = "s"

    answer = forms.ChoiceField(
        widget=forms.RadioSelect, error_messages={"required": "Say what they answered"}
    )
    reason = forms.ChoiceField(
        label="Why do they leave the list?",
        choices=[("", "Choose one"), *(one for one in LEAVE_REASONS if one[0] != "died")],
        required=False,
        help_text="Only when they leave the list",
    )
    note = forms.CharField(
        label="Note",
        required=False,
        max_length=200,
        help_text="Staff of the scheme can read this, nobody else",
    )

    def __init__(self, *args, name: str, back: str, **kwargs):
        self.back = back
        super().__init__(*args, **kwargs)
        self.fields["answer"].label = f"Does {name} still want support?"
        self.fields["answer"].choices = (
            (WANTED, "Yes, and they wait on. Today asks again in four weeks"),
            (NOT_WANTED, f"No. {name} leaves the waiting list"),
        )

    def clean(self):
        data = super().clean()
        if data.get("answer") == NOT_WANTED and not data.get("reason"):
            self.add_error("reason", "Say why they leave the list")
        return data

    def layout(self):
        return Layout("answer", "reason", "note", Actions(Submit("Save"), ButtonLink("Back", self.back)))
