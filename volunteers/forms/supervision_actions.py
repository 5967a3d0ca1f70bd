"""One agreed action: made outside a session, or closed."""

from datetime import date

from django import forms

from peersupport.core.forms import layout as L
from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.dates import MemorableDateField
from peersupport.core.forms.once import OnceMixin
from volunteers.choices import ACTORS, BY_VOLUNTEER, DONE, DROPPED


class AgreeForm(OnceMixin, PlainForm):
    what = forms.CharField(label="What was agreed?", max_length=300)
    who = forms.ChoiceField(
        label="Who does it?", choices=ACTORS, widget=forms.RadioSelect, initial=BY_VOLUNTEER
    )
    by_on = MemorableDateField(label="By when?")

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["by_on"].earliest = today
        self.fields["by_on"].help_text = f"For example, {today.day} {today.month} {today.year}"

    def layout(self):
        return L.Layout("what", L.Inline("who"), "by_on", L.Actions(L.Submit("Save this action")))


class CloseForm(OnceMixin, PlainForm):
    """Done, or dropped with a reason."""

    says_optional = False

    state = forms.ChoiceField(
        label="What became of it?",
        choices=((DONE, "It is done"), (DROPPED, "It is dropped")),
        widget=forms.RadioSelect,
    )
    why = forms.CharField(label="If it is dropped, why?", required=False, max_length=300)

    def layout(self):
        return L.Layout("state", "why", L.Actions(L.Submit("Save")))
