"""Whether somebody wants to volunteer: written down by staff, or answered by the person behind their link."""

from datetime import date

from django import forms

from peersupport.core.calendar import add_months
from peersupport.core.forms import layout as L
from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.dates import MemorableDateField
from peersupport.core.forms.once import OnceMixin
from programmes.choices import INVITATION_ANSWERS, LATER, LATER_MONTHS, NO, YES


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


class OwnAnswerForm(PlainForm):
    """The person's own answer, made with today."""

    answer = forms.ChoiceField(
        label="Would you like to volunteer?",
        choices=[(YES, "Yes, tell me more"), (LATER, "Later, ask me again"), (NO, "No, thank you")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose yes, later or no"},
    )
    months = forms.ChoiceField(
        label="If later: when may we ask again?",
        choices=LATER_MONTHS,
        initial=LATER_MONTHS[0][0],
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def layout(self):
        return L.Layout("answer", L.Inline("months"), L.Actions(L.Submit("Send my answer")))

    def facts(self) -> dict:
        """What the service takes."""
        answer = self.cleaned_data["answer"]
        months = int(self.cleaned_data["months"] or LATER_MONTHS[0][0])
        return {"answer": answer, "ask_again_on": add_months(self.today, months) if answer == LATER else None}
