"""A large round spread over workers: its parts are rows, each solved by whoever claims it; the last wakes the round.

A part may be solved twice, or by the next worker when one dies: the same facts give the same answer. Nothing is
published before the parts together are proved to be the best answer of the whole.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F

from matching.choices import FAILED, RUNNING
from matching.engine import stored
from matching.engine.rounds import Answer, Problem, Round
from matching.engine.rounds_parts import parts, solved, whole
from matching.models import Run, RunPart
from matching.services.runs_lease import (
    INTERRUPTED,
    MOST_ATTEMPTS,
    Clock,
    NoLongerMine,
    forget_parts,
    lease_seconds,
    mine,
)
from peersupport.core.claims import claim
from peersupport.core.locks import hold

log = logging.getLogger(__name__)
Wake = Callable[[UUID], None]


@transaction.atomic
def lay_out(run: Run, asked: Round, made: Problem, *, figures: dict, step: int) -> bool:
    """Make the parts and let go of the round. False, and nothing happens, if it is not worth taking apart.

    Raises NoLongerMine.
    """
    found = parts(asked, made)
    if not found:
        return False
    free = {"lease": None, "leased_until": None, "attempts": 0}
    if not mine(run).update(step=step, figures=figures | {"parts": len(found)}, **free):
        raise NoLongerMine
    forget_parts(run)
    rows = [
        RunPart(scheme_id=run.scheme_id, run=run, number=number, asked=stored.packed(stored.plain_round(one)))
        for number, one in enumerate(found)
    ]
    RunPart.objects.of(run.scheme).bulk_create(rows, batch_size=50)
    return True


def due(*, at: datetime, run: UUID | None = None) -> list[UUID]:
    """Parts, of one round or all, that nobody is solving: not yet begun, or left behind by a worker that died."""
    rows = RunPart.objects.everywhere().open().filter(run__state=RUNNING)
    rows = rows.filter(run_id=run) if run else rows
    free = rows.filter(leased_until__isnull=True) | rows.filter(leased_until__lt=at)
    return list(free.order_by("run__started_at", "number", "pk").values_list("pk", flat=True))


def solve(*, key: UUID, now: Clock) -> UUID | None:
    """Take a part and solve it. Gives the round if this was its last part, for somebody to wake. Safe to call twice."""
    at, lease = now(), uuid4()
    rows = RunPart.objects.everywhere().open().filter(run__state=RUNNING)
    row = rows.select_related("run").defer("asked", "run__inputs").filter(pk=key).first()
    if row is None:
        return None
    figures = row.run.figures
    seconds = lease_seconds(figures["people"], figures["volunteers"])
    if not claim(rows, key, lease=lease, at=at, for_seconds=seconds, attempts=F("attempts") + 1):
        return None
    try:
        return _solve(key, lease, now)
    except Exception as error:
        # The page says that it failed; the log says where. Nothing of the people is in either.
        log.exception("part %s of a matching round failed", key)
        _fail(row.run_id, f"Something went wrong ({type(error).__name__}). Nothing has changed.", at=now())
        return None


def _solve(key: UUID, lease: UUID, now: Clock) -> UUID | None:
    row = RunPart.objects.everywhere().get(pk=key)
    if row.attempts > MOST_ATTEMPTS:
        return _fail(row.run_id, INTERRUPTED, at=now())
    found = solved(stored.round_of(stored.unpacked(row.asked)))
    kept = stored.packed(stored.plain_solution(found))
    held = RunPart.objects.everywhere().open().filter(pk=key, lease=lease)
    if not held.update(solution=kept, done_at=now(), lease=None, leased_until=None):
        return None
    is_last = not RunPart.objects.everywhere().open().filter(run_id=row.run_id).exists()
    return row.run_id if is_last else None


@transaction.atomic
def _fail(run_key: UUID, why: str, *, at: datetime) -> None:
    run = hold(Run.objects.everywhere()).filter(pk=run_key, state=RUNNING).first()
    if run is not None:
        run.change(state=FAILED, why_failed=why, finished_at=at, lease=None, leased_until=None)
        forget_parts(run)


def is_laid_out(run: Run) -> bool:
    return RunPart.objects.everywhere().filter(run_id=run.pk).exists()


def check_all_solved(run: Run) -> None:
    """Somebody may have taken the round just when it was laid out: let it go. Raises NoLongerMine."""
    if RunPart.objects.everywhere().open().filter(run_id=run.pk).exists():
        mine(run).update(lease=None, leased_until=None, attempts=0)
        raise NoLongerMine


def joined(run: Run, asked: Round, made: Problem) -> Answer:
    """The answer of all parts, proved over every pair of the round. Raises NotCertified."""
    rows = RunPart.objects.everywhere().filter(run_id=run.pk).order_by("number")
    kept = rows.values_list("solution", flat=True)
    return whole(asked, made, [stored.solution_of(stored.unpacked(one)) for one in kept])
