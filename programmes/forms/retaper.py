"""Choosing running plans that go on with the newest version of their taper."""

from collections.abc import Sequence

from django import forms

from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.layout import Actions, ButtonLink, Layout, Submit
from peersupport.core.forms.once import OnceMixin


class RetaperForm(OnceMixin, PlainForm):
    """`plans` are (key, words): only those that the new version leaves something to do."""

    label_size = "s"

    plans = forms.MultipleChoiceField(
        label="Which running plans go on with the new version?", widget=forms.CheckboxSelectMultiple,
        help_text="Nobody is ticked beforehand. Past contacts stay; contacts to come move as shown.",
        error_messages={"required": "Choose at least one running plan"},
    )  # fmt: skip
    why = forms.CharField(
        label="Why?", max_length=500, error_messages={"required": "Say why"},
        help_text="Staff of the scheme can read this on each person’s plan.",
    )  # fmt: skip

    def __init__(self, *args, plans: Sequence[tuple[str, str]], back: str, **kwargs):
        self.back = back
        super().__init__(*args, **kwargs)
        self.fields["plans"].choices = plans

    def layout(self):
        return Layout("plans", "why", Actions(Submit("Move these plans"), ButtonLink("Back", self.back)))
