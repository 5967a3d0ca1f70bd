"""The one answer to "may this volunteer support this person?", for a pair with words and for a block as a mask."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from matching.engine.block import NOBODY, Block
from matching.engine.facts import PersonFacts, VolunteerFacts
from matching.engine.rules.registry import Rule, rules
from matching.engine.settings import Case, Settings
from matching.engine.words import Words, sentence


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a pair is unlawful: the code of the rule, and words for a coordinator."""

    code: str
    words: str


def eligibility(
    person: PersonFacts,
    volunteer: VolunteerFacts,
    settings: Settings,
    *,
    today: date,
    words: Words | None = None,
) -> list[Reason]:
    """Every reason that rules this pair out, in the order of the rules; an empty list means lawful.

    The first of the list is "the first reason that applies".
    """
    case, words = Case(settings, today), words or Words()
    return [Reason(rule.code, sentence(rule.why(person, volunteer, case, words)))
            for rule in rules() if rule.rules_out(person, volunteer, case)]  # fmt: skip


def unlawful(block: Block) -> Iterator[tuple[Rule, NDArray[np.bool_]]]:
    """Each rule in order with the pairs it rules out, broadcastable to the block's shape; idle rules are left out."""
    for rule in rules():
        if (mask := rule.grid(block)) is not NOBODY:
            yield rule, mask
