"""Who stands in counts as who supports: when they want to go, when they are away, and when they are gone."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from peersupport.reporting.selectors.today import tasks
from programmes.models import Relationship
from programmes.selectors.standing_in import supporter, supporter_then
from programmes.services import changes_cover, contacts_ticks
from tests.cast import TODAY
from tests.programmes.builders import mondays
from tests.programmes.ticks_told import told
from volunteers.models import HeldRole, Leave
from volunteers.services.recruitment_moves import MoveRefused, step_down
from volunteers.services.roles_held import HeldRoleRefused, end_role

NEXT_MONDAY = date(2026, 11, 30)


@pytest.fixture
def pair(cast) -> Relationship:
    return mondays(cast)


@pytest.fixture
def cover(cast, pair, monday):
    """Abdul stands in for Denise for two weeks."""
    return changes_cover.cover(
        relationship=pair, volunteer=cast.abdul, starts_on=TODAY, ends_on=TODAY + timedelta(days=14), why="Leave",
        by=cast.by(cast.priya), at=monday,
    )  # fmt: skip


def leaves(cast, monday) -> None:
    about = {"by": cast.by(cast.priya), "at": monday, "today": TODAY}
    step_down(**about, volunteer=cast.abdul, reason="time")


def ends_role(cast, monday) -> None:
    held = HeldRole.objects.of(cast.scheme).get(volunteer=cast.abdul)
    end_role(held=held, by=cast.by(cast.priya), at=monday, today=TODAY)


def test_who_stands_in_cannot_step_down_before_the_cover_is_stopped(cast, cover, monday):
    with pytest.raises(MoveRefused) as refusal:
        leaves(cast, monday)
    assert refusal.value.words == "Abdul stands in for Denise Harper. Stop that cover first."
    changes_cover.stop(cover=cover, by=cast.by(cast.priya), at=monday)
    leaves(cast, monday)
    assert type(cast.abdul).objects.of(cast.scheme).get(pk=cast.abdul.pk).stage == "stepped_down"


def test_who_stands_in_cannot_give_the_role_back_before_either(cast, cover, monday):
    with pytest.raises(HeldRoleRefused) as refusal:
        ends_role(cast, monday)
    assert refusal.value.words == "Abdul stands in for Denise Harper in this role. Stop that cover first."


def test_a_cover_that_is_over_keeps_nobody(cast, cover, monday):
    cover.change(starts_on=TODAY - timedelta(days=14), ends_on=TODAY - timedelta(days=1))
    leaves(cast, monday)


def test_when_who_stands_in_is_gone_the_own_volunteer_is_reminded(cast, cover, monday):
    cast.abdul.change(stage="stepped_down")
    contacts_ticks.remind(at=monday)
    assert told(cast, "contact_tomorrow") == ["Denise"]


@pytest.fixture
def both_away(cast, cover):
    """The own volunteer is away, and now who stands in is away too."""
    days = {"starts_on": date(2026, 11, 28), "ends_on": date(2026, 12, 4)}
    Leave.make(scheme=cast.scheme, volunteer=cast.denise, **days)
    return Leave.make(scheme=cast.scheme, volunteer=cast.abdul, **days)


def away(cast, monday) -> list:
    return [one.row for one in tasks(actor=cast.by(cast.priya), at=monday) if one.kind == "cover"]


def test_today_says_when_who_stands_in_is_away_too(cast, pair, both_away, monday, sign_in):
    (found,) = away(cast, monday)
    assert (found.relationship, [row.due_on for row in found.open], found.away) == (
        pair,
        [NEXT_MONDAY],
        cast.abdul,
    )
    text = sign_in(cast.priya).get(reverse("today")).content.decode()
    assert "Abdul, who stands in, is away too: 1 contact without cover" in text


def test_the_leave_of_who_stands_in_shows_the_people_they_stand_in_with(
    cast, pair, cover, both_away, sign_in
):
    client, page = sign_in(cast.priya), reverse("leave-plans", args=[both_away.pk])
    text = client.get(page).content.decode()
    assert ("Mo Ellis" in text, "Stands in for Denise Harper" in text, "1 contact not settled" in text) == (
        True, True, True,
    )  # fmt: skip
    client.post(reverse("covers-stop", args=[cover.pk]))
    assert "Mo Ellis" not in client.get(page).content.decode()


def test_a_cover_by_somebody_who_is_there_settles_it(cast, cover, monday):
    Leave.make(
        scheme=cast.scheme, volunteer=cast.denise, starts_on=date(2026, 11, 28), ends_on=date(2026, 12, 4)
    )
    assert away(cast, monday) == []


def supporters(pair, day) -> set:
    return set(pair.planned.annotate(who=supporter(day), then=supporter_then(day)).values_list("who", "then"))


def test_one_answer_to_who_supports_whom_now_and_who_did_then(cast, pair, cover, monday):
    before, within = TODAY - timedelta(days=1), TODAY + timedelta(days=7)
    denise, abdul = cast.denise.pk, cast.abdul.pk
    assert (supporters(pair, before), supporters(pair, within)) == ({(denise, denise)}, {(abdul, abdul)})
    changes_cover.stop(cover=cover, by=cast.by(cast.priya), at=monday + timedelta(days=3))
    assert (supporters(pair, TODAY), supporters(pair, within)) == ({(denise, abdul)}, {(denise, denise)})


def test_after_who_stood_in_has_left_the_days_on_which_they_did_stay_theirs(cast, pair, cover):
    cast.abdul.change(stage="stepped_down")
    assert supporters(pair, TODAY) == {(cast.denise.pk, cast.abdul.pk)}
