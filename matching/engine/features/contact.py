"""Getting to each other: how far, by which means, in which language, how soon, in which role."""

import numpy as np
from numpy.typing import NDArray

from matching.engine.block import Block
from matching.engine.columns import UNKNOWN
from matching.engine.facts import PersonFacts, VolunteerFacts
from matching.engine.features.common import InCommon
from matching.engine.features.registry import (
    FULL,
    NEUTRAL,
    NOTHING_SAID,
    Feature,
    Said,
    feature,
    neutral_unless,
)
from matching.engine.places import at_most, miles, only_in_person, whole
from matching.engine.settings import Case
from matching.engine.words import Words, day, weeks

LOST_PER_MILE, SAME_AREA, ELSEWHERE, NEARBY = 4, 60, 20, 3
SECOND_CHOICE, OTHER_MODE = 75, 40
OTHER_LANGUAGE = 40
OTHER_ROLE = 60
LOST_PER_WEEK = 10


@feature
class Travel(Feature):
    """Nearness, where the two could meet in person: 4 less a mile, or by district and area without a map."""

    code, label, weight = "travel", "Getting there", 10
    called, asks = "living near", "Lives near"

    def value(self, person: PersonFacts, volunteer: VolunteerFacts, case: Case) -> int:
        if not person.modes & volunteer.modes & case.settings.in_person:
            return NEUTRAL
        if (away := miles(person, volunteer)) is not None:
            return max(0, FULL - LOST_PER_MILE * away)
        if person.district and person.district == volunteer.district:
            return FULL
        if person.area and volunteer.area:
            return SAME_AREA if person.area == volunteer.area else ELSEWHERE
        return NEUTRAL

    def grid(self, block: Block) -> NDArray[np.uint8]:
        meet = block.shared_among("modes", "modes", block.case.settings.in_person) > 0
        if not meet.any():
            return np.array([[NEUTRAL]], dtype=np.uint8)
        if not block.any_mapped:
            return neutral_unless(meet, self._by_area(block))
        near = np.maximum(0, FULL - LOST_PER_MILE * block.miles()).astype(np.uint8)
        if not block.all_mapped:
            near = np.where(block.miles() == UNKNOWN, self._by_area(block), near)
        return neutral_unless(meet, near)

    def _by_area(self, block: Block) -> NDArray[np.uint8]:
        both = (block.size("area") > 0) & block.offers_any("area")
        same = np.uint8(SAME_AREA - ELSEWHERE) * block.shared("area", "area") + np.uint8(ELSEWHERE)
        return np.where(block.shared("district", "district") > 0, np.uint8(FULL), neutral_unless(both, same))

    def say(self, person: PersonFacts, volunteer: VolunteerFacts, case: Case, words: Words) -> Said:
        if not person.modes & volunteer.modes & case.settings.in_person:
            return NOTHING_SAID
        if (away := miles(person, volunteer)) is not None:
            said = f"Lives {whole(away)} away"
            return (said, "") if away <= NEARBY else ("", said)
        good, bad = self._say_area(person, volunteer)
        if only_in_person(person, volunteer, case.settings.in_person) and (
            limit := at_most(volunteer.travel_miles)
        ):
            bad = "; ".join(filter(None, [bad, f"distance not known, {limit}"]))
        return good, bad

    def _say_area(self, person: PersonFacts, volunteer: VolunteerFacts) -> Said:
        if person.district and person.district == volunteer.district:
            return "Lives nearby", ""
        if not (person.area and volunteer.area):
            return NOTHING_SAID
        same = person.area == volunteer.area
        return ("Lives in the same area", "") if same else ("", "Lives in another area")


class SharedModes(InCommon):
    """Not a feature of its own: what Mode goes by when the person has no preference."""

    sought, offered, enough = "modes", "modes", 2


@feature
class Mode(Feature):
    """The way to be in touch that the person prefers; without one, how many ways the two share."""

    code, label, weight = "mode", "Keeping in touch", 5
    called, asks = "how to keep in touch", "Keeps in touch in the way they like"
    _shared = SharedModes()

    def value(self, person: PersonFacts, volunteer: VolunteerFacts, case: Case) -> int:
        if not person.prefers_mode:
            return self._shared.value(person, volunteer, case)
        if person.prefers_mode not in volunteer.modes:
            return OTHER_MODE
        return FULL if volunteer.prefers_mode in ("", person.prefers_mode) else SECOND_CHOICE

    def grid(self, block: Block) -> NDArray[np.uint8]:
        shared = self._shared.grid(block)
        if not block.any_person("prefers_mode"):
            return shared
        alike = ~block.offers_any("prefers_mode") | (block.shared("prefers_mode", "prefers_mode") > 0)
        value = alike * np.uint8(FULL - SECOND_CHOICE) + np.uint8(SECOND_CHOICE - OTHER_MODE)
        value *= block.shared("prefers_mode", "modes")
        value += np.uint8(OTHER_MODE)
        return np.where(block.size("prefers_mode") > 0, value, shared)

    def say(self, person: PersonFacts, volunteer: VolunteerFacts, case: Case, words: Words) -> Said:
        if not (liked := person.prefers_mode):
            shared = person.modes & volunteer.modes
            return (f"Can do {words.doing(shared)}", "") if shared else NOTHING_SAID
        if liked not in volunteer.modes:
            return "", f"Cannot do {words.doing({liked})}, which {words.person} prefers"
        if volunteer.prefers_mode in ("", liked):
            return f"Can do {words.doing({liked})}, as {words.person} prefers", ""
        theirs = words.doing({volunteer.prefers_mode})
        return "", f"Prefers {theirs}; {words.person} prefers {words.doing({liked})}"


@feature
class Language(Feature):
    """The person's own language, where they would rather speak it. A shared one is a hard rule."""

    code, label = "language", "Own language"
    called, asks = "their own language", "Speaks their own language"

    def value(self, person: PersonFacts, volunteer: VolunteerFacts, case: Case) -> int:
        if not person.prefers_language:
            return NEUTRAL
        return FULL if person.prefers_language in volunteer.languages else OTHER_LANGUAGE

    def grid(self, block: Block) -> NDArray[np.uint8]:
        speaks = block.shared("prefers_language", "languages")
        value = np.uint8(FULL - OTHER_LANGUAGE) * speaks + np.uint8(OTHER_LANGUAGE)
        return neutral_unless(block.size("prefers_language") > 0, value)

    def say(self, person: PersonFacts, volunteer: VolunteerFacts, case: Case, words: Words) -> Said:
        if not (own := person.prefers_language):
            return NOTHING_SAID
        name = words.label("language", own)
        return (f"Speaks {name}", "") if own in volunteer.languages else ("", f"Does not speak {name}")


@feature
class RoleFit(Feature):
    """Somebody whose main role is the one wanted, before somebody who can also do it."""

    code, label, weight = "role", "Fits the role", 5
    called = "the main role"

    def value(self, person: PersonFacts, volunteer: VolunteerFacts, case: Case) -> int:
        if not person.role or not volunteer.main_role:
            return NEUTRAL
        return FULL if volunteer.main_role == person.role else OTHER_ROLE

    def grid(self, block: Block) -> NDArray[np.uint8]:
        value = np.uint8(FULL - OTHER_ROLE) * block.shared("role", "main_role") + np.uint8(OTHER_ROLE)
        return neutral_unless((block.size("role") > 0) & block.offers_any("main_role"), value)

    def say(self, person: PersonFacts, volunteer: VolunteerFacts, case: Case, words: Words) -> Said:
        if not person.role or volunteer.main_role in ("", person.role):
            return NOTHING_SAID
        return "", f"Mainly {words.label('role', volunteer.main_role)}"


@feature
class Soon(Feature):
    """A place today is 100; each week of waiting for one takes 10."""

    code, label, weight = "soon", "Place free soon", 5
    called, asks = "starting soon", "Can start soon"

    def value(self, person: PersonFacts, volunteer: VolunteerFacts, case: Case) -> int:
        if volunteer.places > 0:
            return FULL
        if volunteer.next_place_on is None:
            return 0
        days = max(0, (volunteer.next_place_on - case.today).days)
        return max(0, FULL - LOST_PER_WEEK * -(-days // 7))

    def grid(self, block: Block) -> NDArray[np.uint8]:
        free_on = block.volunteer("next_place_on")
        days = np.maximum(0, free_on - block.case.today.toordinal())
        value = np.maximum(0, FULL - LOST_PER_WEEK * -(-days // 7))
        value = np.where(free_on == UNKNOWN, 0, value)
        return np.where(block.volunteer("places") > 0, FULL, value).astype(np.uint8)

    def say(self, person: PersonFacts, volunteer: VolunteerFacts, case: Case, words: Words) -> Said:
        if volunteer.places > 0:
            return "", ""
        if volunteer.next_place_on is None:
            return "", "No place free"
        days = (volunteer.next_place_on - case.today).days
        return "", f"No place until {day(volunteer.next_place_on)}, {weeks(days)}" if days > 0 else ""
