"""Approved claims as a spreadsheet, a line of a claim each: what finance needs to check and pay."""

from collections.abc import Iterable, Iterator

from django.utils import timezone

from volunteers.mileage import tax_year
from volunteers.models import Claim, ClaimLine

COLUMNS = (
    "claim", "volunteer", "number of the volunteer", "state", "approved on", "approved by", "paid on", "reference",
    "day", "tax year", "kind", "what for", "from", "to", "what", "miles", "miles at first rate", "first rate, pence",
    "miles at second rate", "second rate, pence", "pounds",
)  # fmt: skip


def rows(claims: Iterable[Claim]) -> Iterator[tuple]:
    for claim in claims:
        for line in sorted(claim.lines.all(), key=lambda line: (line.on, line.pk)):
            yield (*_claim(claim), *_line(line))


def _claim(claim: Claim) -> tuple:
    run = claim.pay_run
    return (
        claim.reference,
        claim.volunteer.name,
        claim.volunteer.ref,
        claim.get_state_display(),
        timezone.localdate(claim.decided_at).isoformat() if claim.decided_at else "",
        claim.decided_by.user.name if claim.decided_by else "",
        run.paid_on.isoformat() if run else "",
        run.reference if run else "",
    )


def _line(line: ClaimLine) -> tuple:
    year = tax_year(line.on)
    return (
        line.on.isoformat(),
        f"{year}/{year + 1}",
        line.get_kind_display() if line.tenths else line.get_category_display(),
        line.get_purpose_display(),
        line.start,
        line.end,
        line.what,
        _tenths(line.tenths),
        _tenths(line.first_tenths),
        line.first_pence,
        _tenths(line.then_tenths),
        line.then_pence,
        f"{(line.pence or 0) // 100}.{(line.pence or 0) % 100:02}",
    )


def _tenths(tenths: int | None) -> str:
    return "" if tenths is None else f"{tenths // 10}.{tenths % 10}"
