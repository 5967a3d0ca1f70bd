"""Warnings before a check runs out: 60, 30 and 7 days before, once a step, also after missed nights."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from peersupport.core import clock
from peersupport.messaging.models import Message
from tests.cast import TODAY, make_volunteer
from volunteers.models import Check
from volunteers.services.checks import warn_expiring_checks
from volunteers.tasks import warn_expiring_checks as tick

NOW = datetime(2026, 11, 23, 9, 5, tzinfo=UTC)


def warn(day: date) -> int:
    return warn_expiring_checks(today=day, at=datetime(day.year, day.month, day.day, 6, tzinfo=UTC))


def keys() -> list[str]:
    """Kind of recipient and step of every message."""
    rows = Message.objects.everywhere().order_by("created_at", "pk")
    return [f"{row.recipient_kind} {row.key.split(':')[4]}" for row in rows]


def expires(cast, days: int, *, of=None) -> Check:
    """The newest check of Denise (or another) runs out in so many days."""
    check = (of or cast.denise).checks.get()
    check.change(renew_by_on=TODAY + timedelta(days=days))
    return check


@pytest.mark.parametrize(("days", "messages"), [(61, 0), (60, 2), (30, 2), (7, 2), (0, 2), (-1, 0)])
def test_volunteer_and_coordinator_are_warned_from_60_days_before_to_the_day_itself(cast, days, messages):
    expires(cast, days)
    warn(TODAY)
    assert Message.objects.of(cast.scheme).count() == messages


def test_the_messages_name_the_day_and_lead_the_coordinator_to_the_record(cast):
    check = expires(cast, 30)
    warn(TODAY)
    rows = Message.objects.of(cast.scheme).order_by("template", "pk")
    facts = [(m.template, m.recipient_kind, m.recipient_key, m.day, m.link) for m in rows]
    assert facts == [
        ("check_expires", "volunteer", cast.denise.pk, check.renew_by_on, ""),
        (
            "volunteer_check_expires",
            "staff",
            cast.priya.pk,
            check.renew_by_on,
            reverse("volunteers-detail", args=[cast.denise.pk]),
        ),
    ]


def test_three_steps_are_warned_of_once_each_when_every_night_runs(cast):
    expires(cast, 65)
    for day in range(70):
        warn(TODAY + timedelta(days=day))
    assert keys() == ["volunteer 60", "staff 60", "volunteer 30", "staff 30", "volunteer 7", "staff 7"]


def test_a_missed_night_is_caught_up(cast):
    expires(cast, 65)
    for day in (0, 20, 21, 50, 64):
        warn(TODAY + timedelta(days=day))
    assert keys() == ["volunteer 60", "staff 60", "volunteer 30", "staff 30", "volunteer 7", "staff 7"]


def test_a_renewed_check_is_warned_of_anew(cast):
    for renewed in range(2):
        expires(cast, 7 + 365 * renewed)
        warn(TODAY + timedelta(days=365 * renewed))
    assert keys() == ["volunteer 7", "staff 7"] * 2


def test_after_many_missed_nights_only_the_newest_step_is_told(cast):
    expires(cast, 65)
    warn(TODAY + timedelta(days=60))
    assert keys() == ["volunteer 7", "staff 7"]


def test_the_tick_may_run_twice(cast):
    expires(cast, 30)
    tick()
    tick()
    assert len(keys()) == 2


def test_a_superseded_check_does_not_warn(cast):
    check = expires(cast, 30)
    Check.make(
        scheme=cast.scheme,
        volunteer=cast.denise,
        level="enhanced",
        issued_on=TODAY,
        renew_by_on=check.renew_by_on + timedelta(days=1000),
    )
    assert warn(TODAY) == 0


def test_somebody_who_has_stepped_down_is_not_warned(cast):
    expires(cast, 30)
    cast.denise.change(stage="stepped_down")
    assert warn(TODAY) == 0


def test_without_a_coordinator_everybody_who_sees_the_record_is_told(cast):
    expires(cast, 30)
    cast.denise.change(coordinator=None)
    warn(TODAY)
    told = (
        Message.objects.of(cast.scheme).filter(recipient_kind="staff").values_list("recipient_key", flat=True)
    )
    assert set(told) == {cast.priya.pk, cast.tom.pk, cast.maria.pk}


def test_when_the_coordinator_has_left_the_others_are_told(cast):
    expires(cast, 30)
    cast.priya.change(ends_on=date(2026, 11, 1))
    warn(TODAY)
    told = (
        Message.objects.of(cast.scheme).filter(recipient_kind="staff").values_list("recipient_key", flat=True)
    )
    assert set(told) == {cast.tom.pk, cast.maria.pk}


def test_the_message_is_of_no_use_when_the_day_is_over(cast):
    expires(cast, 7)
    warn(TODAY)
    over = {row.expires_at for row in Message.objects.of(cast.scheme)}
    assert over == {datetime(2026, 12, 1, 0, 0, tzinfo=UTC)}


def test_a_night_without_news_takes_the_same_few_queries_for_3_and_for_30(cast):
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert warn(TODAY) == 0
        return len(seen)

    for number in range(3):
        make_volunteer(cast, f"Few{'abc'[number]} Person", cast.coach, renew_by=TODAY + timedelta(days=20))
    warn(TODAY)
    few = queries()
    for number in range(27):
        make_volunteer(
            cast, f"Many{chr(97 + number)} Person", cast.coach, renew_by=TODAY + timedelta(days=20)
        )
    warn(TODAY)
    assert queries() == few <= 4


def test_the_clock_says_which_day_it_is(cast):
    expires(cast, 61)
    with clock.fixed(NOW + timedelta(days=1)):
        tick()
    assert keys() == ["volunteer 60", "staff 60"]
