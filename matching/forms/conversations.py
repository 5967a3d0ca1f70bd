"""What two people said when they got to know each other."""

from collections.abc import Sequence
from datetime import date

from django import forms

from matching.choices import NOT_ASKED, SAID
from matching.forms.who import Named, WhoMixin
from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.dates import MemorableDateField
from peersupport.core.forms.layout import Button, Field, Inline, Layout
from peersupport.core.forms.once import OnceMixin

ANSWERS = (*SAID, (NOT_ASKED, "Not asked yet"))


class ConversationForm(WhoMixin, OnceMixin, PlainForm):
    label_size = "s"
    says_optional = False
    nobody_words = "Say who they talked to"

    held_on = MemorableDateField(label="When did they talk?")
    patient_said = forms.ChoiceField(choices=ANSWERS, required=False, widget=forms.RadioSelect)
    volunteer_said = forms.ChoiceField(choices=ANSWERS, required=False, widget=forms.RadioSelect)
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
        self.name, self.role = name, role
        self.offer(f"Who did {name} talk to?", shown, rest)
        self.fields["held_on"].latest = today
        self.fields["held_on"].example = f"{today.day} {today.month} {today.year}"
        self.fields["patient_said"].label = f"Would {name} like to go on?"
        self.fields["volunteer_said"].label = f"Would the {role} like to go on?"
        self.fields["note"].help_text = f"{name} and the {role} can ask to read this"

    def clean(self):
        cleaned = super().clean()
        if not any(self.cleaned_data.get(name) for name in ("patient_said", "volunteer_said")):
            self.add_error("patient_said", f"Say what {self.name} or the {self.role} said, or both")
        return cleaned

    def layout(self):
        return Layout(
            *self.who_fields(), "held_on", Inline("patient_said"), Inline("volunteer_said"), Field("note"),
            Button("Save conversation"),
        )  # fmt: skip
