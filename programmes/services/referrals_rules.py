"""The rules a referral keeps, one by one, so that a form can show every mistake at once.

Each raises its NotReferred of `referrals_refused`.
"""

import re
from datetime import date

from django.core.exceptions import ValidationError

from peersupport.accounts.models import Practice, Scheme
from programmes.models.people import check_nhs_number
from programmes.services import referrals_refused as no

OLDEST_YEARS = 120
# Spaces, dashes of every length and full stops, as people write them between the digits.
_GAPS = re.compile(r"[\s\-\u2010-\u2015\u2212.]")


def check_consent(given: bool) -> None:
    if not given:
        raise no.NoConsentToShare


def check_received(received_on: date, *, today: date) -> None:
    if received_on > today:
        raise no.ReceivedInFuture


def earliest_birth(today: date) -> date:
    """The day 120 years ago."""
    leap = (today.month, today.day) == (2, 29)
    return today.replace(year=today.year - OLDEST_YEARS, day=28 if leap else today.day)


def check_born(born_on: date | None, *, today: date) -> None:
    if born_on is None:
        raise no.BornOnNoRealDate
    if born_on > today:
        raise no.BornInFuture
    if born_on < earliest_birth(today):
        raise no.BornTooLongAgo


def nhs_number(text: str, *, why_none: str) -> str:
    """Ten digits, or nothing where a reason is given."""
    number = _GAPS.sub("", text)
    if not number and not why_none:
        raise no.NhsNumberMissing
    try:
        if number:
            check_nhs_number(number)
    except ValidationError as wrong:
        raise no.NhsNumberNotValid from wrong
    return number


def practice(scheme: Scheme, code: str) -> Practice | None:
    """The practice of the scheme with this ODS code; None for no code."""
    if not code.strip():
        return None
    found = Practice.objects.of(scheme).filter(ods_code=code.strip().upper()).first()
    if found is None:
        raise no.PracticeNotKnown
    return found
