"""Several pumps at once, on PostgreSQL with real connections: each message goes once, and none is left."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from peersupport.messaging.models import Message
from peersupport.messaging.services import outbox
from peersupport.messaging.services.pump import pump
from tests.cast import set_the_stage

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="SQLite lets one writer in at a time anyway"
    ),
]
MESSAGES = 60


@pytest.fixture
def waiting(transactional_db, gateway, monday):
    """Sixty messages to Denise; the gateway does not drop repeated references, so that a double send shows."""
    cast = set_the_stage()
    cast.scheme.change(messages_a_day=1000)
    for number in range(MESSAGES):
        outbox.ask(
            scheme=cast.scheme, key=f"{number}", template="contact_tomorrow", kind="volunteer",
            recipient=cast.denise.pk, not_before=monday, day=monday.date(), link="/my-people/",
        )  # fmt: skip
    return gateway


def pumps(number: int, *, at) -> int:
    """This many pumps, started in the same moment. Gives how many messages they say they sent."""
    ready = Barrier(number)

    def run() -> int:
        try:
            ready.wait(timeout=60)
            return pump(at=at)
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as pool:
        return sum(future.result() for future in [pool.submit(run) for _ in range(number)])


def of_gateway(gateway) -> tuple[int, int]:
    counts = gateway.counts()
    return counts["messages"], counts["repeated"]


@pytest.mark.parametrize("number", [2, 6])
def test_pumps_at_the_same_moment_send_each_message_once(waiting, monday, number):
    assert pumps(number, at=monday) == MESSAGES
    assert of_gateway(waiting) == (MESSAGES, 0)
    assert not Message.objects.everywhere().exclude(state="sent", attempts=1).exists()


def test_what_a_killed_pump_had_claimed_is_sent_once_when_its_lease_ran_out(waiting, monday):
    """Ten were delivered and not marked, ten were only claimed: both look the same in the table."""
    pump(at=monday, most=10)
    claimed = Message.objects.everywhere().order_by("not_before", "pk")[:20].values_list("pk", flat=True)
    left = Message.objects.everywhere().filter(pk__in=list(claimed))
    left.update(state="waiting", attempts=1, leased_until=monday + timedelta(minutes=20))
    assert pumps(3, at=monday) == MESSAGES - 20
    assert pumps(3, at=monday + timedelta(minutes=21)) == 20
    assert of_gateway(waiting) == (MESSAGES, 0)
