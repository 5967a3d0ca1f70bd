"""The sheet of volunteers: one record to the values of a volunteer with roles and evidence."""

from dataclasses import dataclass
from datetime import date

from peersupport.core.postcodes import postcode
from peersupport.reporting.sheets import people, words
from peersupport.reporting.sheets.dates import past_date
from peersupport.reporting.sheets.errors import RowRefused
from peersupport.reporting.sheets.files import Record
from peersupport.reporting.sheets.limits import fits
from volunteers.choices import CHECK_LEVELS
from volunteers.models import Volunteer

COLUMNS = (
    "Ref", "First name", "Surname", "Email", "Mobile", "Date of birth", "Postcode", "Role", "Lives with", "Languages",
    "Contact by", "Available", "Most people at once", "DBS level", "DBS date", "Training finished", "Agreement signed",
    "Joined", "Notes",
)  # fmt: skip
LEVELS = {level for level, _ in CHECK_LEVELS}


@dataclass(frozen=True, slots=True)
class VolunteerRow:
    """`fields` are columns of the Volunteer; `roles` names in lower case; `terms` the words used, by kind."""

    fields: dict
    roles: tuple[str, ...]
    terms: dict[str, dict[str, str]]
    check_level: str = ""
    checked_on: date | None = None
    trained_on: date | None = None
    signed_on: date | None = None

    @property
    def identity(self) -> str:
        """What a row is known by when it comes again."""
        return self.fields["ref"]


def read(record: Record, *, roles: frozenset[str], today: date) -> VolunteerRow:
    """The row, or RowRefused with the first reason why not. `roles`: names of the scheme's roles."""
    modes, odd_modes = words.modes(record["Contact by"])
    times, odd_times = words.times(record["Available"])
    terms = {"condition": words.terms(record["Lives with"]), "language": words.terms(record["Languages"])}
    left = people.leftovers(contact_by=odd_modes, available=odd_times)
    ref = people.name(record["Ref"], what="ref")
    first = people.name(record["First name"], what="first name")
    fields = {
        "ref": ref,
        "first_name": first,
        "last_name": people.name(record["Surname"], what="surname"),
        "phone": people.line(record["Mobile"]),
        "postcode": postcode(record["Postcode"]),
        "conditions": list(terms["condition"]),
        "languages": list(terms["language"]),
        "modes": modes,
        "times": times,
        "notes": "\n".join(part for part in (record["Notes"], left) if part),
    }
    wanted = _roles(record["Role"], roles)
    fields["email"] = people.email(record["Email"])
    fields["born_on"] = past_date(record["Date of birth"], what="date of birth", today=today)
    fields["joined_on"] = past_date(record["Joined"], what="date joined", today=today)
    fields["most_people"] = _number(record["Most people at once"])
    fits(Volunteer, fields)
    return VolunteerRow(fields, wanted, terms, **_evidence(record, today))


def _roles(text: str, known: frozenset[str]) -> tuple[str, ...]:
    wanted = tuple(part.lower() for part in words.listed(text))
    if not wanted or not known.issuperset(wanted):
        raise RowRefused("role not known")
    return wanted


def _number(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= 50):
        raise RowRefused("most people at once is not a number from 1 to 50")
    return int(text)


def _evidence(record: Record, today: date) -> dict:
    """Check, training and agreement, each with its date. A level without a date is no evidence."""
    level = record["DBS level"].strip().lower()
    if level and level not in LEVELS:
        raise RowRefused("DBS level not known")
    checked_on = past_date(record["DBS date"], what="DBS date", today=today)
    if checked_on and not level:
        raise RowRefused("DBS level missing")
    return {
        "check_level": level,
        "checked_on": checked_on,
        "trained_on": past_date(record["Training finished"], what="training date", today=today),
        "signed_on": past_date(record["Agreement signed"], what="agreement date", today=today),
    }
