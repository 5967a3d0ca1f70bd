"""The sheet of open referrals: one record to the values of a referral."""

from dataclasses import dataclass
from datetime import date

from peersupport.core.postcodes import postcode
from peersupport.reporting.sheets import people, words
from peersupport.reporting.sheets.dates import past_date, read_year
from peersupport.reporting.sheets.errors import RowRefused
from peersupport.reporting.sheets.files import Record
from peersupport.reporting.sheets.limits import fits
from programmes.choices import CARER, CLINICIAN, PAPER, SELF, SOURCES
from programmes.models import Referral

COLUMNS = (
    "Date", "Referred by", "Practice code", "Practice", "NHS number", "First name", "Surname", "DOB", "Postcode",
    "Phone", "OK to leave message", "Email", "Conditions", "Diagnosed", "Contact by", "Times", "Language", "Wants",
    "What matters in a peer", "Consent to share", "Urgency", "Needs",
)  # fmt: skip
NO_NUMBER = "NHS number not known"


@dataclass(frozen=True, slots=True)
class ReferralRow:
    """`fields` are plain columns of the Referral; practice and role are named by code and by lower-case name."""

    fields: dict
    practice_code: str
    role: str
    terms: dict[str, dict[str, str]]

    @property
    def identity(self) -> tuple:
        """What a row is known by when it comes again: the person and the day."""
        return identity(**{part: self.fields[part] for part in IDENTITY})

    @property
    def warning(self) -> str:
        return "" if self.fields["nhs_number"] else NO_NUMBER


IDENTITY = ("received_on", "nhs_number", "first_name", "last_name", "born_on")


def identity(*, received_on: date, nhs_number: str, first_name: str, last_name: str, born_on: date) -> tuple:
    """By the NHS number, else by name and date of birth."""
    who = (nhs_number,) if nhs_number else (first_name.lower(), last_name.lower(), born_on)
    return (received_on, *who)


def read(record: Record, *, practices: frozenset[str], roles: frozenset[str], today: date) -> ReferralRow:
    """The row, or RowRefused with the first reason why not. Whether it is a double is judged elsewhere."""
    if not words.yes(record["Consent to share"]):
        raise RowRefused("no consent to share")
    code, role = people.line(record["Practice code"]).upper(), people.line(record["Wants"]).lower()
    fields = _who(record, today)
    if code and code not in practices:
        raise RowRefused("practice code not known")
    if role and role not in roles:
        raise RowRefused("role not known")
    terms = {"condition": words.terms(record["Conditions"]), "language": words.terms(record["Language"])}
    fields |= {"conditions": list(terms["condition"]), "languages": list(terms["language"])}
    fields |= _how(record) | _wants(record)
    fits(Referral, fields)
    return ReferralRow(fields, code, role, terms)


def _who(record: Record, today: date) -> dict:
    number = people.nhs_number(record["NHS number"])
    return {
        "received_on": past_date(record["Date"], what="date of referral", today=today, required=True),
        "nhs_number": number,
        "nhs_number_reason": "" if number else "unknown",
        "first_name": people.name(record["First name"], what="first name"),
        "last_name": people.name(record["Surname"], what="surname"),
        "born_on": past_date(record["DOB"], what="date of birth", today=today, required=True),
        "postcode": postcode(record["Postcode"]),
        "phone": people.line(record["Phone"]),
        "may_leave_message": words.yes(record["OK to leave message"]),
        "email": people.email(record["Email"]),
    }


def _how(record: Record) -> dict:
    """How to be in touch; words without a code are kept in the reason."""
    modes, odd_modes = words.modes(record["Contact by"])
    times, odd_times = words.times(record["Times"])
    needs, odd_needs = words.needs(record["Needs"])
    year = read_year(record["Diagnosed"])
    odd_year = [record["Diagnosed"]] if record["Diagnosed"] and not year else []
    return {
        "modes": modes,
        "times": times,
        "needs": [*needs, "other"] if odd_needs else needs,
        "needs_other": "; ".join(odd_needs),
        "diagnosed_year": year,
        "reason": people.leftovers(diagnosed=odd_year, contact_by=odd_modes, times=odd_times),
    }


def _wants(record: Record) -> dict:
    urgency = record["Urgency"].lower()
    if urgency not in words.URGENCIES:
        raise RowRefused("urgency not known")
    matters = record["What matters in a peer"]
    return {
        **_source(record["Referred by"]),
        "urgency": words.URGENCIES[urgency],
        "wishes": words.wishes(matters)[0],
        "matters": matters,
        "consent_to_share": True,
    }


def _source(text: str) -> dict:
    """Who referred: the person, a carer, or somebody of a practice with a name."""
    by = people.line(text)
    if by.lower() in (SELF, CARER):
        return {"source": by.lower(), "sent_by_name": dict(SOURCES)[by.lower()]}
    return {"source": CLINICIAN if by else PAPER, "sent_by_name": by}
