"""Ticks of the programmes' room. Each may run twice, or late."""

from collections.abc import Callable
from functools import partial

from celery import shared_task

from peersupport.accounts.selectors.schemes import systems
from peersupport.core import clock
from peersupport.core.ticks import each
from programmes.services import (
    changes_ticks,
    concerns_ticks,
    contacts_ticks,
    followups_late,
    followups_ticks,
    invitations_ticks,
)


@shared_task(name="programmes.flag_overdue")
def flag_overdue() -> None:
    _all(contacts_ticks.give_up, contacts_ticks.flag_overdue)


@shared_task(name="programmes.remind")
def remind() -> None:
    _all(changes_ticks.end_pauses, contacts_ticks.remind)


@shared_task(name="programmes.escalate_worries")
def escalate_worries() -> None:
    concerns_ticks.escalate(at=clock.now())


@shared_task(name="programmes.follow_up")
def follow_up() -> None:
    """What nobody logged goes to the coordinator, then to the managers; reviews and places that come are announced;
    who finished is asked whether they want to volunteer.
    """
    places = partial(followups_ticks.announce_places, actors=systems())
    graduates = partial(invitations_ticks.ask_all, actors=systems())
    _all(followups_late.escalate, followups_ticks.announce_reviews, places, graduates)


def _all(*ticks: Callable[..., int]) -> None:
    """One after the other; what fails in one keeps nothing back of the next."""
    now = clock.now()
    each(ticks, lambda tick: tick(at=now))
