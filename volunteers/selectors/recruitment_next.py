"""What is to be done next for somebody on the way: a pure rule, so that list, page and test say the same."""

from dataclasses import dataclass, replace
from typing import Literal

from volunteers.choices import (
    AGREEMENT,
    APPLICATION,
    CHECKS,
    ENQUIRY,
    INTERVIEW,
    NOT_SUITABLE,
    READY,
    REFERENCES,
    TRAINING,
    UNSURE,
)
from volunteers.selectors.recruitment_rules import Proof

Next = Literal[
    "look", "read", "answer", "roles", "interview", "talk", "decide", "name", "ask", "wait",
    "check", "training", "agreement", "match", "",
]  # fmt: skip


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
    if proof.unread and stage in (APPLICATION, INTERVIEW, REFERENCES, CHECKS, TRAINING, AGREEMENT):
        return "read"
    if stage == INTERVIEW:
        return _interview(proof)
    if stage == REFERENCES:
        return _references(proof, asked)
    steps: dict[str, Next] = {
        ENQUIRY: "answer",
        APPLICATION: "roles",
        CHECKS: "check",
        TRAINING: "training",
        AGREEMENT: "agreement",
        READY: "match",
    }
    # Without a role nobody can say which check or training is needed.
    needs_role = stage in (CHECKS, TRAINING, AGREEMENT) and not proof.has_role
    return "roles" if needs_role else steps.get(stage, "")


def _interview(proof: Proof) -> Next:
    return {UNSURE: "talk", NOT_SUITABLE: "decide"}.get(proof.outcome, "interview")


def _references(proof: Proof, asked: Asked) -> Next:
    if asked.stalled:
        return "ask"
    return "name" if proof.vouched + asked.waiting < proof.needed else "wait"
