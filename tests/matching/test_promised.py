"""A place that is held for two who get to know each other is nobody else's, on every page and at the start."""

from datetime import date

import pytest
from django.urls import reverse

from matching.choices import TRY_ANOTHER
from matching.models import Proposal
from matching.selectors.candidates import match_of, possible_counts, standing
from matching.services import decisions, proposals, runs
from programmes.models import Enrolment
from programmes.selectors import capacity
from programmes.services.relationships import NoPlace
from tests.cast import TODAY

MONDAY = date(2026, 11, 30)


@pytest.fixture
def graces(cast, monday) -> Proposal:
    """Each coach has one place, and that of one of them is held for Grace."""
    cast.coach.change(caseload="fixed", people_at_once=1)
    cast.coaching.change(conversation_first=False)
    run = runs.start(objective="longest-wait", minimum_score=0, by=cast.by(cast.priya), at=monday)
    runs.carry_out(key=run.pk, now=lambda: monday)
    row = Proposal.objects.of(cast.scheme).get(enrolment=cast.graces_place)
    return proposals.accept(proposal=row, why="They both like walking", by=cast.by(cast.priya), at=monday)


def place(cast, row) -> Enrolment:
    rows = Enrolment.objects.of(cast.scheme).select_related(
        "patient__practice", "cohort__programme__role", "scheme"
    )
    return rows.get(pk=row.pk)


@pytest.fixture
def match(cast, monday, graces):
    def act(row):
        return decisions.accept(
            enrolment=place(cast, row), volunteer=graces.volunteer, why="Both said yes", start_on=MONDAY, mode="phone",
            by=cast.by(cast.priya), at=monday,
        )  # fmt: skip

    return act


def test_the_start_is_refused_to_another_and_goes_well_for_whom_the_place_is_held(cast, graces, match):
    with pytest.raises(NoPlace):
        match(cast.mos_place)
    assert match(cast.graces_place).patient == cast.grace


def test_candidates_leave_out_who_holds_their_last_place_for_another(cast, graces):
    by = cast.by(cast.priya)
    names = {
        row.patient.short_name: {peer.name for peer in match_of(place(cast, row), actor=by, on=TODAY).peers}
        for row in (cast.mos_place, cast.graces_place)
    }
    held = graces.volunteer.name
    assert (held in names["Mo"], held in names["Grace"]) == (False, True)
    counts = possible_counts(
        [place(cast, cast.mos_place), place(cast, cast.graces_place)], actor=by, on=TODAY
    )
    assert counts == {cast.mos_place.pk: 1, cast.graces_place.pk: 2}
    assert standing(place(cast, cast.mos_place), graces.volunteer, actor=by, on=TODAY).codes == {"place"}


def test_a_place_that_was_held_is_free_again_after_a_no(cast, graces, match, monday):
    no = {"decision": TRY_ANOTHER, "why": "No common hour"}
    decisions.decline(
        enrolment=graces.enrolment, volunteer=graces.volunteer, **no, by=cast.by(cast.priya), at=monday
    )
    assert match(cast.mos_place).patient == cast.mo


def test_the_board_says_how_many_places_are_held(cast, graces, sign_in):
    rows = sign_in(cast.priya).get(reverse("volunteers")).context["table"].rows
    said = {row.cells[0].text: (row.cells[2].text, row.cells[2].sub) for row in rows}
    other = cast.abdul if graces.volunteer == cast.denise else cast.denise
    assert (said[graces.volunteer.name], said[other.name]) == (
        ("0 of 1", "Nobody yet. 1 place held"), ("0 of 1", "Nobody yet"),
    )  # fmt: skip


@pytest.mark.parametrize(("caseload", "figures"), [("hcc", {"joins": [1, 1]}), ("budget", {"contacts": 1})])
def test_every_pattern_counts_a_place_that_is_held(cast, graces, caseload, figures):
    cast.coach.change(caseload=caseload, caseload_figures=figures, people_at_once=5)
    assert capacity.places(graces.volunteer, cast.coach, today=TODAY).now == 0
    assert capacity.places(graces.volunteer, cast.coach, today=TODAY, besides=cast.graces_place).now == 1
