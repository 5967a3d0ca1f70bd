"""The bar above the register of checks, and what is done with a check that was recorded."""

from datetime import date

from django import forms

from peersupport.core.forms import layout as L
from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.dates import MemorableDateField
from peersupport.core.forms.once import OnceMixin
from volunteers.choices import ON_UPDATE_SERVICE
from volunteers.forms.bars import RoleBar
from volunteers.models import Check
from volunteers.selectors.checks import SOON_DAYS
from volunteers.selectors.checks_register import State

SHOWN: dict[State | str, str] = {
    "": "All",
    "missing": "Missing",
    "over": "Run out",
    "soon": f"To renew within {SOON_DAYS} days",
    "in date": "In date",
}


class ChecksBar(RoleBar):
    action = "checks"
    form_attributes = {"role": "search", "aria-label": "Checks"}
    state = forms.ChoiceField(label="State", required=False, choices=list(SHOWN.items()))

    def wanted(self) -> dict:
        """What `register` takes."""
        return super().wanted() | {"state": self.given("state")}


class LookForm(OnceMixin, PlainForm):
    """What the Update Service showed, and nothing more."""

    still_counts = forms.TypedChoiceField(
        label="What does the service show?",
        choices=[
            ("yes", "The certificate is still current: nothing new is known"),
            ("no", "It is not current any more: ask for a new certificate"),
        ],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
        help_text="Only this answer is kept. What is new stands on the new certificate, and is written down nowhere",
    )

    def layout(self):
        return L.Layout("still_counts", L.Actions(L.Submit("Save what it shows")))


class CorrectCheckForm(OnceMixin, PlainForm):
    issued_on = MemorableDateField(label="Date on the certificate")
    number = forms.CharField(label="Number of the certificate", max_length=20)
    seen_by = forms.CharField(label="Who saw it?", max_length=150)
    on_update_service = forms.BooleanField(
        label="The volunteer has joined the Update Service and agrees that we look it up", required=False
    )

    def __init__(self, *args, level: str, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["issued_on"].latest = today
        if level not in ON_UPDATE_SERVICE:
            del self.fields["on_update_service"]

    def layout(self):
        update = [name for name in ("on_update_service",) if name in self.fields]
        return L.Layout(
            "issued_on",
            L.Field("number", width=20, code=True),
            L.Field("seen_by", width=30),
            *update,
            L.Actions(L.Submit("Save the correction")),
        )


class TakeBackForm(OnceMixin, PlainForm):
    def layout(self):
        return L.Layout(L.Actions(L.Submit("Take this check back", warning=True)))


def columns_of(check: Check) -> dict:
    """What the correction starts with."""
    return {name: getattr(check, name) for name in ("issued_on", "number", "seen_by", "on_update_service")}
