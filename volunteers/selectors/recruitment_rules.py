"""When a person on the way to volunteering moves on: pure rules over what has been shown so far."""

from dataclasses import dataclass
from datetime import date

from volunteers.choices import (
    AGREEMENT,
    APPLICATION,
    CHECKS,
    ENQUIRY,
    INTERVIEW,
    JOINING,
    NOT_SUITABLE,
    READY,
    REFERENCES,
    SUITABLE,
    TRAINING,
    UNSURE,
)

# The gate's codes of reasons that belong to a stage.
GATE = {
    CHECKS: {"check-missing", "check-lapsed", "check-level"},
    TRAINING: {"training", "training-none", "training-lapsed"},
    AGREEMENT: {"agreement", "agreement-none"},
}


@dataclass(frozen=True, slots=True)
class Proof:
    """What has been shown. `vouched` are references that recommend, `against` those that do not and that nobody has
    weighed, `unread` those nobody has read yet, `missing` the gate's codes over all roles held, `held_back` an
    enquiry that a person must look at first. The `outcome` of an interview that was weighed is a yes.
    `sign_by` is the day by which whoever has signed signs a newer text.
    """

    has_role: bool = False
    outcome: str = ""
    vouched: int = 0
    against: int = 0
    needed: int = 2
    unread: int = 0
    missing: frozenset[str] = frozenset()
    held_back: bool = False
    sign_by: date | None = None

    @property
    def is_doubted(self) -> bool:
        """Whether somebody said no, or was not sure, and no coordinator has decided since."""
        return self.against > 0 or self.outcome in (UNSURE, NOT_SUITABLE)

    def shows(self, stage: str) -> bool:
        """Whether everything that this stage waits for is there."""
        if stage == ENQUIRY:
            return self.has_role and not self.held_back
        if stage == APPLICATION:
            return self.has_role
        if stage == INTERVIEW:
            return self.outcome == SUITABLE
        if stage == REFERENCES:
            return self.vouched >= self.needed
        if stage == AGREEMENT:
            # Nobody becomes ready on a reference that nobody has read.
            return self.has_role and not self.missing & GATE[AGREEMENT] and not self.unread
        return self.has_role and not self.missing & GATE[stage]


def next_stage(stage: str, proof: Proof) -> str:
    """The first stage from here on whose evidence is not complete; READY when nothing is left.

    Only forward. What lies behind is not asked again: a coordinator may have moved somebody on by hand. But nobody
    moves on by themself, wherever they are, while a no stands that nobody has decided about.
    """
    if stage not in JOINING or proof.held_back or proof.is_doubted:
        return stage
    ahead = JOINING[JOINING.index(stage) : JOINING.index(READY)]
    return next((one for one in ahead if not proof.shows(one)), READY)
