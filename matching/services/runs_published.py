"""Publishing a round: open proposals of earlier rounds make way, the new ones appear, all in one transaction."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from matching.choices import DONE, OPEN, RUN, RUNNING, SUPERSEDED
from matching.engine import stored
from matching.models import Proposal, Run
from matching.selectors.decisions import decisions_of
from matching.selectors.runs_inputs import eyes_of
from matching.services.runs_lease import forget_parts
from peersupport.accounts.actors import Actor
from peersupport.audit.services import events
from peersupport.core.locks import hold
from peersupport.core.sql import KeyText
from programmes.models import Enrolment
from programmes.selectors.together import Pair, against_pairs
from programmes.services import together

CHANGED_SINCE = "changed"
Made = tuple[str, str, int, date | None, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Published:
    """`proposals` in the order of the list: place, volunteer, score, day of the place, explanation.

    `moved`: by place, why it is not the volunteer of the last round; `decisions`: how many the round knew of.
    """

    proposals: list[Made]
    without: list[dict[str, Any]]
    recruit: list[tuple[str, int]]
    moved: Mapping[str, str]
    decisions: Mapping[str, int]


@transaction.atomic
def publish(*, run: Run, found: Published, figures: dict, by: Actor, at: datetime) -> None:
    """Nothing happens if the round was stopped, or taken over, in the meantime. Only certified answers get here."""
    rows = hold(Run.objects.of(run.scheme)).filter(pk=run.pk, lease=run.lease, state=RUNNING)
    row = rows.first()
    if row is None:
        return
    RUN.check(row.state, DONE)
    seen = Enrolment.objects.visible_to(eyes_of(run))
    open_now = Proposal.objects.of(run.scheme).filter(state=OPEN, enrolment__in=seen)
    open_now.update(state=SUPERSEDED, decided_by=by.name, decided_at=at)
    proposals, changed = _parted(row, found, by, timezone.localdate(at))
    without = [*changed, *found.without]
    Proposal.objects.of(run.scheme).bulk_create(
        [_proposal(row, position, made) for position, made in enumerate(proposals)], batch_size=500
    )
    row.change(
        state=DONE,
        step=4,
        figures=figures | {"proposed": len(proposals), "without": len(without)},
        outcome=stored.packed(
            {
                "matched": {place: [volunteer, score] for place, volunteer, score, _, _ in found.proposals},
                "without": without,
                "recruit": found.recruit,
                "moved": dict(found.moved),
            }
        ),
        finished_at=at,
        lease=None,
        leased_until=None,
    )
    forget_parts(row)
    detail = {"number": row.number, "proposed": len(proposals), "without": len(without)}
    events.record(by=by, action="run.published", row=row, at=at, detail=detail)


def _parted(run: Run, found: Published, by: Actor, today: date) -> tuple[list[Made], list[dict[str, Any]]]:
    """What is proposed, and who is not because something has changed since the round has read it.

    Volunteers, places and people are held until all is saved, so that nothing changes any more.
    """
    volunteers, places = together.hold_all(
        {UUID(made[1]) for made in found.proposals}, {UUID(made[0]) for made in found.proposals}, by=by
    )
    wanted = _still_asked_for(run, found)
    pairs = [Pair(places[UUID(place)], volunteers[UUID(one)], on or today) for place, one, _, on, _ in wanted]
    against = against_pairs(pairs, today=today)
    changed = {str(key): reasons[0].words for key, reasons in against.items() if reasons}
    return (
        [made for made in wanted if made[0] not in changed],
        [_left(key, words) for key, words in changed.items()],
    )


def _left(place: str, changed: str) -> dict[str, Any]:
    """As the page of a round lists people without a match."""
    return {"key": place, "possible": 0, "why": [], "code": CHANGED_SINCE, "changed": changed}


def _still_asked_for(run: Run, found: Published) -> list[Made]:
    """Without those who were decided about, or left the list, while the round was on its way."""
    waiting = set(Enrolment.objects.of(run.scheme).waiting().values_list(KeyText("pk"), flat=True))
    decided = decisions_of(run.scheme)
    settled = {key for key, made in decided.items() if len(made) != found.decisions.get(key, 0)}
    standing = Proposal.objects.of(run.scheme).standing()
    settled |= set(standing.values_list(KeyText("enrolment_id"), flat=True))
    free = waiting - settled
    return [made for made in found.proposals if made[0] in free]


def _proposal(run: Run, position: int, made: Made) -> Proposal:
    place, volunteer, score, free_on, explained = made
    return Proposal(
        scheme_id=run.scheme_id,
        run=run,
        enrolment_id=UUID(place),
        volunteer_id=UUID(volunteer),
        position=position,
        score=score,
        free_on=free_on,
        explained=json.dumps(explained),
    )
