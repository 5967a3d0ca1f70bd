"""The board of volunteers while somebody is away: where cover is needed, and where nothing is left to settle."""

from datetime import date, timedelta

import pytest

from programmes.models import Cover, Relationship
from programmes.presenters.board import place
from programmes.selectors.board import board
from programmes.services.leave_plans import keep
from tests.cast import TODAY
from tests.programmes.people_builders import mo_with_denise
from tests.programmes.test_board import line, words
from volunteers.models import Leave


@pytest.fixture
def pair(cast) -> Relationship:
    return mo_with_denise(cast)


@pytest.fixture
def away(cast, pair) -> Leave:
    return Leave.make(
        scheme=cast.scheme, volunteer=cast.denise, starts_on=TODAY, ends_on=TODAY + timedelta(days=70)
    )


def needed(cast) -> dict[str, int]:
    return {
        row.volunteer.short_name: row.cover for row in board(actor=cast.by(cast.priya), on=TODAY) if row.cover
    }


def test_leave_weeks_ahead_counts(cast, pair, away):
    away.change(starts_on=TODAY + timedelta(days=42))
    assert needed(cast) == {"Denise": 1}


def test_a_cover_settles_it_until_who_stands_in_is_away_too(cast, pair, away):
    days = {"starts_on": away.starts_on, "ends_on": away.ends_on}
    Cover.make(
        scheme=cast.scheme,
        relationship=pair,
        volunteer=cast.abdul,
        why="Leave",
        made_by="Priya",
        **days,
    )
    covered = needed(cast)
    Leave.make(scheme=cast.scheme, volunteer=cast.abdul, **days)
    assert (covered, needed(cast)) == ({}, {"Abdul": 1})


def test_contacts_that_both_keep_are_settled(cast, pair, away, monday):
    keep(relationship=pair, leave=away, by=cast.by(cast.priya), at=monday)
    assert needed(cast) == {}


def test_leave_moves_the_next_place_and_asks_for_cover(cast):
    mo_with_denise(cast)
    Leave.make(scheme=cast.scheme, volunteer=cast.denise, starts_on=TODAY, ends_on=date(2026, 12, 6))
    found = line(cast, cast.denise)
    assert (place(found.place, TODAY), words(found)) == (
        {"text": "Mon 7 Dec", "sub": "after leave"},
        [
            ("Contact not logged, 6 days", "orange"),
            ("Cover needed for 1 person", "orange"),
            ("On leave", "yellow"),
        ],
    )


def test_leave_alone_needs_nothing_from_a_coordinator(cast):
    Leave.make(scheme=cast.scheme, volunteer=cast.abdul, starts_on=TODAY, ends_on=date(2026, 12, 6))
    assert line(cast, cast.abdul).needs_something is False
