"""Ticks of the programmes' room. Each may run twice, or late."""

from celery import shared_task

from peersupport.accounts.selectors.schemes import systems
from peersupport.core import clock
from programmes.services import changes_ticks, concerns_ticks, contacts_ticks, followups_late, followups_ticks


@shared_task(name="programmes.flag_overdue")
def flag_overdue() -> None:
    now = clock.now()
    contacts_ticks.give_up(at=now)
    contacts_ticks.flag_overdue(at=now)


@shared_task(name="programmes.remind")
def remind() -> None:
    now = clock.now()
    changes_ticks.end_pauses(at=now)
    contacts_ticks.remind(at=now)


@shared_task(name="programmes.escalate_worries")
def escalate_worries() -> None:
    concerns_ticks.escalate(at=clock.now())


@shared_task(name="programmes.follow_up")
def follow_up() -> None:
    """What nobody logged goes to the coordinator, then to the managers; reviews and places that come are announced."""
    now = clock.now()
    followups_late.escalate(at=now)
    followups_ticks.announce_reviews(at=now)
    followups_ticks.announce_places(at=now, actors=systems())
