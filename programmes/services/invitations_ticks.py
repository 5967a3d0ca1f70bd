"""Asking by itself, at the right time, those who finished their support or course: once, also after missed nights."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.utils import timezone

from peersupport.accounts.actors import Actor
from peersupport.core.ticks import each
from programmes.selectors.invitations import to_ask_by_itself
from programmes.services.invitations import ask
from volunteers.selectors.joining import asks_by_itself


def ask_all(*, at: datetime, actors: Iterable[Actor]) -> int:
    """`actors` is the system in each scheme. Gives how many people are asked now."""
    return each(actors, partial(_ask_in, at=at))


def _ask_in(actor: Actor, *, at: datetime) -> int:
    if not asks_by_itself(actor.scheme):
        return 0
    today = timezone.localdate(at)
    lines = to_ask_by_itself(actor=actor, on=today)
    asked = [ask(by=actor, patient=line.patient, at=at, today=today) for line in lines]
    return sum(row is not None for row in asked)
