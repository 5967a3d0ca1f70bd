"""The cast that every test knows, and a clock that stands still on Monday 23 November 2026."""

from datetime import UTC, datetime

import pytest

from peersupport.core import clock
from tests.cast import Cast, enter

MONDAY_MORNING = datetime(2026, 11, 23, 9, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def monday():
    """Monday 23 November 2026, 9:05am."""
    with clock.fixed(MONDAY_MORNING):
        yield MONDAY_MORNING


@pytest.fixture
def cast(db) -> Cast:
    return enter()


@pytest.fixture
def sign_in(client):
    """`sign_in(cast.priya)` gives a client signed in as that member."""

    def as_member(membership):
        client.force_login(membership.user)
        return client

    return as_member
