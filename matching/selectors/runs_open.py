"""What a round has left for people to decide."""

from collections import Counter
from dataclasses import dataclass

from matching.choices import OPEN
from matching.models import Proposal, Run
from programmes.choices import WAITING


@dataclass(frozen=True, slots=True)
class ToDecide:
    """The round, and how many of its proposals wait for a decision of this person's people."""

    run: Run
    count: int


def proposals_to_decide(*, actor) -> list[ToDecide]:
    """The newest round first; a team's round leaves open what only others see. Two queries."""
    rows = Proposal.objects.visible_to(actor).filter(state=OPEN, enrolment__state=WAITING)
    counts = Counter(rows.values_list("run_id", flat=True))
    runs = Run.objects.of(actor.scheme).defer("inputs", "outcome").filter(pk__in=counts).order_by("-number")
    return [ToDecide(run, counts[run.pk]) for run in runs]
