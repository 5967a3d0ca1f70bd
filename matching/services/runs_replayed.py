"""Working a past round out again. Nothing changes by it; that it was done is kept."""

from datetime import datetime

from django.db import transaction

from matching.choices import DONE
from matching.models import Run
from matching.selectors.runs_replay import Replay, replay
from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.audit.services import events
from peersupport.core.errors import Refusal


class NotDone(Refusal):
    words = "This round has no result to come to again. Choose one that is done."


@transaction.atomic
def again(*, run: Run, by: Actor, at: datetime) -> Replay:
    """Raises NotDone."""
    require(by, may.MATCH_PEOPLE, run)
    if run.state != DONE:
        raise NotDone
    found = replay(run)
    detail = {"number": run.number, "same_pairs": found.same_pairs, "same_answer": found.same_answer}
    events.record(by=by, action="run.replayed", row=run, at=at, detail=detail)
    return found
