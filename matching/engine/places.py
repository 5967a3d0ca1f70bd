"""How far apart two places are."""

from math import sqrt

from matching.engine.facts import PersonFacts, VolunteerFacts

MILES_PER_METRE = 1 / 1609.344


def miles(person: PersonFacts, volunteer: VolunteerFacts) -> int | None:
    """Whole miles as the crow flies; None where either place is not known."""
    if person.point is None or volunteer.point is None:
        return None
    east, north = person.point[0] - volunteer.point[0], person.point[1] - volunteer.point[1]
    return int(sqrt(east * east + north * north) * MILES_PER_METRE)
