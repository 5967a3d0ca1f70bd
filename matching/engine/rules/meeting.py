"""Can the two meet: a common language, a way to be in touch, a place, an hour."""

import numpy as np
from numpy.typing import NDArray

from matching.engine.block import NOBODY, Block
from matching.engine.facts import PersonFacts, VolunteerFacts
from matching.engine.places import at_most, miles, only_in_person, whole
from matching.engine.rules.registry import HardRule, rule
from matching.engine.settings import Case
from matching.engine.words import Words


@rule
class SpeaksLanguage(HardRule):
    code, order = "language", 40

    def rules_out(self, person: PersonFacts, volunteer: VolunteerFacts, case: Case) -> bool:
        return bool(person.languages) and not person.languages & volunteer.languages

    def grid(self, block: Block) -> NDArray[np.bool_]:
        return (block.size("languages") > 0) & (block.shared("languages", "languages") == 0)

    def title(self, person: PersonFacts, case: Case, words: Words) -> str:
        return f"Does not speak {words.any('language', person.languages)}"


@rule
class KeepsInTouch(HardRule):
    """At least one way of being in touch that both use."""

    code, order = "mode", 50

    def rules_out(self, person: PersonFacts, volunteer: VolunteerFacts, case: Case) -> bool:
        return bool(person.modes) and not person.modes & volunteer.modes

    def grid(self, block: Block) -> NDArray[np.bool_]:
        return (block.size("modes") > 0) & (block.shared("modes", "modes") == 0)

    def title(self, person: PersonFacts, case: Case, words: Words) -> str:
        return f"Cannot do {words.doing(person.modes)}"


@rule
class WithinReach(HardRule):
    """If meeting in person is all they share, it has to be within the volunteer's travel distance."""

    code, order = "travel", 60

    def rules_out(self, person: PersonFacts, volunteer: VolunteerFacts, case: Case) -> bool:
        away, limit = miles(person, volunteer), volunteer.travel_miles
        if away is None or limit is None or not only_in_person(person, volunteer, case.settings.in_person):
            return False
        return away > limit

    def grid(self, block: Block) -> NDArray[np.bool_]:
        shared = block.shared("modes", "modes")
        only = (shared > 0) & (shared == block.shared_among("modes", "modes", block.case.settings.in_person))
        if not block.any_mapped or not only.any():
            return NOBODY
        limit = block.volunteer("travel_miles")
        return only & (limit >= 0) & (block.miles() > limit)

    def title(self, person: PersonFacts, case: Case, words: Words) -> str:
        return f"Lives too far from {words.person} to meet in person"

    def why(self, person: PersonFacts, volunteer: VolunteerFacts, case: Case, words: Words) -> str:
        return f"Lives {whole(miles(person, volunteer) or 0)} from {words.person}, {at_most(volunteer.travel_miles)}"


@rule
class ServesArea(HardRule):
    """Where a programme keeps to its areas, a volunteer serves those they are in the pool of."""

    code, order = "area", 70

    def rules_out(self, person: PersonFacts, volunteer: VolunteerFacts, case: Case) -> bool:
        if not case.settings.area_required or not person.area or not volunteer.areas:
            return False
        return person.area not in volunteer.areas

    def grid(self, block: Block) -> NDArray[np.bool_]:
        if not block.case.settings.area_required:
            return NOBODY
        limited = block.offers_any("areas")
        return limited & (block.size("area") > 0) & (block.shared("area", "areas") == 0)

    def title(self, person: PersonFacts, case: Case, words: Words) -> str:
        return f"Does not support people in {words.label('area', person.area)}"


@rule
class ServesPractice(HardRule):
    """A volunteer of a practice's pool supports the people of that practice; one without a pool, everybody."""

    code, order = "practice", 75

    def rules_out(self, person: PersonFacts, volunteer: VolunteerFacts, case: Case) -> bool:
        return bool(person.practice and volunteer.practices) and person.practice not in volunteer.practices

    def grid(self, block: Block) -> NDArray[np.bool_]:
        limited = block.offers_any("practices")
        if not limited.any():
            return NOBODY
        return limited & (block.size("practice") > 0) & (block.shared("practice", "practices") == 0)

    def title(self, person: PersonFacts, case: Case, words: Words) -> str:
        return "Supports people of other practices"


@rule
class FreeAtTheTime(HardRule):
    """Where a programme insists on times; elsewhere they only count in the score."""

    code, order = "times", 80

    def rules_out(self, person: PersonFacts, volunteer: VolunteerFacts, case: Case) -> bool:
        return case.settings.times_required and bool(person.times) and not person.times & volunteer.times

    def grid(self, block: Block) -> NDArray[np.bool_]:
        if not block.case.settings.times_required:
            return NOBODY
        return (block.size("times") > 0) & (block.shared("times", "times") == 0)

    def title(self, person: PersonFacts, case: Case, words: Words) -> str:
        return f"Not free at any time that suits {words.person}"
