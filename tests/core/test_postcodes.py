"""Postcodes as people write them, and what holds them."""

import pytest

from peersupport.core import postcodes


@pytest.mark.parametrize(
    ("text", "tidy"),
    [("tq27ag", "TQ2 7AG"), ("TQ12 1YH", "TQ12 1YH"), (" w1a  1aa", "W1A 1AA"), ("abroad", "ABROAD")],
)
def test_a_postcode_is_tidied(text, tidy):
    assert postcodes.postcode(text) == tidy


@pytest.mark.parametrize(
    ("text", "reaches"),
    [
        ("tq27ag", ("TQ2 7AG", "TQ2 7", "TQ2")),
        ("W1A 1AA", ("W1A 1AA", "W1A 1", "W1A")),
        ("TQ2 7", ("TQ2 7", "TQ2")),
        ("TQ12", ("TQ12",)),
        ("abroad", ()),
        ("", ()),
    ],
)
def test_a_postcode_lies_in_a_sector_and_that_in_a_district(text, reaches):
    assert postcodes.reaches(text) == reaches


@pytest.mark.parametrize(
    ("text", "district"), [("tq27ag", "TQ2"), ("TQ2 7", "TQ2"), ("TQ2", "TQ2"), ("d1 1AA", "D1"), ("", "")]
)
def test_nearness_without_a_table_goes_by_the_district(text, district):
    assert postcodes.district(text) == district
