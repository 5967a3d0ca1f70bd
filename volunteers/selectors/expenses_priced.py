"""What a claim comes to: the one place where journeys are priced, for pages, approval and export.

Until a claim is approved, its journeys are priced anew each time: after the miles of the tax year that were
approved before and those claimed elsewhere, in the order of their days. Afterwards the stored figures stand.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from volunteers.choices import CLAIM_DECIDED, JOURNEY
from volunteers.mileage import Price, Rate, price, tax_year
from volunteers.models import Claim, ClaimLine, MileageRate, MilesElsewhere


@dataclass(frozen=True, slots=True)
class PricedLine:
    """`pence` is None while there is no rate for the day; `rate` and `parts` are of journeys."""

    line: ClaimLine
    pence: int | None
    rate: Rate | None = None
    parts: Price | None = None


@dataclass(frozen=True, slots=True)
class PricedClaim:
    """Lines by day."""

    claim: Claim
    lines: tuple[PricedLine, ...]

    @property
    def pence(self) -> int | None:
        """The sum; None while a line has none."""
        each = [one.pence for one in self.lines]
        return None if None in each else sum(pence for pence in each if pence is not None)

    @property
    def years(self) -> tuple[int, ...]:
        """The tax years of its journeys."""
        return tuple(sorted({tax_year(one.line.on) for one in self.lines if one.line.kind == JOURNEY}))


def priced(claim: Claim) -> PricedClaim:
    return priced_all([claim])[claim.pk]


def priced_all(claims: Iterable[Claim]) -> dict[UUID, PricedClaim]:
    """Claim -> what it comes to. Four queries, however many they are; all claims of one scheme."""
    claims = list(claims)
    if not claims:
        return {}
    scheme = claims[0].scheme_id
    lines = defaultdict(list)
    for line in ClaimLine.objects.of(scheme).filter(claim__in=claims).order_by("on", "pk"):
        lines[line.claim_id].append(line)
    undecided = [claim for claim in claims if claim.state not in CLAIM_DECIDED]
    rates = rates_of(scheme) if undecided else []
    before = _miles_before(scheme, undecided)
    found = {}
    for claim in claims:
        if claim.state in CLAIM_DECIDED:
            each = [_stored(line) for line in lines[claim.pk]]
        else:
            each = list(_computed(lines[claim.pk], rates, Counter(before[claim.volunteer_id])))
        found[claim.pk] = PricedClaim(claim, tuple(each))
    return found


def _stored(line: ClaimLine) -> PricedLine:
    if line.kind != JOURNEY:
        return PricedLine(line, line.pence)
    parts = Price(line.first_tenths, line.then_tenths, line.pence)
    return PricedLine(line, line.pence, Rate(line.first_pence, 0, line.then_pence), parts)


def _computed(lines: Iterable[ClaimLine], rates: list[MileageRate], before: Counter) -> Iterable[PricedLine]:
    for line in lines:
        if line.kind != JOURNEY:
            yield PricedLine(line, line.pence)
            continue
        rate = rate_on(rates, line.on)
        year = tax_year(line.on)
        parts = price(line.tenths, rate, before=before[year]) if rate else None
        before[year] += line.tenths
        yield PricedLine(line, parts.pence if parts else None, rate, parts)


def rates_of(scheme) -> list[MileageRate]:
    """Newest first."""
    return list(MileageRate.objects.of(scheme).order_by("-from_on", "-pk"))


def rate_on(rates: list[MileageRate], on: date) -> Rate | None:
    """The rate of that day; None before the first."""
    row = next((row for row in rates if row.from_on <= on), None)
    return Rate(row.first_pence, row.threshold_miles, row.then_pence) if row else None


def _miles_before(scheme, claims: list[Claim]) -> dict[UUID, Counter]:
    """Volunteer -> tax year -> tenths of a mile that count before: said to be elsewhere, and approved here."""
    who = {claim.volunteer_id for claim in claims}
    found: dict[UUID, Counter] = defaultdict(Counter)
    if not who:
        return found
    for key, year, miles in (
        MilesElsewhere.objects.of(scheme)
        .filter(volunteer__in=who)
        .values_list("volunteer_id", "year", "miles")
    ):
        found[key][year] += miles * 10
    approved = ClaimLine.objects.of(scheme).filter(
        claim__volunteer__in=who, claim__state__in=CLAIM_DECIDED, kind=JOURNEY
    )
    for key, on, tenths in approved.values_list("claim__volunteer_id", "on", "tenths"):
        found[key][tax_year(on)] += tenths
    return found


def miles_elsewhere(claim: Claim, years: Iterable[int]) -> dict[int, int | None]:
    """Miles that were said to be claimed from others in these tax years; None: not said yet."""
    rows = MilesElsewhere.objects.of(claim.scheme_id).filter(volunteer=claim.volunteer_id)
    said = dict(rows.values_list("year", "miles"))
    return {year: said.get(year) for year in years}
