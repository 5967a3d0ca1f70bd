"""The list of claims, sending one back, paying several, and rates."""

from collections.abc import Iterable
from datetime import date

from django import forms

from peersupport.core.forms import layout as L
from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.dates import MemorableDateField
from peersupport.core.forms.once import OnceMixin
from peersupport.core.templatetags.words import pounds
from volunteers.choices import CLAIM_STATES
from volunteers.forms.bars import NameBar
from volunteers.models import Claim


class ClaimsBar(NameBar):
    action = "expenses"
    form_attributes = {"role": "search", "aria-label": "Claims"}
    state = forms.ChoiceField(choices=[("", ""), *CLAIM_STATES], required=False, widget=forms.HiddenInput)

    def wanted(self) -> dict[str, str]:
        """What `sent_claims` takes."""
        return {"name": self.given("q"), "state": self.given("state")}


class SendBackForm(OnceMixin, PlainForm):
    because = forms.CharField(
        label="What has to change?",
        max_length=1000,
        widget=forms.Textarea,
        help_text="The volunteer reads this. For example, the receipt of 3 November cannot be read",
    )

    def layout(self):
        return L.Layout(L.Field("because", rows=4), L.Actions(L.Submit("Send it back")))


class PayForm(OnceMixin, PlainForm):
    """`claims` are those that wait for payment."""

    label_size = "s"

    claims = forms.MultipleChoiceField(label="Which claims?", widget=forms.CheckboxSelectMultiple)
    reference = forms.CharField(
        label="Reference",
        max_length=40,
        help_text="As it stands on the bank statement, for example PS-2026-11",
    )
    paid_on = MemorableDateField(label="Day of the payment")

    def __init__(self, *args, claims: Iterable[Claim], today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = {str(row.pk): row for row in claims}
        names = [
            (key, f"{row.volunteer.name}, {pounds(row.pence)} ({row.reference})")
            for key, row in self.rows.items()
        ]
        self.fields["claims"].choices = names
        self.fields["claims"].initial = list(self.rows)
        self.fields["paid_on"].latest = today
        self.fields["paid_on"].initial = today

    def layout(self):
        return L.Layout(
            L.Field("claims", small=True),
            L.Field("reference", width=20),
            "paid_on",
            L.Actions(L.Submit("Mark these as paid")),
        )

    def clean_claims(self) -> list[Claim]:
        return [self.rows[key] for key in self.cleaned_data["claims"]]


class RateForm(OnceMixin, PlainForm):
    label_size = "s"

    from_on = MemorableDateField(label="From which day?", help_text="For example, 6 4 2026")
    first_pence = forms.IntegerField(
        label="Pence a mile, for the first miles of a tax year", min_value=1, max_value=200
    )
    threshold_miles = forms.IntegerField(
        label="How many miles are the first ones?", min_value=1, max_value=100_000, initial=10_000
    )
    then_pence = forms.IntegerField(
        label="Pence a mile, for all miles after them",
        min_value=0,
        max_value=200,
        help_text="Look up the figure that holds for your volunteers before you enter it",
    )

    def layout(self):
        return L.Layout(
            "from_on",
            L.Field("first_pence", width=3, suffix="pence"),
            L.Field("threshold_miles", width=5, suffix="miles"),
            L.Field("then_pence", width=3, suffix="pence"),
            L.Actions(L.Submit("Set this rate")),
        )
