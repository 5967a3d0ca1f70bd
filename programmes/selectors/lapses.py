"""Support that runs while the volunteer's evidence has run out: a warning only, for nobody loses their peer over it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from programmes.models import Relationship
from volunteers.selectors.gate import eligibility, evidence_of

# Reasons of the gate that a coordinator has to weigh; leave has its own line, supervision and what others said are
# private.
EVIDENCE = {
    "check-lapsed", "check-missing", "check-level",
    "training", "training-none", "training-lapsed",
    "agreement", "agreement-none",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lapse:
    """`words` are the gate's, in one line."""

    relationship: Relationship
    words: str


def lapses_of(running: Iterable[Relationship], *, on: date) -> list[Lapse]:
    """Of these relationships, with volunteer and role loaded. Thirteen queries however many, none for nobody."""
    rows = list(running)
    evidence = evidence_of({row.volunteer for row in rows})
    found = [
        Lapse(
            row,
            ". ".join(
                reason.words
                for reason in eligibility(evidence[row.volunteer_id], row.role, on).reasons
                if reason.code in EVIDENCE
            ),
        )
        for row in rows
    ]
    return [line for line in found if line.words]
