"""One answer to: may this person and this volunteer be brought together on these days?"""

from datetime import date

import pytest

from programmes.choices import KNOWN, PERSON_ASKED, VOLUNTEER_ASKED
from programmes.models import Exclusion, Relationship
from programmes.selectors import together
from programmes.services import relationships
from tests.cast import TODAY

MONDAY = date(2026, 11, 30)


@pytest.fixture
def apart(cast):
    def keep(volunteer, kind=PERSON_ASKED) -> Exclusion:
        return Exclusion.make(
            scheme=cast.scheme, patient=cast.mo, volunteer=volunteer, kind=kind, since_on=TODAY, recorded_by="Priya"
        )  # fmt: skip

    return keep


@pytest.fixture
def start(cast, monday):
    def act(volunteer) -> Relationship:
        return relationships.start(
            enrolment=cast.mos_place, volunteer=volunteer, start_on=MONDAY, mode="phone", by=cast.by(cast.priya),
            at=monday,
        )  # fmt: skip

    return act


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        (PERSON_ASKED, "Mo asked not to be matched with Denise."),
        (VOLUNTEER_ASKED, "Denise asked not to be matched with Mo."),
        (KNOWN, "They know each other outside the scheme."),
    ],
)
def test_a_start_is_refused_for_two_who_are_kept_apart(cast, apart, start, kind, why):
    apart(cast.denise, kind)
    with pytest.raises(relationships.NotThisPair) as refusal:
        start(cast.denise)
    assert refusal.value.words == f"Denise Harper and Mo are kept apart. {why}"
    assert start(cast.abdul).volunteer == cast.abdul


def test_why_two_are_kept_apart_is_said_to_whoever_matches_people_alone(cast, apart):
    apart(cast.denise)
    (found,) = together.of_pairs(cast.mo, [cast.denise])[cast.denise.pk]
    said = [found.said_to(cast.by(one)) for one in (cast.priya, cast.ana, cast.abdul_member)]
    assert said == [found.words, together.NOT_SAID, together.NOT_SAID]
