"""The referral form: one page, about three minutes, under the headings clinicians know."""

from datetime import date
from typing import Any

from django import forms

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.models import Term
from peersupport.accounts.models.vocabulary import CONDITION, LANGUAGE
from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.dates import MemorableDateField
from peersupport.core.forms.once import OnceMixin
from programmes.choices import (
    CARER,
    CLINICIAN,
    NEEDS,
    NO_NHS_NUMBER,
    PAPER,
    ROUTINE,
    SELF,
    SOON,
    URGENT,
    WISHES,
)
from programmes.forms.referrals_fields import (
    DAY_PARTS,
    check_phone,
    line,
    lines,
    practice_code,
    rule,
    ticks,
    whole_week,
)
from programmes.forms.referrals_layout import referral_layout
from programmes.services import referrals_rules as rules
from programmes.services.referrals import Sent
from programmes.services.referrals_refused import NotReferred
from volunteers.choices import MODES
from volunteers.models import Role

SHARE, TELL = "share", "tell"
TOLD_BY = ((PAPER, "A clinician, on paper or by phone"), (SELF, "The person"), (CARER, "A carer or relative"))
FOR_STAFF = ("source", "sent_by_name", "received_on")


class ReferralForm(OnceMixin, PlainForm):
    """`actor` refers, `today` is the day. `sent()` gives what the service takes."""

    source = forms.ChoiceField(label="Who asked for support?", choices=TOLD_BY, widget=forms.RadioSelect)
    sent_by_name = line("Their name", 150, required=True)
    received_on = MemorableDateField(label="When did you hear of it?")

    nhs_number = line("NHS number", 30, help_text="10 digits, or leave it empty")
    nhs_number_reason = forms.ChoiceField(
        label="No NHS number?",
        required=False,
        choices=[("", "It is given"), *NO_NHS_NUMBER],
        help_text="Then say why",
    )
    first_name = line("First name", 100, required=True)
    last_name = line("Last name", 100, required=True)
    called = line("Likes to be called", 100)
    practice = line("GP practice, name or ODS code", 200, required=True)
    born_on = MemorableDateField(label="Date of birth")

    phone = line("Phone number", 30)
    may_leave_message = forms.BooleanField(label="It is OK to leave a message", required=False)
    modes = ticks("How would they like to be in touch?", MODES)
    needs = ticks("Does the person need information in another way?", NEEDS)
    needs_other = line("What helps them", 200)
    email = forms.EmailField(label="E-mail", required=False, max_length=254)
    postcode = line("Postcode", 10)
    languages = forms.ChoiceField(label="Language they prefer", required=False)
    times = ticks("Good times on weekdays", DAY_PARTS)
    diagnosed_year = forms.IntegerField(label="Year of diagnosis", required=False, min_value=1900)

    conditions = ticks("Conditions", (), required=True)
    reason = lines("Reason for referral, and what the person hopes for", 3, required=True)
    wishes = ticks("It matters that the peer", WISHES)
    matters = lines("In the person’s own words", 2)
    role = forms.ModelChoiceField(
        label="Kind of support",
        queryset=Role.objects.none(),
        required=False,
        empty_label="The coordinator decides",
    )
    safety = lines("Anything a volunteer must know to be safe", 2, help_text="Seen by the coordinator first")
    urgency = forms.ChoiceField(label="How soon?", widget=forms.RadioSelect, initial=ROUTINE)
    consent = ticks(
        "The person has agreed that",
        [
            (SHARE, "we may contact them about peer support, and tell a volunteer what they need to know"),
            (TELL, "the referrer and their practice hear what became of it"),
        ],
    )

    def __init__(self, data: Any = None, *args: Any, actor: Actor, today: date, **kwargs: Any) -> None:
        self.actor, self.today = actor, today
        super().__init__(data, *args, **kwargs)
        self.says_who_told = actor.can(may.WORK_REFERRALS)
        if not self.says_who_told:
            for name in FOR_STAFF:
                del self.fields[name]
        self._fill(Term.objects.of(actor.scheme))
        self._bound_dates()

    def _fill(self, terms) -> None:
        """What this scheme calls things, and where this clinician works."""
        weeks = round(self.actor.scheme.target_wait_days / 7)
        self.fields["conditions"].choices = list(terms.kind(CONDITION).names().items())
        self.fields["languages"].choices = [("", "No wish"), *terms.kind(LANGUAGE).names().items()]
        self.fields["role"].queryset = Role.objects.of(self.actor.scheme).order_by("name")
        self.fields["urgency"].choices = [
            (ROUTINE, f"Usual wait, up to about {weeks} weeks"),
            (SOON, "Sooner: newly diagnosed or leaving hospital"),
            (URGENT, "Urgent: they cannot wait for their turn. This is no crisis service"),
        ]
        if self.actor.membership and self.actor.membership.practice:
            self.fields["practice"].initial = str(self.actor.membership.practice)

    def _bound_dates(self) -> None:
        self.fields["born_on"].latest = self.today
        self.fields["born_on"].earliest = rules.earliest_birth(self.today)
        if "received_on" in self.fields:
            self.fields["received_on"].latest = self.fields["received_on"].initial = self.today

    # --- Checks ---------------------------------------------------------------------------------

    def clean_practice(self) -> str:
        return practice_code(self.actor.scheme, self.cleaned_data["practice"])

    def clean_phone(self) -> str:
        return check_phone(self.cleaned_data["phone"])

    def clean_consent(self) -> list[str]:
        with rule():
            rules.check_consent(SHARE in self.cleaned_data["consent"])
        return self.cleaned_data["consent"]

    def clean_diagnosed_year(self) -> int | None:
        year = self.cleaned_data["diagnosed_year"]
        if year and year > self.today.year:
            raise forms.ValidationError("Year of diagnosis must not be in the future")
        return year

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if "nhs_number" in given and "nhs_number_reason" in given:
            self._check_number(given)
        wrong = {"phone", "email"} & set(self.errors)
        if not wrong and not given.get("phone") and not given.get("email"):
            self.add_error("phone", "Enter a phone number or an e-mail, so that we can reach the person")
        return given

    def _check_number(self, given: dict[str, Any]) -> None:
        try:
            given["nhs_number"] = rules.nhs_number(given["nhs_number"], why_none=given["nhs_number_reason"])
        except NotReferred as refusal:
            self.add_error(refusal.field, refusal.words)

    def sent(self) -> Sent:
        """The referral that was typed."""
        given = dict(self.cleaned_data)
        consent, language = given.pop("consent"), given.pop("languages")
        del given["once"]
        given["languages"] = (language,) if language else ()
        given["times"] = whole_week(given["times"])
        given.setdefault("source", CLINICIAN)
        return Sent(**given, consent_to_share=SHARE in consent, consent_to_tell=TELL in consent)

    def layout(self):
        return referral_layout(self)
