"""What two people said when they got to know each other."""

from collections.abc import Sequence
from datetime import date

from django import forms

from matching.choices import SAID
from matching.forms.who import Named, WhoMixin
from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.dates import MemorableDateField
from peersupport.core.forms.layout import Button, Field, Inline, Layout
from peersupport.core.forms.once import OnceMixin


class ConversationForm(WhoMixin, OnceMixin, PlainForm):
    label_size = "s"
    says_optional = False
    nobody_words = "Say who they talked to"

    held_on = MemorableDateField(label="When did they talk?")
    patient_said = forms.ChoiceField(choices=SAID, widget=forms.RadioSelect)
    volunteer_said = forms.ChoiceField(
        label="Would the other like to go on?", choices=SAID, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label="Anything to remember? (optional)",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        *args,
        name: str,
        role: str,
        today: date,
        shown: Sequence[Named],
        rest: Sequence[Named],
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.offer(f"Who did {name} talk to?", shown, rest)
        self.fields["held_on"].latest = today
        self.fields["held_on"].example = f"{today.day} {today.month} {today.year}"
        self.fields["patient_said"].label = f"Would {name} like to go on?"
        self.fields["patient_said"].error_messages["required"] = f"Say what {name} said"
        self.fields["volunteer_said"].label = f"Would the {role} like to go on?"
        self.fields["volunteer_said"].error_messages["required"] = f"Say what the {role} said"
        self.fields["note"].help_text = f"{name} and the {role} can ask to read this"

    def layout(self):
        return Layout(
            *self.who_fields(), "held_on", Inline("patient_said"), Inline("volunteer_said"), Field("note"),
            Button("Save conversation"),
        )  # fmt: skip
