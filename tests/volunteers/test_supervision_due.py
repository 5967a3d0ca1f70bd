"""When supervision is due: the pure rule first, then with the rows of Riverbank, then at the gate."""

from datetime import date, timedelta

import pytest

from tests.cast import TODAY, also_holds, make_volunteer
from tests.volunteers.joining import NOW, about
from tests.volunteers.supervising import agreed, planned, rules, was_held
from volunteers.models import Leave, SupervisionRule
from volunteers.schedule.supervision import GROUP, ONE, Held, Rule, due
from volunteers.selectors import eligibility
from volunteers.selectors.supervision import due_list, numbers
from volunteers.services.competency import LevelRefused, decide
from volunteers.services.supervision_rules import USUAL, USUAL_FOR_ALL, RulesRefused, set_rules

START = date(2026, 6, 1)
MONTHLY = Rule(START, one_weeks=4)
INTENSIVE = Rule(START, one_weeks=4, intensive_weeks=6, intensive_every=2)


def weeks(number: float) -> date:
    return START + timedelta(days=int(number * 7))


def on(rule: Rule, *held: Held, began_on: date = START, **more):
    found = due(rule, began_on=began_on, **{"counted_from": START, **more}, held=held)
    return found and (found.kind, found.on)


def test_the_first_session_is_due_one_interval_after_the_start():
    assert on(MONTHLY) == (ONE, weeks(4))


def test_the_next_is_due_one_interval_after_the_last_that_was_held():
    assert on(MONTHLY, Held(weeks(5), ONE), Held(weeks(2), ONE)) == (ONE, weeks(9))


@pytest.mark.parametrize(
    ("held", "expected"), [([], 2), ([2], 4), ([2, 4], 6), ([2, 4, 6], 10), ([5], 9)], ids=str
)
def test_in_the_first_six_weeks_it_is_every_two_and_then_every_four(held, expected):
    assert on(INTENSIVE, *(Held(weeks(week), ONE) for week in held)) == (ONE, weeks(expected))


def test_a_session_missed_at_the_start_stays_owed():
    found = due(INTENSIVE, began_on=START, counted_from=START)
    assert (found.on, found.intensive, found.is_overdue(weeks(30))) == (weeks(2), True, True)


def test_whoever_began_long_before_the_rules_gets_a_whole_interval():
    assert on(INTENSIVE, began_on=weeks(-50)) == (ONE, weeks(4))


def test_a_one_to_one_counts_as_a_group_but_not_the_other_way_round():
    both = Rule(START, one_weeks=8, group_weeks=4)
    assert on(both, Held(weeks(4), ONE)) == (GROUP, weeks(8))
    assert on(both, Held(weeks(7), GROUP)) == (ONE, weeks(8))


def test_a_new_rule_makes_nobody_late_on_its_first_day():
    strict = Rule(weeks(20), one_weeks=1)
    assert on(strict, Held(weeks(10), ONE)) == (ONE, weeks(20))


def test_a_day_in_leave_moves_to_a_week_after_it():
    away = [(weeks(3), weeks(5))]
    assert on(MONTHLY, away=away) == (ONE, weeks(6))


def test_leave_that_is_over_before_the_day_moves_nothing():
    assert on(MONTHLY, away=[(weeks(1), weeks(3))]) == (ONE, weeks(4))


def test_on_leave_without_end_nothing_is_owed():
    assert on(MONTHLY, away=[(weeks(1), date.max)]) is None


def test_a_rule_without_intervals_asks_for_nothing():
    assert on(Rule(START)) is None


def test_it_is_due_soon_for_two_weeks_and_overdue_after_the_leeway():
    found = due(MONTHLY, began_on=START, counted_from=START)
    days = {day: (found.is_soon(found.on + timedelta(days=day)), found.is_overdue(found.on + timedelta(days=day)))
            for day in (-15, -14, 0, 7, 8)}  # fmt: skip
    assert days == {
        -15: (False, False),
        -14: (True, False),
        0: (True, False),
        7: (True, False),
        8: (False, True),
    }


# --- With rows --------------------------------------------------------------------------------


def line(cast, volunteer):
    return next(row for row in due_list(actor=cast.by(cast.priya), on=TODAY) if row.volunteer == volunteer)


def test_a_scheme_without_rules_asks_for_nothing_and_blocks_nobody(cast):
    assert line(cast, cast.denise).due is None
    assert eligibility(cast.denise, cast.coach, TODAY).ok


def test_overdue_supervision_stops_new_matches_and_says_since_when(cast):
    rules(cast)
    was_held(cast, cast.denise, days_ago=40)
    reasons = eligibility(cast.denise, cast.coach, TODAY).reasons
    assert [(one.code, one.words) for one in reasons] == [
        ("supervision", "Supervision was due by 11 November 2026")
    ]


@pytest.mark.parametrize(("days_ago", "blocked"), [(35, False), (36, True)])
def test_the_gate_closes_when_the_leeway_is_over(cast, days_ago, blocked):
    rules(cast)
    was_held(cast, cast.denise, days_ago=days_ago)
    assert eligibility(cast.denise, cast.coach, TODAY).ok is not blocked


@pytest.mark.parametrize("state", ["excused", "absent", "invited"])
def test_only_being_there_counts(cast, state):
    rules(cast)
    was_held(cast, cast.denise, days_ago=3, state=state)
    assert not eligibility(cast.denise, cast.coach, TODAY).ok


def test_a_date_that_is_planned_does_not_open_the_gate(cast):
    rules(cast)
    planned(cast, cast.denise)
    assert not eligibility(cast.denise, cast.coach, TODAY).ok


def test_before_the_first_person_nothing_is_owed(cast):
    rules(cast)
    cast.denise.change(stage="ready")
    assert eligibility(cast.denise, cast.coach, TODAY).ok


def test_closer_support_begins_with_the_first_person_not_with_the_role(cast):
    rules(cast)
    cast.denise.change(stage_since_on=TODAY - timedelta(days=7))
    found = line(cast, cast.denise).due
    assert (found.on, found.intensive) == (TODAY + timedelta(days=7), True)


def test_the_strictest_of_two_roles_is_shown_and_each_role_has_its_own_gate(cast):
    rules(cast)
    also_holds(cast, cast.denise, cast.befriender)
    SupervisionRule.objects.of(cast.scheme).filter(role=cast.befriender).update(one_weeks=26)
    was_held(cast, cast.denise, days_ago=40)
    assert eligibility(cast.denise, cast.befriender, TODAY).ok
    assert not eligibility(cast.denise, cast.coach, TODAY).ok
    assert line(cast, cast.denise).is_overdue(TODAY)


def test_days_away_on_the_day_it_was_due_put_it_off(cast):
    rules(cast)
    was_held(cast, cast.denise, days_ago=40)
    first, last = TODAY - timedelta(days=15), TODAY - timedelta(days=2)
    Leave.make(scheme=cast.scheme, volunteer=cast.denise, starts_on=first, ends_on=last)
    assert line(cast, cast.denise).due.on == TODAY + timedelta(days=5)


def test_a_competent_coach_comes_to_groups(cast):
    rules(cast)
    was_held(cast, cast.denise, days_ago=7, kind="group")
    closer = line(cast, cast.denise)
    decide(**about(cast), volunteer=cast.denise, role=cast.coach, level="competent", evidence="Saw two calls")
    after = line(cast, cast.denise)
    assert (closer.due.kind, after.due.kind) == ("one", "group")
    assert after.levels == (("Coach", "competent", "Competent"),)


def test_a_level_needs_evidence_and_a_role_that_is_held(cast):
    facts = {"volunteer": cast.denise, "level": "competent"}
    with pytest.raises(LevelRefused, match="what you have seen"):
        decide(**about(cast), **facts, role=cast.coach, evidence=" ")
    with pytest.raises(LevelRefused, match="does not hold"):
        decide(**about(cast), **facts, role=cast.befriender, evidence="Saw two calls")


def test_a_change_of_rules_is_a_new_row_and_yesterday_is_judged_by_the_old_one(cast):
    rules(cast)
    was_held(cast, cast.denise, days_ago=40)
    looser = {level: {**row, "one_weeks": 12} for level, row in USUAL.items()}
    facts = {"by": cast.by(cast.maria), "role": cast.coach, "levels": looser, "for_all": USUAL_FOR_ALL}
    set_rules(**facts, starts_on=TODAY, at=NOW, today=TODAY)
    yesterday = TODAY - timedelta(days=1)
    answers = [eligibility(cast.denise, cast.coach, day).ok for day in (yesterday, TODAY)]
    assert answers == [False, True]
    with pytest.raises(RulesRefused, match="backwards"):
        set_rules(**facts, starts_on=yesterday, at=NOW, today=TODAY)


def test_the_list_has_the_most_urgent_first_and_counts_what_it_shows(cast):
    rules(cast)
    was_held(cast, cast.abdul, days_ago=50)
    was_held(cast, cast.denise, days_ago=20)
    planned(cast, cast.denise)
    was_held(cast, cast.joan, days_ago=1)
    found = due_list(actor=cast.by(cast.priya), on=TODAY)
    counted = numbers(found, TODAY)
    assert [row.volunteer for row in found] == [cast.abdul, cast.denise, cast.joan]
    assert (counted.overdue, counted.soon, counted.planned, counted.everybody) == (1, 1, 1, 3)


def test_a_coordinator_of_an_area_sees_only_its_volunteers(cast):
    cast.abdul.change(team=cast.central)
    found = {row.volunteer for row in due_list(actor=cast.by(cast.tom), on=TODAY)}
    assert found == {cast.denise, cast.joan}


def test_the_list_takes_the_same_queries_for_30_as_for_3(cast, django_assert_num_queries):
    rules(cast)
    for one in (cast.denise, cast.abdul):
        was_held(cast, one, days_ago=20)
        agreed(cast, one)
    with django_assert_num_queries(21):
        due_list(actor=cast.by(cast.priya), on=TODAY)
    for number in range(27):
        one = make_volunteer(cast, f"Many{chr(97 + number)} Person", cast.coach, renew_by=date(2028, 1, 1))
        was_held(cast, one, days_ago=20)
    with django_assert_num_queries(21):
        assert len(due_list(actor=cast.by(cast.priya), on=TODAY)) == 30
