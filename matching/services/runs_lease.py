"""Holding a round while it is carried out, saying how far it is, and ending it without a result."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from matching.choices import FAILED, RUNNING
from matching.models import Run, RunPart

Clock = Callable[[], datetime]
MOST_ATTEMPTS = 3
LEASE_SECONDS = 120
PAIRS_A_SECOND = 2_000_000  # a lease grows with the problem, well above what solving takes
INTERRUPTED = "It was interrupted too often."


class NoLongerMine(Exception):
    """The round was stopped, or another worker has taken it over."""


def lease_seconds(people: int, volunteers: int) -> int:
    return LEASE_SECONDS + people * volunteers // PAIRS_A_SECOND


def progress(run: Run, step: int, figures: dict, *, now: Clock, **more) -> None:
    """Say how far it is and keep the lease. Raises NoLongerMine."""
    until = now() + timedelta(seconds=lease_seconds(figures["people"], figures["volunteers"]))
    if not mine(run).update(**{"step": step, "figures": figures, "leased_until": until, **more}):
        raise NoLongerMine


def mine(run: Run):
    """The row of this round, as long as it is held by this lease."""
    return Run.objects.everywhere().filter(pk=run.pk, lease=run.lease, state=RUNNING)


@transaction.atomic
def fail(run: Run, why: str, *, at: datetime) -> None:
    """End a round that this lease holds."""
    if mine(run).update(state=FAILED, why_failed=why, finished_at=at, lease=None, leased_until=None):
        forget_parts(run)


def forget_parts(run: Run) -> None:
    RunPart.objects.everywhere().filter(run_id=run.pk).delete()
