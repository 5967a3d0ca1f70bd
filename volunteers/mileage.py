"""What a journey by car costs. Pure: whole tenths of a mile and whole pence, so nothing is lost on the way.

A tax year runs from 6 April to 5 April. The first miles of it are paid at one rate, the rest at another; miles
claimed from other organisations count towards the first ones (gov.uk, EIM71155).

Rounding: the two parts of one journey are added up in tenths of a penny and rounded once, half a penny up.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Rate:
    """Pence a mile for the first `threshold_miles` of a tax year, and pence a mile after them."""

    first_pence: int
    threshold_miles: int
    then_pence: int


@dataclass(frozen=True, slots=True)
class Price:
    """A journey in two parts, in tenths of a mile, and what both cost together, in pence."""

    first_tenths: int
    then_tenths: int
    pence: int


def price(tenths: int, rate: Rate, *, before: int) -> Price:
    """A journey of so many tenths of a mile, when `before` tenths of the tax year were claimed before it."""
    first = min(tenths, max(0, rate.threshold_miles * 10 - before))
    then = tenths - first
    return Price(first, then, (first * rate.first_pence + then * rate.then_pence + 5) // 10)


def tax_year(on: date) -> int:
    """The year in which the tax year of this day began: 2026 for 6 April 2026 and for 5 April 2027."""
    return on.year if (on.month, on.day) >= (4, 6) else on.year - 1


def days_of(year: int) -> tuple[date, date]:
    """The first and the last day of the tax year that began in `year`."""
    return date(year, 4, 6), date(year + 1, 4, 5)


def year_words(year: int) -> str:
    """`the tax year 2026 to 2027`."""
    return f"the tax year {year} to {year + 1}"
