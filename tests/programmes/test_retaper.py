"""Running plans keep their version of a taper until a manager moves them on purpose."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from peersupport.accounts.gates import NotAllowed
from programmes.models import PlanChange
from programmes.schedule.retaper import rest_on
from programmes.schedule.taper import DEFAULT_TAPER, Phase
from programmes.selectors.requests import request_page
from programmes.selectors.retaper import older, on_newest
from programmes.services import changes, requests, retaper, reviews, tapers
from programmes.services.changes_rows import NoReason
from tests.cast import TODAY
from tests.programmes.builders import held, mondays, support, tuesdays

SHORTER = (Phase(1, 4, "Weekly"), Phase(2, 3, "Fortnightly"), Phase(4, 1, "Monthly"))
MONDAY = date(2026, 11, 23)


@pytest.fixture
def pair(cast):
    return mondays(cast)


@pytest.fixture
def new(cast, pair, monday):
    return tapers.new_version(taper=cast.taper, phases=SHORTER, by=cast.by(cast.maria), at=monday)


@pytest.fixture
def move(cast, pair, new, monday):
    def act(**more):
        facts = {"taper": new, "plans": [pair.pk], "why": "Agreed with both", "by": cast.by(cast.maria)}
        moved = retaper.move(**{**facts, "at": monday, **more})
        pair.refresh_from_db()
        return moved

    return act


def rows(pair) -> list[tuple]:
    planned = pair.planned.order_by("number")
    return list(planned.values_list("number", "due_on", "phase_name", "state", "reviews"))


def test_the_rest_follows_the_new_taper_after_as_many_contacts_as_were_had():
    rest = rest_on(SHORTER, had=3, base=MONDAY - timedelta(weeks=1), today=MONDAY)
    weeks = [(one.on - MONDAY).days // 7 for one in rest]
    assert weeks == [0, 2, 4, 6, 10]
    assert [one.phase for one in rest] == [0, 1, 1, 1, 2]
    assert [one.ends_phase for one in rest] == [True, False, False, True, True]


def test_a_plan_that_has_not_begun_is_the_new_taper_from_its_start():
    rest = rest_on(SHORTER, had=0, base=MONDAY, today=MONDAY)
    assert [(one.on - MONDAY).days // 7 for one in rest] == [0, 1, 2, 3, 5, 7, 9, 13]


def test_nothing_is_left_when_there_were_as_many_already_and_nothing_comes_before_today():
    assert rest_on(SHORTER, had=8, base=MONDAY, today=MONDAY) == ()
    late = rest_on(DEFAULT_TAPER, had=1, base=MONDAY - timedelta(weeks=4), today=MONDAY + timedelta(days=1))
    assert late[0].on == MONDAY + timedelta(weeks=1)


def test_a_moved_plan_keeps_what_was_had_and_follows_the_new_version(pair, new, move):
    past = rows(pair)[:3]
    assert move() == 1
    found = rows(pair)
    assert found[:3] == past
    assert [(number, phase) for number, _, phase, *_ in found[3:]] == [
        (4, "Weekly"), (5, "Fortnightly"), (6, "Fortnightly"), (7, "Fortnightly"), (8, "Monthly"),
    ]  # fmt: skip
    assert (pair.taper, pair.ends_on) == (new, found[-1][1])


def test_what_is_shown_before_is_what_is_saved(cast, pair, new, move):
    shown = on_newest(older(new, by=cast.by(cast.maria)), new, today=TODAY)[0].proposed.after
    move()
    assert [due for _, due, *_ in rows(pair)[3:]] == shown


def test_the_change_is_kept_with_who_why_before_and_after(cast, pair, move):
    before = [due.isoformat() for _, due, *_ in rows(pair)[3:]]
    move()
    change = PlanChange.objects.of(cast.scheme).get()
    assert (change.kind, change.changed_by, change.why) == ("retapered", "Maria Costa", "Agreed with both")
    assert (change.before, len(change.after)) == (before, 5)


def test_only_chosen_plans_move(cast, pair, new, move):
    other = tuesdays(cast)
    before = rows(other)
    move()
    other.refresh_from_db()
    assert (rows(other), other.taper) == (before, cast.taper)


def test_a_longer_version_adds_contacts_and_an_earlier_skip_is_no_obstacle(cast, pair, monday, move):
    """Shorter first, with a contact taken off; then longer again, which needs those numbers."""
    move()
    longer = tapers.new_version(
        taper=pair.taper, phases=(Phase(1, 12), Phase(2, 6)), by=cast.by(cast.maria), at=monday
    )
    pair.planned.filter(number=6).update(state="cancelled")
    retaper.move(taper=longer, plans=[pair.pk], why="More", by=cast.by(cast.maria), at=monday)
    planned = [number for number, _, _, state, _ in rows(pair) if state != "cancelled"]
    assert planned == [1, 2, 3, 4, 5, *range(7, 20)]


def test_a_plan_that_has_had_as_many_contacts_stays(pair, move):
    held(pair, *range(4, 9))
    with pytest.raises(retaper.NothingLeft):
        move()


@pytest.mark.parametrize("more, refusal", [({"why": " "}, NoReason), ({"plans": []}, retaper.NobodyChosen)])
def test_a_move_needs_a_reason_and_somebody(move, more, refusal):
    with pytest.raises(refusal):
        move(**more)


@pytest.mark.parametrize("who", ["priya", "ana", "hilda"])
def test_only_a_manager_moves_plans(cast, move, who):
    with pytest.raises(NotAllowed):
        move(by=cast.by(getattr(cast, who)))


def test_a_plan_moved_to_fewer_phases_can_still_be_reviewed_and_paused(cast, monday):
    pair = support(cast, cast.abdul, cast.graces_place, start=TODAY - timedelta(weeks=16))
    held(pair, *range(1, 13))
    by, facts = cast.by(cast.maria), {"at": monday, "why": "One phase"}
    weekly = tapers.new_version(taper=cast.taper, phases=(Phase(1, 16),), by=by, at=monday)
    retaper.move(taper=weekly, plans=[pair.pk], by=by, **facts)
    review = reviews.write(relationship=pair, by=by, at=monday, how="Well", step="hold", both_agree=True)
    reviews.decide(review=review, by=by, at=monday, approve=True, why="Both want it")
    assert PlanChange.objects.of(cast.scheme).filter(kind="hold").count() == 1
    until = TODAY + timedelta(weeks=2)
    change = changes.pause(relationship=pair, by=by, from_on=TODAY, until_on=until, **facts)
    assert min(change.after) >= until.isoformat()


def test_a_step_back_up_that_waits_is_answered_with_words_once_the_plan_has_one_phase(sign_in, cast, monday):
    pair = support(cast, cast.abdul, cast.graces_place, start=TODAY - timedelta(weeks=16))
    held(pair, *range(1, 13))
    by = cast.by(cast.maria)
    asked = requests.ask(relationship=pair, by=by, at=monday, kind="back", why="Too rare")
    written = reviews.write(relationship=pair, by=by, at=monday, how="Hard", step="back", both_agree=False)
    weekly = tapers.new_version(taper=cast.taper, phases=(Phase(1, 16),), by=by, at=monday)
    retaper.move(taper=weekly, plans=[pair.pk], by=by, at=monday, why="One phase")
    client = sign_in(cast.maria)
    for row, page in ((asked, "requests-decide"), (written, "reviews-decide")):
        place = reverse(page, args=[row.pk])
        assert "no longer possible" in client.get(place).content.decode()
        answer = client.post(place, {"answer": "yes", "why": "Both want it"})
        assert (answer.status_code, "not possible" in answer.content.decode()) == (422, True)
        assert client.post(place, {"answer": "no", "why": "Not any more"}).status_code == 302
    pair.refresh_from_db()
    assert "back" not in request_page(pair, today=TODAY).kinds


def test_the_page_shows_before_and_after_and_a_manager_moves_from_it(sign_in, cast, pair, new):
    client, place = sign_in(cast.maria), reverse("tapers-move", args=[new.pk])
    text = client.get(place, {"plan": str(pair.pk)}).content.decode()
    words = ("11 before, 5 after", pair.patient.name, "Off the plan:")
    assert [said for said in words if said not in text] == []
    assert rows(pair)[-1][0] == 14
    answer = client.post(place, {"plans": [str(pair.pk)], "why": "Agreed"})
    assert (answer.status_code, pair.planned.count()) == (302, 8)
    assert "No running plan is on an older version" in client.get(place).content.decode()


@pytest.mark.parametrize("typed", [{}, {"plans": ["x"], "why": "y"}, {"plans": [""], "why": ""}])
def test_bad_input_moves_nobody(sign_in, cast, pair, new, typed):
    assert sign_in(cast.maria).post(reverse("tapers-move", args=[new.pk]), typed).status_code == 422
    assert pair.planned.count() == 14


def test_the_page_costs_the_same_for_one_and_for_more(sign_in, cast, pair, new, django_assert_num_queries):
    tuesdays(cast)
    rows_of = older(new, by=cast.by(cast.maria))
    with django_assert_num_queries(4):
        assert len(on_newest(rows_of, new, today=TODAY)) == 2
