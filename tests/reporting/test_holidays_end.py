"""The known bank holidays come to an end; managers read so in time."""

from datetime import UTC, date, datetime

import pytest

from peersupport.core import clock
from peersupport.core.calendar import DIVISIONS, ends_soon, known_until

LAST = date(2028, 12, 31)
WARNED = "Bank holidays are known until Sunday 31 December 2028 only"


@pytest.mark.parametrize("division", DIVISIONS)
@pytest.mark.parametrize(
    ("on", "until"),
    [(date(2027, 12, 31), None), (date(2028, 1, 1), LAST), (LAST, LAST), (date(2029, 6, 1), LAST)],
    ids=["a whole year is known", "a plan may go beyond", "the last day", "over"],
)
def test_the_end_is_told_while_it_can_be_mended(division, on, until):
    assert known_until(division) == LAST
    assert ends_soon(division, on=on) == until


@pytest.mark.parametrize("page", ["/today/", "/timers/"])
@pytest.mark.parametrize(
    ("at", "heading"),
    [
        (datetime(2027, 6, 1, 9, tzinfo=UTC), None),
        (datetime(2028, 6, 1, 9, tzinfo=UTC), WARNED),
        (datetime(2029, 6, 1, 9, tzinfo=UTC), WARNED.replace("are", "were")),
    ],
)
def test_a_manager_reads_when_the_bank_holidays_end(cast, sign_in, page, at, heading):
    client = sign_in(cast.maria)
    with clock.fixed(at):
        found = client.get(page)
    assert found.context["holidays"].get("heading") == heading
    assert found.content.decode().count("Bank holidays") == (heading is not None)


def test_a_coordinator_is_not_troubled_with_it(cast, sign_in):
    client = sign_in(cast.priya)
    with clock.fixed(datetime(2028, 6, 1, 9, tzinfo=UTC)):
        assert client.get("/today/").context["holidays"] == {}
