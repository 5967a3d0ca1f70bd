"""Keeping two people apart."""

from collections.abc import Sequence

from django import forms

from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.layout import Actions, ButtonLink, Field, Layout, Submit
from peersupport.core.forms.once import OnceMixin
from programmes.choices import KNOWN, PERSON_ASKED, VOLUNTEER_ASKED


class ExclusionForm(OnceMixin, PlainForm):
    label_size = "s"

    volunteer = forms.ChoiceField(label="Not with whom?", error_messages={"required": "Choose a name"})
    kind = forms.ChoiceField(
        label="Why not?", widget=forms.RadioSelect, error_messages={"required": "Say why not"}
    )
    reason = forms.CharField(
        label="Anything coordinators should know",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Only coordinators read this. Neither of the two is told",
    )

    def __init__(self, *args, name: str, names: Sequence[tuple[str, str]], back: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.back = back
        self.fields["volunteer"].choices = [("", "Choose a name"), *names]
        self.fields["kind"].choices = [
            (PERSON_ASKED, f"{name} asked not to be matched with them"),
            (VOLUNTEER_ASKED, f"They asked not to be matched with {name}"),
            (KNOWN, "They know each other outside the scheme"),
        ]

    def layout(self):
        buttons = Actions(Submit("Keep them apart"), ButtonLink("Back", self.back))
        return Layout(Field("volunteer"), Field("kind", small=True), Field("reason"), buttons)
