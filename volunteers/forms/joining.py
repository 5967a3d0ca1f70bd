"""What a scheme sets about joining, and the referee whom a candidate names."""

from django import forms

from peersupport.core.forms import layout as L
from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.once import OnceMixin
from volunteers.models.joining import ACCOUNT_AT


class RulesForm(OnceMixin, PlainForm):
    account_at = forms.ChoiceField(
        label="When is somebody sent the link to an account?",
        choices=ACCOUNT_AT,
        widget=forms.RadioSelect,
        help_text="When they reach this stage. With an account they learn online and sign the agreement. "
        "Before that they have a page by link",
    )

    asks_by_itself = forms.BooleanField(
        label="Ask people by message whether they want to volunteer, four weeks after they have finished their own "
        "support or course",
        required=False,
        help_text="Once, with a link to say yes, no or later. Whoever no message reaches is asked by you",
    )

    def layout(self):
        return L.Layout("account_at", "asks_by_itself", L.Actions(L.Submit("Save")))


class OwnRefereeForm(PlainForm):
    """Somebody who knows me, but not from the family."""

    first_name = forms.CharField(label="Their first name", max_length=100)
    last_name = forms.CharField(label="Their last name", max_length=100)
    knows_how = forms.CharField(
        label="How do they know you?",
        max_length=200,
        help_text="For example, worked together, neighbour, runs the choir. Not somebody of the family",
    )
    email = forms.EmailField(
        label="Their e-mail address",
        max_length=254,
        help_text="We send them a short form at once. Ask them first whether they agree",
    )

    def layout(self):
        names = L.Fields("first_name", "last_name")
        return L.Layout(names, "knows_how", "email", L.Actions(L.Submit("Send them the form")))
