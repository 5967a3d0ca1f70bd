"""Deciding a proposal of a round."""

from collections.abc import Sequence

from django import forms

from matching.choices import ACCEPT, CHANGE, DECLINE
from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.layout import Field, Layout, Submit
from peersupport.core.forms.once import OnceMixin


class ProposalForm(OnceMixin, PlainForm):
    label_size = "s"
    says_optional = False

    decision = forms.ChoiceField(
        label="What do you decide?",
        widget=forms.RadioSelect,
        error_messages={"required": "Say what you decide"},
    )
    volunteer = forms.ChoiceField(
        label="Who instead?", required=False, help_text="Only if you change the proposal"
    )
    why = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(
        self, *args, name: str, proposed: str, talks_first: bool, others: Sequence[tuple[str, str]], **kwargs
    ):
        super().__init__(*args, **kwargs)
        then = "ask them to talk" if talks_first else "plan the contacts next"
        changes = [(CHANGE, "Change: somebody else fits better")] if others else []
        self.fields["decision"].choices = [
            (ACCEPT, f"Accept {proposed}, and {then}"),
            *changes,
            (DECLINE, f"Decline: {proposed} is not for {name}"),
        ]
        if others:
            self.fields["volunteer"].choices = [("", "Choose a name"), *others]
        else:
            del self.fields["volunteer"]
        why = self.fields["why"]
        why.label = f"Why? Use words that {name} could read"
        why.error_messages["required"] = f"Say why, in words that {name} could read"

    def clean(self):
        cleaned = super().clean()
        if (
            cleaned.get("decision") == CHANGE
            and not cleaned.get("volunteer")
            and "volunteer" not in self.errors
        ):
            self.add_error("volunteer", "Choose who shall support them instead")
        return cleaned

    def layout(self):
        who = [Field("volunteer")] if "volunteer" in self.fields else []
        return Layout(Field("decision", small=True), *who, Field("why"), Submit("Save decision"))
