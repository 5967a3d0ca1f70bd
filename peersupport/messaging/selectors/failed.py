"""Messages that were never sent, for whoever tells the people in another way."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from peersupport.accounts.actors import Actor
from peersupport.messaging import people
from peersupport.messaging.choices import FAILED
from peersupport.messaging.models import Message
from peersupport.messaging.people import Person
from peersupport.messaging.selectors.undeliverable import waits_for_an_address

# What is older helps nobody any more; it stays in the log.
USEFUL = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Failed:
    person: Person
    message: Message


def failed(*, actor: Actor, at: datetime) -> list[Failed]:
    """The oldest first, of people this actor may see. Those that came back need a new address first (`undeliverable`),
    and are here once there is one.
    """
    rows = Message.objects.visible_to(actor).filter(state=FAILED, not_before__gt=at - USEFUL)
    rows = list(rows.exclude(pk__in=waits_for_an_address(rows)).order_by("not_before", "pk"))
    named = people.find(actor, [row.whom for row in rows])
    found = ((named.get(row.whom), row) for row in rows)
    return [Failed(person, row) for person, row in found if person]
