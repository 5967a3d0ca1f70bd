"""One contact to come is moved or skipped with a reason; past contacts and the rest of the plan stay."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from peersupport.accounts.gates import NotAllowed
from programmes.models import PlanChange
from programmes.services import changes, changes_one
from programmes.services.changes_rows import NoReason
from programmes.services.contacts_moves import NotThatDay
from tests.cast import TODAY
from tests.programmes.builders import held, mondays


@pytest.fixture
def pair(cast):
    return mondays(cast)


@pytest.fixture
def act(cast, pair, monday):
    def do(service, number=5, **more):
        facts = {"planned": pair.planned.get(number=number), "by": cast.by(cast.priya), "at": monday}
        return service(**{**facts, "why": "A wedding", **more})

    return do


def days(pair) -> dict[int, date]:
    return dict(pair.planned.exclude(state="cancelled").order_by("number").values_list("number", "due_on"))


def test_one_contact_moves_and_all_others_stay(cast, pair, act):
    before = days(pair)
    change = act(changes_one.move_one, to=before[5] + timedelta(days=2))
    assert days(pair) == before | {5: before[5] + timedelta(days=2)}
    kept = (change.kind, change.changed_by, change.why, change.before, change.after)
    assert kept == ("one_moved", "Priya Nair", "A wedding", ["2026-11-30"], ["2026-12-02"])


def test_a_day_of_another_contact_or_in_the_past_is_refused(pair, act):
    for day in (days(pair)[6], TODAY - timedelta(days=1), days(pair)[5]):
        with pytest.raises(NotThatDay):
            act(changes_one.move_one, to=day)


def test_one_contact_is_skipped_and_all_others_stay(pair, act):
    before = days(pair)
    change = act(changes_one.skip_one)
    assert days(pair) == {number: day for number, day in before.items() if number != 5}
    assert (change.kind, change.before, change.after) == ("skipped", ["2026-11-30"], [])


def test_the_windows_close_the_gap_so_that_a_log_there_still_finds_its_contact(pair, act):
    act(changes_one.skip_one)
    fourth, sixth = pair.planned.get(number=4), pair.planned.get(number=6)
    assert sixth.opens_on == fourth.closes_on + timedelta(days=1)


def test_a_review_comes_with_the_contact_before_a_skipped_one(pair, act):
    act(changes_one.skip_one, number=8)
    assert list(pair.planned.filter(reviews=True).order_by("number").values_list("number", flat=True)) == [
        7, 12, 14,
    ]  # fmt: skip


def test_the_end_comes_sooner_when_the_last_is_skipped(pair, act):
    act(changes_one.skip_one, number=14)
    pair.refresh_from_db()
    assert pair.ends_on == days(pair)[13]


def test_a_plan_with_a_skipped_contact_can_be_paused(cast, pair, act, monday):
    act(changes_one.skip_one)
    until = TODAY + timedelta(weeks=3)
    pair.refresh_from_db()
    changes.pause(
        relationship=pair, by=cast.by(cast.priya), at=monday, from_on=TODAY, until_on=until, why="Ill"
    )
    assert min(day for day in days(pair).values() if day >= TODAY) == until
    assert list(days(pair)) == [1, 2, 3, 4, *range(6, 15)]


def test_the_only_contact_to_come_and_past_ones_are_not_skipped(pair, act):
    with pytest.raises(changes_one.NotToCome):
        act(changes_one.skip_one, number=3)
    pair.planned.filter(number__lt=14).update(state="missed")
    with pytest.raises(changes_one.LastOne):
        act(changes_one.skip_one, number=14)


def test_a_reason_is_needed(act):
    with pytest.raises(NoReason):
        act(changes_one.skip_one, why=" ")


@pytest.mark.parametrize("who", ["denise_member", "ana", "hilda"])
def test_only_who_plans_support_may(cast, act, who):
    with pytest.raises(NotAllowed):
        act(changes_one.skip_one, by=cast.by(getattr(cast, who)))


def test_the_page_moves_and_skips(sign_in, cast, pair):
    client = sign_in(cast.priya)
    fifth, sixth = (reverse("contacts-change", args=[pair.planned.get(number=n).pk]) for n in (5, 6))
    moved = {
        "what": "move",
        "next_on_day": "2",
        "next_on_month": "12",
        "next_on_year": "2026",
        "why": "Wedding",
    }
    assert client.get(fifth).status_code == 200
    assert client.post(fifth, moved).status_code == 302
    assert client.post(sixth, {"what": "skip", "why": "Away"}).status_code == 302
    assert list(PlanChange.objects.of(cast.scheme).order_by("changed_at", "pk").values_list("kind", flat=True)) == [
        "one_moved", "skipped",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "typed", [{}, {"what": "move", "why": "x"}, {"what": "fly", "why": "x"}, {"what": "skip", "why": ""}]
)
def test_bad_input_changes_nothing(sign_in, cast, pair, typed):
    place = reverse("contacts-change", args=[pair.planned.get(number=5).pk])
    assert sign_in(cast.priya).post(place, typed).status_code == 422
    assert PlanChange.objects.of(cast.scheme).count() == 0


def test_the_page_of_a_contact_that_was_held_leads_to_the_plan(sign_in, cast, pair):
    held(pair, 4)
    place = reverse("contacts-change", args=[pair.planned.get(number=4).pk])
    assert sign_in(cast.priya).get(place).url == reverse("people-plan", args=[cast.mo.pk])
