"""One answer to: may this person and this volunteer be brought together on these days?"""

from datetime import date

import pytest

from programmes.choices import KNOWN, PERSON_ASKED, VOLUNTEER_ASKED
from programmes.models import Exclusion, Relationship, Taper, TaperPhase
from programmes.selectors import together
from programmes.services import relationships
from tests.cast import TODAY
from tests.programmes.builders import support

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
    def act(volunteer, **more) -> Relationship:
        agreed = {"enrolment": cast.mos_place, "start_on": MONDAY, "mode": "phone", **more}
        return relationships.start(volunteer=volunteer, by=cast.by(cast.priya), at=monday, **agreed)

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


@pytest.fixture
def on_a_budget(cast) -> Taper:
    """A coach has one contact a week, and Denise talks with Grace; one talk in a week of her own fits, a plan not."""
    cast.coach.change(caseload="budget", caseload_figures={"contacts": 1})
    support(cast, cast.denise, cast.graces_place, start=date(2026, 11, 2))
    once = Taper.make(scheme=cast.scheme, name="One talk")
    TaperPhase.make(scheme=cast.scheme, taper=once, position=0, name="Once", interval_weeks=1, contacts=1)
    return once


def test_a_budget_is_reckoned_with_the_plan_that_is_agreed(cast, on_a_budget, start):
    on = date(2027, 1, 11)
    with pytest.raises(relationships.NoPlace):
        start(cast.denise, start_on=on)
    assert start(cast.denise, start_on=on, taper=on_a_budget).taper == on_a_budget


def test_a_plan_that_is_agreed_may_be_too_much_where_the_usual_one_fits(cast, on_a_budget, start):
    cast.coaching.change(taper=on_a_budget)
    on = date(2027, 1, 11)
    with pytest.raises(relationships.NoPlace):
        start(cast.denise, start_on=on, taper=cast.taper)
    assert start(cast.denise, start_on=on).taper == on_a_budget


def test_nobody_supports_themselves(cast, start):
    cast.mo.change(became_volunteer=cast.denise)
    with pytest.raises(relationships.NotThisPair) as refusal:
        start(cast.denise)
    assert refusal.value.words == "Mo Ellis and Denise Harper are one and the same person."
