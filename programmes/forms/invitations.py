"""Write down that somebody was asked whether they want to volunteer."""

from datetime import date

from django import forms

from peersupport.core.forms import layout as L
from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.dates import MemorableDateField
from peersupport.core.forms.once import OnceMixin
from programmes.choices import INVITATION_ANSWERS, LATER


class InvitationForm(OnceMixin, PlainForm):
    """Made with today."""

    asked_on = MemorableDateField(label="Asked on", example="20 11 2026")
    answer = forms.ChoiceField(
        label="What did they say?", choices=INVITATION_ANSWERS, widget=forms.RadioSelect
    )
    ask_again_on = MemorableDateField(
        label="Ask again on",
        required=False,
        example="1 2 2027",
        help_text="Only for “Later”: the day that suits them",
    )

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["asked_on"].latest = today
        self.fields["asked_on"].initial = today

    def layout(self):
        return L.Layout("asked_on", "answer", "ask_again_on", L.Actions(L.Submit("Save the answer")))

    def clean(self):
        given = super().clean()
        if not self.errors and given["answer"] == LATER and not given["ask_again_on"]:
            self.add_error("ask_again_on", "Enter the day on which to ask again")
        return given
