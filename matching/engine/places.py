"""How far apart two places are."""

import numpy as np

from matching.engine.facts import Codes, PersonFacts, VolunteerFacts

# Single precision, here and for many pairs at once, so that both give the same whole miles.
MILES_PER_METRE = np.float32(1 / 1609.344)


def miles(person: PersonFacts, volunteer: VolunteerFacts) -> int | None:
    """Whole miles as the crow flies; None where either place is not known."""
    if person.point is None or volunteer.point is None:
        return None
    east, north = (
        np.float32(mine) - np.float32(theirs)
        for mine, theirs in zip(person.point, volunteer.point, strict=True)
    )
    return int(np.sqrt(east * east + north * north) * MILES_PER_METRE)


def only_in_person(person: PersonFacts, volunteer: VolunteerFacts, in_person: Codes) -> bool:
    """Whether the two share no other way to be in touch than to meet: then the distance decides."""
    shared = person.modes & volunteer.modes
    return bool(shared) and not shared - in_person


def at_most(limit: int | None) -> str:
    """ "goes 5 miles at most", "does not travel"; "" for somebody who goes any distance."""
    if limit is None:
        return ""
    return f"goes {whole(limit)} at most" if limit else "does not travel"


def whole(number: int) -> str:
    """ "less than a mile", "1 mile", "4 miles"."""
    return f"{number} mile{'' if number == 1 else 's'}" if number else "less than a mile"
