"""How far apart two places are."""

import numpy as np

from matching.engine.facts import PersonFacts, VolunteerFacts

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
