"""A worry whose next step is late goes on to others by itself, once for each step, whatever holds other messages."""

from datetime import timedelta

import pytest

from peersupport.messaging.models import Message
from peersupport.messaging.services import opt_outs
from peersupport.messaging.services.pump import pump
from programmes.selectors import concerns as selectors
from programmes.services import concerns, concerns_ticks
from tests.programmes.builders import mondays
from tests.programmes.test_concerns_route import name_team, see

HOUR = timedelta(hours=1)


@pytest.fixture
def worry(cast, monday):
    """Priya leads, Tom stands in; raised at 9:05, to be acknowledged by 11:05 and decided by 9:05 tomorrow."""
    name_team(cast, monday, cast.priya, cast.tom)
    return concerns.raise_concern(
        by=cast.by(cast.denise_member), at=monday, words="x", relationship=mondays(cast)
    )


def late(cast) -> list[str]:
    names = {member.pk: member.user.name for member in (cast.priya, cast.tom, cast.maria)}
    rows = Message.objects.of(cast.scheme).filter(template="concern_late").order_by("not_before", "key", "pk")
    return sorted(names[row.recipient_key] for row in rows)


def test_nothing_is_told_before_the_time_is_over(cast, worry, monday):
    assert concerns_ticks.escalate(at=monday + 2 * HOUR - timedelta(minutes=1)) == 0


def test_after_two_hours_lead_and_deputy_hear_again_and_the_record_says_so(cast, worry, monday):
    concerns_ticks.escalate(at=monday + 2 * HOUR)
    assert late(cast) == ["Priya Nair", "Tom Okafor"]
    assert (
        selectors.entries(worry)[-1].words
        == "Nobody has acknowledged it in time. Told: Priya Nair, Tom Okafor"
    )


def test_after_as_long_again_the_managers_are_told_and_see_it(cast, worry, monday):
    concerns_ticks.escalate(at=monday + 2 * HOUR)
    before = see(cast, worry, cast.maria)
    concerns_ticks.escalate(at=monday + 4 * HOUR)
    assert (before, see(cast, worry, cast.maria)) == ([False], [True])
    assert late(cast).count("Maria Costa") == 1


def test_a_tick_that_runs_twice_tells_once(cast, worry, monday):
    counts = [concerns_ticks.escalate(at=monday + 3 * HOUR) for _ in range(2)]
    assert counts == [2, 0]


def test_after_a_missed_night_both_steps_are_caught_up(cast, worry, monday):
    concerns_ticks.escalate(at=monday + 30 * HOUR)
    assert late(cast) == ["Maria Costa", "Priya Nair", "Priya Nair", "Tom Okafor", "Tom Okafor"]


def test_what_is_acknowledged_is_late_again_when_nothing_was_decided(cast, worry, monday):
    concerns.acknowledge(concern=worry, by=cast.by(cast.priya), at=monday)
    assert [concerns_ticks.escalate(at=monday + hours * HOUR) for hours in (23, 24, 26)] == [0, 2, 3]


def test_a_decided_worry_is_not_late(cast, worry, monday):
    by = cast.by(cast.priya)
    concerns.acknowledge(concern=worry, by=by, at=monday)
    concerns.decide(concern=worry, by=by, at=monday, words="Rang the GP")
    assert concerns_ticks.escalate(at=monday + 60 * HOUR) == 0


def test_an_answer_takes_back_what_still_waits_to_be_sent(cast, worry, monday):
    concerns_ticks.escalate(at=monday + 2 * HOUR)
    concerns.acknowledge(concern=worry, by=cast.by(cast.tom), at=monday + 2 * HOUR)
    states = Message.objects.of(cast.scheme).filter(template__startswith="concern_")
    assert set(states.values_list("state", flat=True)) == {"cancelled"}


def test_whom_it_is_about_is_passed_by_when_it_is_late_too(cast, worry, monday):
    concerns.add(
        concern=worry, by=cast.by(cast.denise_member), at=monday, words="y", about=[cast.tom.user_id]
    )
    concerns_ticks.escalate(at=monday + 30 * HOUR)
    assert set(late(cast)) == {"Priya Nair", "Maria Costa"}


def test_neither_opt_out_nor_cap_nor_quiet_hours_hold_it_back(cast, worry, monday):
    cast.scheme.change(messages_a_day=0)
    whom = {"kind": "user", "key": cast.tom.user_id}
    opt_outs.stop(by=cast.by(cast.priya), since_on=monday.date(), at=monday, **whom)
    night = monday + 14 * HOUR
    concerns_ticks.escalate(at=night)
    pump(at=night)
    rows = Message.objects.of(cast.scheme).filter(recipient_key=cast.tom.pk, template="concern_late")
    assert [row.state for row in rows] == ["sent", "sent"]


def test_the_late_ones_cost_no_query_for_those_in_time(cast, worry, monday, django_assert_num_queries):
    with django_assert_num_queries(1):
        concerns_ticks.escalate(at=monday)
