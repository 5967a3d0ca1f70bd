"""What is to be done next for somebody on the way: a pure rule, so that list, page and test say the same."""

from dataclasses import dataclass, replace
from typing import Literal

from volunteers.choices import (
    ACTIVE,
    AGREEMENT,
    APPLICATION,
    CHECKS,
    ENQUIRY,
    INTERVIEW,
    JOINING,
    READY,
    REFERENCES,
    TRAINING,
    UNSURE,
)
from volunteers.selectors.recruitment_rules import GATE, Proof

Next = Literal[
    "look", "read", "answer", "roles", "interview", "talk", "decide", "name", "ask", "wait",
    "check", "training", "set-up", "agreement", "publish", "match", "",
]  # fmt: skip

# From the application on what others say is read and weighed, also of somebody who works with us.
DECIDING = (*(stage for stage in JOINING if stage != ENQUIRY), ACTIVE)


@dataclass(frozen=True, slots=True)
class Asked:
    """References of one person: come back, waited for, and stalled (never asked, or the link has run out)."""

    back: int = 0
    waiting: int = 0
    stalled: int = 0

    def plus(self, state: str) -> "Asked":
        return replace(self, **{state: getattr(self, state) + 1})


def next_action(stage: str, proof: Proof, asked: Asked) -> Next:
    """The next thing to do, "" when there is nothing: somebody works with us, or has left."""
    if stage == ENQUIRY and proof.held_back:
        return "look"
    if proof.unread and stage in DECIDING:
        return "read"
    if proof.is_doubted and stage in DECIDING:
        return "talk" if proof.outcome == UNSURE and not proof.against else "decide"
    if stage == REFERENCES:
        return _references(proof, asked)
    steps: dict[str, Next] = {
        ENQUIRY: "answer",
        APPLICATION: "roles",
        INTERVIEW: "interview",
        CHECKS: "check",
        TRAINING: "set-up" if "training-none" in proof.missing else "training",
        AGREEMENT: "publish" if "agreement-none" in proof.missing else "agreement",
        READY: "match",
    }
    if stage == READY:  # what has run out or was added since comes before the first person
        stage = next((one for one, codes in GATE.items() if proof.missing & codes), READY)
    # Without a role nobody can say which check or training is needed.
    needs_role = stage in (CHECKS, TRAINING, AGREEMENT) and not proof.has_role
    return "roles" if needs_role else steps.get(stage, "")


def _references(proof: Proof, asked: Asked) -> Next:
    if asked.stalled:
        return "ask"
    return "name" if proof.vouched + asked.waiting < proof.needed else "wait"
