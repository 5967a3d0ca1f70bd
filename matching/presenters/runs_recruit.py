"""Where recruiting would help most, as a round found it."""

from collections.abc import Sequence
from dataclasses import dataclass

from matching.selectors.runs import Result
from peersupport.core.presenters import ScorePart

ON_TOP = (
    "People matched, or matched sooner, with one more volunteer of that kind who is free when they are. "
    "Each line comes on top of those above it"
)
ESTIMATE = (
    "An estimate, as this round is too large to be worked out again with somebody new: so many more people at most "
    "could be matched with one more volunteer of that kind. Each line is by itself"
)


@dataclass(frozen=True, slots=True)
class Recruit:
    """Kinds of volunteer with how many each could help, at most so many if `is_estimate`; `note` says how to read."""

    kinds: Sequence[ScorePart]
    is_estimate: bool
    note: str


def recruit(found: Result) -> Recruit | None:
    """None where nobody is missing."""
    if not found.recruit:
        return None
    most = max(people for _, people in found.recruit)
    is_estimate = bool(found.run.figures.get("recruit_is_estimate"))
    kinds = [ScorePart(words, people, most) for words, people in found.recruit]
    return Recruit(kinds, is_estimate, ESTIMATE if is_estimate else ON_TOP)
