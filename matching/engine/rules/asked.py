"""What a person, or the programme, insists on in a peer. Only wishes that were said to be a must rule anybody out."""

import numpy as np
from numpy.typing import NDArray

from matching.engine.block import NOBODY, Block
from matching.engine.facts import Codes, PersonFacts, VolunteerFacts
from matching.engine.rules.registry import HardRule, rule
from matching.engine.settings import Case, Settings
from matching.engine.words import Words


def must_share(person: PersonFacts, settings: Settings) -> Codes | None:
    """The conditions of which a peer must have at least one; None if a peer may have any or none.

    The person's own wish goes before the programme's list, and that before the programme's general rule.
    """
    if "conditions" in person.wishes.must:
        return person.sought_conditions
    if listed := person.conditions & settings.same_condition_for:
        return listed
    return person.conditions if settings.condition_required else None


@rule
class SharesCondition(HardRule):
    """Condition-required or generic, by programme, by condition, or because this person asked."""

    code, order = "condition", 90

    def rules_out(self, person: PersonFacts, volunteer: VolunteerFacts, case: Case) -> bool:
        needed = must_share(person, case.settings)
        return needed is not None and not needed & volunteer.conditions

    def grid(self, block: Block) -> NDArray[np.bool_]:
        settings = block.case.settings
        if not (
            settings.condition_required or settings.same_condition_for or "conditions" in block.people.musts
        ):
            return NOBODY
        return block.lacking((self.code, settings), "conditions", lambda person: must_share(person, settings))

    def title(self, person: PersonFacts, case: Case, words: Words) -> str:
        needed = must_share(person, case.settings)
        if not needed:
            return f"No condition is recorded for {words.person}"
        return f"Does not have {words.any('condition', needed)}"


class AskedFor(HardRule):
    """A wish that is a must: the volunteer offers at least one of the codes asked for."""

    wish: str
    sought: str
    offered: str

    def _wanted(self, person: PersonFacts) -> Codes:
        return getattr(person, self.sought) if self.wish in person.wishes.must else frozenset()

    def rules_out(self, person: PersonFacts, volunteer: VolunteerFacts, case: Case) -> bool:
        offered = getattr(volunteer, self.offered)
        held = offered if isinstance(offered, frozenset) else {offered}
        return bool(wanted := self._wanted(person)) and not wanted & held

    def grid(self, block: Block) -> NDArray[np.bool_]:
        if self.wish not in block.people.musts:
            return NOBODY
        return block.lacking(self.code, self.offered, lambda person: self._wanted(person) or None)


@rule
class AskedSex(AskedFor):
    code, order = "asked-sex", 100
    wish, sought, offered = "sex", "sought_sex", "sex"

    def title(self, person: PersonFacts, case: Case, words: Words) -> str:
        return f"{words.person} asked for {words.any('sex', person.sought_sex)}"


@rule
class AskedBackground(AskedFor):
    code, order = "asked-background", 110
    wish, sought, offered = "background", "sought_background", "background"

    def title(self, person: PersonFacts, case: Case, words: Words) -> str:
        wanted = words.any("background", person.sought_background)
        return f"{words.person} asked for somebody of this background: {wanted}"


@rule
class AskedAge(HardRule):
    """Years of birth are compared; a volunteer whose year is not known is ruled out by a must."""

    code, order = "asked-age", 120

    def _asks(self, person: PersonFacts) -> bool:
        within, must = person.wishes.age_within, person.wishes.must
        return within is not None and "age" in must and person.birth_year is not None

    def rules_out(self, person: PersonFacts, volunteer: VolunteerFacts, case: Case) -> bool:
        within, mine, theirs = person.wishes.age_within, person.birth_year, volunteer.birth_year
        if within is None or mine is None or not self._asks(person):
            return False
        return theirs is None or abs(theirs - mine) > within

    def grid(self, block: Block) -> NDArray[np.bool_]:
        if "age" not in block.people.musts:
            return NOBODY
        insists = block.people.asked(
            self.code, "roles", lambda one: frozenset() if self._asks(one) else None
        ).insists
        rows = np.flatnonzero(insists[block.rows])
        part, out = block.of_rows(rows), np.zeros(block.shape, dtype=np.bool_)
        born = part.volunteer("birth_year")
        apart = np.abs(born - part.person("birth_year"))
        out[rows] = (born < 0) | (apart > part.person("wishes.age_within"))
        return out

    def title(self, person: PersonFacts, case: Case, words: Words) -> str:
        return f"{words.person} asked for somebody within {person.wishes.age_within} years of their age"


@rule
class AskedExperience(AskedFor):
    code, order = "asked-experience", 130
    wish, sought, offered = "experiences", "sought_experiences", "experiences"

    def title(self, person: PersonFacts, case: Case, words: Words) -> str:
        return f"Has not been through {words.any('experience', person.sought_experiences)}, as {words.person} asked"


@rule
class AskedLife(AskedFor):
    code, order = "asked-life", 140
    wish, sought, offered = "life", "sought_life", "life"

    def title(self, person: PersonFacts, case: Case, words: Words) -> str:
        return f"{words.person} asked for somebody who shares this: {words.any('life', person.sought_life)}"


@rule
class AskedInterest(AskedFor):
    code, order = "asked-interest", 150
    wish, sought, offered = "interests", "sought_interests", "interests"

    def title(self, person: PersonFacts, case: Case, words: Words) -> str:
        return f"{words.person} asked for somebody who likes {words.any('interest', person.sought_interests)}"
