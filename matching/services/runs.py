"""A round over the whole waiting list: started by a person, carried out by a worker, published as proposals.

The row is the order; the task only wakes somebody who takes it. Whoever takes it holds a lease, so that a round
is carried out by one worker at a time and taken over when that one dies. Nothing is committed before a person decides.
"""

import logging
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from matching.choices import OBJECTIVES, RUN, RUNNING, STOPPED
from matching.engine import stored
from matching.engine.rounds import Answer, Problem, answer, problem
from matching.models import Run, RunPart
from matching.selectors.runs_inputs import Inputs, gather, kept, recall
from matching.selectors.settings import in_force
from matching.selectors.words import words_of
from matching.services import runs_parts
from matching.services.runs_explained import Explainer
from matching.services.runs_lease import (
    INTERRUPTED,
    LEASE_SECONDS,
    MOST_ATTEMPTS,
    Clock,
    NoLongerMine,
    fail,
    forget_parts,
    progress,
)
from matching.services.runs_published import Published, publish
from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.accounts.models import Scheme
from peersupport.audit.services import events
from peersupport.core.claims import claim
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold

log = logging.getLogger(__name__)
READ, RULED_OUT, SOLVED = 1, 2, 3


class AlreadyRunning(Refusal):
    words = "A round is under way already. Wait for its result, or stop it."


class BelowMinimum(Refusal):
    field = "minimum"

    def __init__(self, least: int) -> None:
        super().__init__(
            f"The settings of matching ask for at least {least // 100}. Write {least // 100} or more, or ask "
            "somebody who manages the scheme to change the settings."
        )


@transaction.atomic
def start(*, objective: str, minimum_score: int, by: Actor, at: datetime) -> Run:
    """Order a round; pairs below `minimum_score` (0..10,000) are no match. Raises AlreadyRunning.

    Somebody of one team starts it for the people of that team; other teams' proposals are left alone.

    A round may ask for more than the scheme's own minimum, never for less (BelowMinimum): otherwise it would
    propose pairs that nobody could accept.
    """
    require(by, may.MATCH_PEOPLE)
    if objective not in dict(OBJECTIVES):
        raise ValueError(objective)
    scheme = hold(Scheme.objects.all()).get(pk=by.scheme.pk)
    rows = Run.objects.of(scheme)
    if rows.under_way().exists():
        raise AlreadyRunning
    chosen = in_force(scheme.pk)
    if minimum_score < chosen.minimum_score:
        raise BelowMinimum(chosen.minimum_score)
    newest = rows.order_by("-number").first()
    run = Run.make(
        scheme=scheme,
        number=newest.number + 1 if newest else 1,
        objective=objective,
        settings=chosen.for_run(minimum_score) | {"target_days": scheme.target_wait_days},
        team_id=by.team_id,
        before=rows.done().filter(team=by.team_id).order_by("-number").first(),
        started_by=by.name,
        started_at=at,
    )
    detail = {"number": run.number, "objective": objective, "team": str(run.team_id or "")}
    events.record(by=by, action="run.started", row=run, at=at, detail=detail)
    return run


@transaction.atomic
def stop(*, run: Run, by: Actor, at: datetime) -> None:
    """End a round before its result. Raises MoveNotAllowed when it has ended already."""
    require(by, may.MATCH_PEOPLE, run)
    row = hold(Run.objects.of(by.scheme)).get(pk=run.pk)
    RUN.check(row.state, STOPPED)
    row.change(state=STOPPED, finished_at=at, lease=None, leased_until=None)
    forget_parts(row)
    events.record(by=by, action="run.stopped", row=row, at=at, detail={"number": row.number})


def due(*, at: datetime) -> list[UUID]:
    """Rounds that nobody is carrying out: not yet begun, left behind by a worker that died, or all parts solved."""
    rows = Run.objects.everywhere().under_way()
    rows = rows.exclude(pk__in=RunPart.objects.everywhere().open().values("run_id"))
    free = rows.filter(leased_until__isnull=True) | rows.filter(leased_until__lt=at)
    return list(free.order_by("started_at", "pk").values_list("pk", flat=True))


def carry_out(*, key: UUID, now: Clock) -> bool:
    """Take a round, solve it, publish it; a large one is only laid out in parts, or joined when all are solved.

    False if there was nothing to take. Safe to call twice.
    """
    lease, at = uuid4(), now()
    rows = Run.objects.everywhere().filter(pk__in=due(at=at))
    more = {"state": RUNNING, "taken_at": Coalesce("taken_at", Value(at)), "attempts": F("attempts") + 1}
    if not claim(rows, key, lease=lease, at=at, for_seconds=LEASE_SECONDS, **more):
        return False
    run = Run.objects.everywhere().select_related("scheme").get(pk=key)
    if run.attempts > MOST_ATTEMPTS:
        fail(run, INTERRUPTED, at=at)
        return False
    try:
        _finish(run, now) if runs_parts.is_laid_out(run) else _carry_out(run, now)
    except NoLongerMine:
        return False
    except Exception as error:
        # The page says that it failed; the log says where. Nothing of the people is in either.
        log.exception("matching round %s failed", run.pk)
        fail(run, f"Something went wrong ({type(error).__name__}). Nothing has changed.", at=now())
    return True


def _carry_out(run: Run, now: Clock) -> None:
    inputs = gather(run, on=timezone.localdate(run.taken_at))
    figures = _sizes(inputs)
    progress(run, READ, figures, now=now, inputs=stored.packed(kept(inputs)))
    made = problem(inputs.asked)
    figures |= {"looked_at": made.looked_at, "lawful": len(made.score), "digest": made.digest}
    progress(run, RULED_OUT, figures, now=now)
    if not runs_parts.lay_out(run, inputs.asked, made, figures=figures, step=RULED_OUT):
        _publish(run, inputs, made, answer(inputs.asked, made), figures, now)


def _finish(run: Run, now: Clock) -> None:
    """Join the parts, prove the whole, and publish."""
    runs_parts.check_all_solved(run)
    inputs, figures = recall(run), run.figures
    progress(run, RULED_OUT, figures, now=now)
    made = problem(inputs.asked)
    _publish(run, inputs, made, runs_parts.joined(run, inputs.asked, made), figures, now)


def _publish(run: Run, inputs: Inputs, made: Problem, found: Answer, figures: dict, now: Clock) -> None:
    figures = figures | _result(inputs, found)
    progress(run, SOLVED, figures, now=now)
    explain = Explainer(inputs, made, found, words_of(run.scheme))
    figures["recruit_is_estimate"] = explain.recruit_is_estimate
    publish(run=run, found=_explained(explain), figures=figures, by=Actor.system(run.scheme), at=now())


def _sizes(inputs: Inputs) -> dict:
    volunteers = {one.id for pool in inputs.asked.pools.values() for one in pool if one.roles}
    kept = {"held": inputs.held + len(inputs.agreed), "elsewhere": inputs.elsewhere}
    return {"people": len(inputs.asked.seekers), "volunteers": len(volunteers), **kept}


def _result(inputs: Inputs, found: Answer) -> dict:
    """By urgency after lifting: how many wait, how many are matched."""
    waiting, matched = [0] * 3, [0] * 3
    for key, number in inputs.classes.items():
        waiting[number] += 1
        matched[number] += key in found.volunteer_of
    return {
        "waiting_by_class": waiting,
        "matched_by_class": matched,
        "matched": len(found.volunteer_of),
        "score": found.score,
        "certified": found.certified,
    }


def _explained(explain: Explainer) -> Published:
    inputs, found = explain.inputs, explain.answer
    matched = [one for one in explain.ordered() if one.key in found.volunteer_of]
    return Published(
        proposals=[
            (
                one.key,
                found.volunteer_of[one.key],
                found.score_of[one.key],
                explain.free_on(one),
                explain.proposal(one),
            )
            for one in matched
        ],
        without=explain.without(),
        recruit=explain.recruit(),
        agreed=inputs.agreed,
        moved=explain.moved(),
        decisions=inputs.decisions,
    )
