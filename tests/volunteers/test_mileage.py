"""A mile in whole pence: the first miles of a tax year at one rate, the rest at another, rounded once."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteers.mileage import Price, Rate, days_of, price, tax_year

RATE = Rate(first_pence=45, threshold_miles=10_000, then_pence=25)


@pytest.mark.parametrize(
    ("tenths", "before", "expected"),
    [
        (120, 0, Price(120, 0, 540)),
        (1, 0, Price(1, 0, 5)),  # 4.5p is 5p
        (3, 0, Price(3, 0, 14)),  # 13.5p is 14p
        (120, 99_950, Price(50, 70, 400)),  # 5 miles at 45p and 7 at 25p
        (120, 100_000, Price(0, 120, 300)),
        (120, 123_456, Price(0, 120, 300)),
        (15, 99_995, Price(5, 10, 48)),  # 22.5p and 25p: 47.5p, rounded once
    ],
)
def test_a_journey_is_split_at_the_threshold_and_rounded_once(tenths, before, expected):
    assert price(tenths, RATE, before=before) == expected


@given(
    tenths=st.integers(1, 9_999),
    before=st.integers(0, 200_000),
    first=st.integers(1, 99),
    then=st.integers(0, 99),
    threshold=st.integers(1, 20_000),
)
def test_it_agrees_with_decimal_arithmetic(tenths, before, first, then, threshold):
    found = price(tenths, Rate(first, threshold, then), before=before)
    left = max(Decimal(threshold) - Decimal(before) / 10, Decimal(0))
    at_first = min(Decimal(tenths) / 10, left)
    exact = at_first * first + (Decimal(tenths) / 10 - at_first) * then
    assert found.pence == int(exact.quantize(Decimal(1), ROUND_HALF_UP))
    assert found.first_tenths + found.then_tenths == tenths


@given(parts=st.lists(st.integers(1, 30_000), min_size=1, max_size=8))
def test_however_a_year_is_cut_the_same_miles_are_paid_at_each_rate(parts):
    before, first = 0, 0
    for tenths in parts:
        first += price(tenths, RATE, before=before).first_tenths
        before += tenths
    assert first == price(sum(parts), RATE, before=0).first_tenths


@pytest.mark.parametrize(
    ("on", "year"),
    [
        (date(2026, 4, 5), 2025),
        (date(2026, 4, 6), 2026),
        (date(2026, 12, 31), 2026),
        (date(2027, 4, 5), 2026),
    ],
)
def test_a_tax_year_begins_on_6_april(on, year):
    first, last = days_of(year)
    assert (tax_year(on), first <= on <= last) == (year, True)
