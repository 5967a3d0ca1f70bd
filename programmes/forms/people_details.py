"""A person's record, to be put right."""

from django import forms

from peersupport.accounts.models import Practice
from peersupport.core.forms import layout as L
from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.dates import MemorableDateField
from peersupport.core.forms.versioned import VersionMixin
from programmes.choices import NEEDS
from programmes.forms.referrals_fields import check_phone, line, lines, ticks
from programmes.models.people import check_nhs_number
from programmes.services.people import COLUMNS
from volunteers.choices import MODES


class DetailsForm(VersionMixin, PlainForm):
    """Made with the scheme, for its practices, and today."""

    says_optional = False

    first_name = line("First name", 100, required=True)
    last_name = line("Last name", 100, required=True)
    called = line("Likes to be called", 100)
    born_on = MemorableDateField(label="Date of birth", example="27 3 1958")
    nhs_number = line("NHS number", 20, help_text="10 digits. Leave it empty when it is not known")
    phone = line("Phone number", 30)
    may_leave_message = forms.BooleanField(label="It is OK to leave a message", required=False)
    email = forms.EmailField(label="E-mail address", required=False, max_length=254)
    postcode = line("Postcode", 10)
    practice = forms.ModelChoiceField(None, label="GP practice", required=False, empty_label="Not known")
    modes = ticks("Contact by", MODES)
    needs = ticks("Needs information in another way", NEEDS)
    needs_other = line("Which other way?", 200)
    safety = lines("What a volunteer must know to be safe", 3)

    def __init__(self, *args, scheme, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["practice"].queryset = Practice.objects.of(scheme).order_by("name", "pk")
        self.fields["born_on"].latest = today

    def clean_nhs_number(self) -> str:
        digits = "".join(self.cleaned_data["nhs_number"].split())
        if digits:
            check_nhs_number(digits)
        return digits

    def clean_phone(self) -> str:
        return check_phone(self.cleaned_data["phone"])

    def layout(self):
        who = L.Card(
            "Who",
            L.Fields("first_name", "last_name"),
            L.Field("called", width=20),
            "born_on",
            L.Field("nhs_number", width=20, code=True),
            "practice",
        )
        reach = L.Card("How to reach them", L.Fields("phone", "email"), "may_leave_message",
                       L.Field("postcode", width=10), L.Inline("modes"))  # fmt: skip
        needs = L.Card("What they need", L.Inline("needs"), "needs_other", "safety")
        return L.Layout(who, reach, needs, L.Actions(L.Submit("Save")))


def columns_of(patient) -> dict:
    plain = {name: getattr(patient, name) for name in COLUMNS}
    return plain | {name: list(plain[name]) for name in ("modes", "needs")}
