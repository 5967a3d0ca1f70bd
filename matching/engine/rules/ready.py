"""May this person be supported at all, and does this volunteer hold the role, pass the gate, have a place in time."""

import numpy as np
from numpy.typing import NDArray

from matching.engine.block import EVERYBODY, NOBODY, Block
from matching.engine.facts import PersonFacts, VolunteerFacts
from matching.engine.rules.registry import HardRule, rule
from matching.engine.settings import Case
from matching.engine.words import Words, a, day, joined, weeks


@rule
class MayBeSupported(HardRule):
    """What stands against the person alone: then it does so whoever the volunteer is."""

    code, order = "person", 5

    def rules_out(self, person: PersonFacts, volunteer: VolunteerFacts, case: Case) -> bool:
        return bool(person.stopped)

    def grid(self, block: Block) -> NDArray[np.bool_]:
        return EVERYBODY & (block.size("stopped") > 0) if block.any_person("stopped") else NOBODY

    def title(self, person: PersonFacts, case: Case, words: Words) -> str:
        return person.stopped


@rule
class HoldsRole(HardRule):
    """Somebody who waits for a coach needs a coach; without a wanted role anybody will do."""

    code, order = "role", 10

    def rules_out(self, person: PersonFacts, volunteer: VolunteerFacts, case: Case) -> bool:
        return bool(person.role) and person.role not in volunteer.roles

    def grid(self, block: Block) -> NDArray[np.bool_]:
        return (block.size("role") > 0) & (block.shared("role", "roles") == 0)

    def title(self, person: PersonFacts, case: Case, words: Words) -> str:
        return f"Not {a(words.label('role', person.role))}"


@rule
class PassesGate(HardRule):
    """The volunteers' eligibility gate has the last word: a bar closes one role, or all of them."""

    code, order = "eligible", 20

    def rules_out(self, person: PersonFacts, volunteer: VolunteerFacts, case: Case) -> bool:
        return any(bar.role in ("", person.role) for bar in volunteer.bars)

    def grid(self, block: Block) -> NDArray[np.bool_]:
        everywhere = block.offers("barred_roles", frozenset({""}))
        return everywhere | (block.shared("role", "barred_roles") > 0)

    def title(self, person: PersonFacts, case: Case, words: Words) -> str:
        return "Check, training, agreement or supervision not in date"

    def why(self, person: PersonFacts, volunteer: VolunteerFacts, case: Case, words: Words) -> str:
        return joined([bar.why for bar in volunteer.bars if bar.role in ("", person.role)])


@rule
class HasPlace(HardRule):
    """A place today, or one that comes free within the programme's horizon."""

    code, order = "place", 30

    def rules_out(self, person: PersonFacts, volunteer: VolunteerFacts, case: Case) -> bool:
        return volunteer.places <= 0 and not (
            volunteer.next_place_on and volunteer.next_place_on <= case.horizon
        )

    def grid(self, block: Block) -> NDArray[np.bool_]:
        free_on = block.volunteer("next_place_on")
        in_time = (free_on >= 0) & (free_on <= block.case.horizon.toordinal())
        return EVERYBODY & (block.volunteer("places") <= 0) & ~in_time

    def title(self, person: PersonFacts, case: Case, words: Words) -> str:
        days = case.settings.horizon_days
        return f"No place free {weeks(days).replace('in ', 'in the next ')}" if days else "No place free now"

    def why(self, person: PersonFacts, volunteer: VolunteerFacts, case: Case, words: Words) -> str:
        later = volunteer.next_place_on
        without = f"No place free until {day(later)}" if later else self.title(person, case, words)
        return volunteer.away or without
