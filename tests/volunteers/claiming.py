"""Claims for tests: a rate, a journey of 12 miles, a bus ticket with its receipt."""

from datetime import UTC, date, datetime

from peersupport.core.uploads import Upload
from tests.cast import TODAY, Cast
from volunteers.models import Claim, MileageRate
from volunteers.services import expenses

NOW = datetime(2026, 11, 23, 9, 5, tzinfo=UTC)
A_PDF = b"%PDF-1.4 receipt"


def set_a_rate(cast: Cast, *, from_on=date(2026, 4, 6), first=45, threshold=10_000, then=25) -> MileageRate:
    return MileageRate.make(
        scheme=cast.scheme, from_on=from_on, first_pence=first, threshold_miles=threshold, then_pence=then,
        set_by="Maria Costa",
    )  # fmt: skip


def begin(cast: Cast, who: str = "denise") -> Claim:
    volunteer, member = getattr(cast, who), getattr(cast, f"{who}_member")
    return expenses.begin(by=cast.by(member), volunteer=volunteer, at=NOW)


def by_owner(cast: Cast, claim: Claim):
    return cast.by(getattr(cast, f"{claim.volunteer.first_name.lower()}_member"))


def drive(cast: Cast, claim: Claim, *, tenths: int = 120, on: date = TODAY):
    about = {"start": "Home", "end": "Harton library", "purpose": "contact"}
    return expenses.add_journey(
        by=by_owner(cast, claim), claim=claim, on=on, tenths=tenths, **about, today=TODAY
    )


def spend(cast: Cast, claim: Claim, *, pence: int = 480, content: bytes = A_PDF):
    about = {"category": "travel", "what": "Day ticket", "purpose": "training"}
    upload = Upload("pdf", content)
    return expenses.add_cost(
        by=by_owner(cast, claim), claim=claim, on=TODAY, pence=pence, upload=upload, **about, today=TODAY
    )


def send(cast: Cast, claim: Claim, *, elsewhere: int = 0, year: int = 2026) -> Claim:
    said = {year: elsewhere}
    return expenses.send(by=by_owner(cast, claim), claim=claim, elsewhere=said, at=NOW, today=TODAY)


def sent_claim(cast: Cast, who: str = "denise", *, tenths: int = 120, elsewhere: int = 0) -> Claim:
    """A claim of one journey that waits for an answer."""
    claim = begin(cast, who)
    drive(cast, claim, tenths=tenths)
    return send(cast, claim, elsewhere=elsewhere)
