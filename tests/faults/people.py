"""Who is on the stage: the tests' cast with its scheme's quiet hours and daily cap out of the way of the clock."""

from datetime import time, timedelta

from django.core.management import call_command

from peersupport.core import clock
from peersupport.messaging.models import Message
from peersupport.messaging.services import outbox
from programmes.models import Relationship
from tests.cast import Cast, make_patient, set_the_stage
from tests.programmes.builders import support


def enter() -> Cast:
    """The cast on an empty stage: what an earlier figure left behind is gone."""
    call_command("flush", interactive=False, verbosity=0)
    cast = set_the_stage()
    cast.scheme.change(quiet_from=time(0), quiet_until=time(0), messages_a_day=30_000)
    return cast


def supported(cast: Cast, names: list[str]) -> list[Relationship]:
    """Denise has talked to these people weekly since two weeks ago; nothing is logged yet."""
    start = clock.today() - timedelta(weeks=2)
    places = [make_patient(cast, name, waits_since=start) for name in names]
    return [support(cast, cast.denise, place, start=start) for place in places]


def ask(cast: Cast, prefix: str, numbers: range) -> None:
    """Messages to Denise, each with a key of its own, to be sent at once."""
    now = clock.now()
    outbox.ask_all(
        [
            Message(
                scheme=cast.scheme, key=f"{prefix}{number}", template="contact_overdue", recipient_kind="volunteer",
                recipient_key=cast.denise.pk, not_before=now, day=now.date(), link="/my-people/",
            )
            for number in numbers
        ]
    )  # fmt: skip


def unsent(prefix: str) -> int:
    return Message.objects.everywhere().filter(key__startswith=prefix, sent_at=None).count()


def tried_again(prefix: str) -> int:
    """Messages whose first pump did not live to mark them."""
    return Message.objects.everywhere().filter(key__startswith=prefix, attempts__gt=1).count()
