"""What a round has left for people to decide."""

from dataclasses import dataclass

from matching.choices import OPEN
from matching.models import Proposal, Run
from programmes.choices import WAITING


@dataclass(frozen=True, slots=True)
class ToDecide:
    """The round, and how many of its proposals wait for a decision of this person's people."""

    run: Run
    count: int


def proposals_to_decide(*, actor) -> ToDecide | None:
    """Two queries. Only the last round has open proposals: each one replaces those before it."""
    rows = Proposal.objects.visible_to(actor).filter(state=OPEN, enrolment__state=WAITING)
    keys = list(rows.values_list("run_id", flat=True))
    if not keys:
        return None
    run = Run.objects.of(actor.scheme).defer("inputs", "outcome").get(pk=keys[0])
    return ToDecide(run, len(keys))
