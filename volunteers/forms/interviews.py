"""Record a talk with somebody who wants to volunteer."""

from datetime import date

from django import forms

from peersupport.core.forms import layout as L
from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.dates import MemorableDateField
from peersupport.core.forms.once import OnceMixin
from volunteers.choices import INTERVIEW_OUTCOMES


class InterviewForm(OnceMixin, PlainForm):
    """Made with who records it, and today."""

    held_on = MemorableDateField(label="Day of the interview", example="20 11 2026")
    held_by = forms.CharField(label="Who held it?", max_length=150)
    outcome = forms.ChoiceField(
        label="Shall they go on?", choices=INTERVIEW_OUTCOMES, widget=forms.RadioSelect
    )
    notes = forms.CharField(
        label="Notes",
        required=False,
        max_length=5000,
        widget=forms.Textarea,
        help_text="Stored encrypted. The person may ask to see them",
    )

    def __init__(self, *args, held_by: str, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["held_on"].latest = today
        self.fields["held_on"].help_text = f"For example, {today.day} {today.month} {today.year}"
        self.fields["held_by"].initial = held_by

    def layout(self):
        who = L.Field("held_by", width=30)
        return L.Layout(
            "held_on",
            who,
            "outcome",
            L.Field("notes", rows=6),
            L.Actions(L.Submit("Save this interview")),
        )
