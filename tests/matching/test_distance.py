"""How far apart two people live: a hard rule where they can only meet in person, part of the fit elsewhere."""

from io import StringIO

import pytest
from django.urls import reverse

from matching.choices import LONGEST_WAIT
from matching.engine import stored
from matching.models import Proposal
from matching.selectors.candidates import match_of
from matching.selectors.runs_replay import replay
from matching.services import decisions, runs
from peersupport.core.models import Place
from peersupport.core.services.places import load
from tests.cast import TODAY

# Four miles from TQ1 to TQ2, twelve to TQ9.
PLACES = "Postcode,Easting,Northing\nTQ1,291000,65000\nTQ2,297500,65000\nTQ9,310400,65000\n"


@pytest.fixture(autouse=True)
def meets(cast):
    """Mo wants to meet in person, and so do Denise, four miles away, and Abdul, twelve."""
    load(StringIO(PLACES))
    cast.mo.change(modes=["in-person"], postcode="TQ1 1AA")
    cast.denise.change(modes=["in-person", "phone"], postcode="tq21aa", travel_miles=5)
    cast.abdul.change(modes=["in-person", "phone"], postcode="TQ9 1AA", travel_miles=5)


@pytest.fixture
def match(cast):
    return lambda: match_of(cast.mos_place, actor=cast.by(cast.priya), on=TODAY)


def names(match) -> list[str]:
    return [peer.name for peer in match().peers]


def test_who_lives_further_than_they_travel_is_ruled_out_with_both_figures(match, cast):
    assert names(match) == ["Denise Harper"]
    (_, found) = match().ruled_out
    assert (found.words, [(one.name, one.why) for one in found.people]) == (
        "Lives too far from Mo to meet in person",
        [("Abdul Rahman", "Lives 12 miles from Mo, goes 5 miles at most")],
    )


@pytest.mark.parametrize("limit", [12, None])
def test_who_travels_that_far_is_possible(match, cast, limit):
    cast.abdul.change(travel_miles=limit)
    assert names(match) == ["Denise Harper", "Abdul Rahman"]


def test_the_distance_keeps_nobody_apart_who_can_also_talk_on_the_phone(match, cast):
    cast.mo.change(modes=["in-person", "phone"])
    assert names(match) == ["Denise Harper", "Abdul Rahman"]


@pytest.mark.parametrize("whose", ["mo", "abdul"])
def test_a_distance_that_is_not_known_is_never_far(match, cast, whose):
    getattr(cast, whose).change(postcode="XX1 1AA")
    peers = {peer.name: peer for peer in match().peers}
    assert peers["Abdul Rahman"].miles is None
    assert "Distance not known, goes 5 miles at most" in peers["Abdul Rahman"].reasons_against


def test_a_scheme_without_a_table_of_places_matches_as_before(match, cast):
    Place.objects.all().delete()
    cast.abdul.change(postcode="TQ1 9ZZ")
    peers = {peer.name: peer for peer in match().peers}
    assert "Lives nearby" in peers["Abdul Rahman"].reasons_for


def test_nearer_fits_better(match, cast):
    cast.abdul.change(travel_miles=20)
    value = {peer.name: part.value for peer in match().peers for part in peer.parts if part.code == "travel"}
    assert value == {"Denise Harper": 84, "Abdul Rahman": 52}


def test_the_page_says_the_miles(sign_in, cast):
    text = sign_in(cast.priya).get(reverse("enrolments-matching", args=[cast.mos_place.pk])).content.decode()
    assert "<strong>Distance:</strong> 4 miles" in text
    assert "Lives 12 miles from Mo, goes 5 miles at most" in text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, ["4 miles", "12 miles"]),
        ({"postcode": "TQ2 1AA"}, ["Less than a mile", "8 miles"]),
        ({"postcode": ""}, ["Not known; goes 5 miles at most", "Not known; goes 20 miles at most"]),
        ({"modes": ["phone"]}, ["4 miles; they would not meet in person"]),
    ],
)
def test_two_candidates_are_compared_by_distance(sign_in, cast, changes, said):
    cast.abdul.change(travel_miles=20)
    cast.mo.change(**changes)
    text = sign_in(cast.priya).get(reverse("enrolments-compare", args=[cast.mos_place.pk])).content.decode()
    assert [words in text for words in said] == [True] * len(said)


def test_nobody_is_matched_beyond_the_distance_by_hand_either(cast, monday):
    cast.coaching.change(conversation_first=False)
    with pytest.raises(decisions.RuledOut, match="Lives 12 miles from Mo, goes 5 miles at most"):
        decisions.accept(
            enrolment=cast.mos_place, volunteer=cast.abdul, why="Both asked", start_on=TODAY, mode="in-person",
            by=cast.by(cast.priya), at=monday,
        )  # fmt: skip


def test_a_round_goes_by_the_distance_and_comes_to_the_same_answer_after_the_table_has_changed(cast, monday):
    cast.denise.change(travel_miles=3)
    run = runs.start(objective=LONGEST_WAIT, minimum_score=0, by=cast.by(cast.priya), at=monday)
    runs.carry_out(key=run.pk, now=lambda: monday)
    run.refresh_from_db()
    matched = (
        Proposal.objects.of(cast.scheme)
        .filter(run=run)
        .values_list("enrolment__patient__first_name", flat=True)
    )
    assert "Maureen" not in matched
    load(StringIO("Postcode,Easting,Northing\nTQ2,291000,65000\nTQ9,291000,65000\n"))
    assert replay(run)
    seekers = stored.round_of(stored.unpacked(run.inputs)).seekers
    assert {one.person.point for one in seekers if one.key == str(cast.mos_place.pk)} == {(291000, 65000)}
