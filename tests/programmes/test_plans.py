"""Plans as pages show them: previewed before the start, and drawn as they go."""

from datetime import date, timedelta

import pytest

from peersupport.core import charts
from programmes.models import PlannedContact
from programmes.selectors.plans import plan_of, plans_of, preview
from programmes.services import relationships
from tests.cast import TODAY
from tests.programmes import builders
from volunteers.models import Leave

START = date(2026, 11, 23)


@pytest.fixture
def support(cast, monday):
    return relationships.start(
        enrolment=cast.mos_place,
        volunteer=cast.denise,
        by=cast.by(cast.priya),
        at=monday,
        start_on=START,
        mode="phone",
    )


def answer(support, number: int, state: str) -> None:
    PlannedContact.objects.everywhere().filter(relationship=support, number=number).update(state=state)


def test_a_preview_marks_reviews_and_the_last_contact(cast):
    slots = preview(taper=cast.taper, volunteer=cast.denise, role=cast.coach, start_on=START)
    assert [(slot.week, slot.last) for slot in slots if slot.reviews] == [(8, False), (16, False), (24, True)]


def test_a_preview_names_the_phase_of_each_contact(cast):
    slots = preview(taper=cast.taper, volunteer=cast.denise, role=cast.coach, start_on=START)
    assert [slot.phase_name for slot in slots] == ["Weekly"] * 8 + ["Every two weeks"] * 4 + ["Monthly"] * 2


def test_each_scheme_has_the_bank_holidays_of_its_division(cast):
    cast.scheme.change(division="scotland")
    slots = preview(taper=cast.taper, volunteer=cast.denise, role=cast.coach, start_on=date(2026, 11, 30))
    moved = [(slot.planned_on, slot.due_on) for slot in slots if slot.moved_why == "Bank holiday"]
    assert moved[0] == (date(2026, 11, 30), date(2026, 12, 1))


def test_a_plan_has_a_dot_a_contact_in_its_state(support):
    answer(support, 1, "held")
    answer(support, 2, "no_answer")
    plan = plan_of(support, on=START + timedelta(days=17))
    assert [dot.state for dot in plan.contacts[:5]] == ["held", "none", "late", "planned", "planned"]


def test_a_contact_is_late_by_the_one_definition_of_overdue(support):
    two_days, three_days = START + timedelta(days=2), START + timedelta(days=3)
    assert [plan_of(support, on=day).contacts[0].state for day in (two_days, three_days)] == [
        "planned",
        "late",
    ]


def test_a_plan_counts_what_is_due_and_logged(support):
    answer(support, 1, "held")
    plan = plan_of(support, on=START + timedelta(days=7))
    assert (plan.due, plan.logged, plan.week, plan.weeks) == (2, 1, 2, 24)


def test_the_next_contact_may_be_today(support):
    assert plan_of(support, on=START).next_on == START


def test_a_plan_that_is_over_has_no_next_contact(support):
    assert plan_of(support, on=date(2028, 1, 1)).next_on is None


def test_before_its_start_a_plan_is_in_week_0(support):
    assert plan_of(support, on=START - timedelta(days=1)).week == 0


def test_a_plan_is_what_the_taper_chart_takes(support):
    plan = plan_of(support, on=TODAY)
    chart = charts.taper(
        title="Mo’s plan", phases=plan.phases, contacts=plan.contacts, start=plan.start_on, today=TODAY
    )
    assert [(item.words, item.count) for item in chart.legend] == [("Planned", 14)]
    assert [(phase.name, phase.last_week) for phase in plan.phases] == [
        ("Weekly", 8), ("Every two weeks", 16), ("Monthly", 24),
    ]  # fmt: skip


def test_many_plans_take_two_queries(support, cast, monday, django_assert_num_queries):
    other = relationships.start(
        enrolment=cast.graces_place,
        volunteer=cast.abdul,
        by=cast.by(cast.priya),
        at=monday,
        start_on=START,
        mode="phone",
    )
    alone = {row.pk: plan_of(row, on=TODAY) for row in (support, other)}
    with django_assert_num_queries(2):
        assert plans_of([support, other], on=TODAY) == alone


def test_later_phases_move_by_a_week_at_most_when_the_coachs_weeks_are_full(cast):
    for place in (cast.graces_place, cast.mos_place):
        builders.support(cast, cast.denise, place, start=date(2026, 11, 30))
    slots = preview(taper=cast.taper, volunteer=cast.denise, role=cast.coach, start_on=date(2026, 12, 1))
    moved = [slot for slot in slots if slot.moved_why.startswith("Spreads")]
    assert {slot.moved_why for slot in moved} == {"Spreads the coach’s weeks"}
    assert {abs((slot.due_on - slot.planned_on).days) for slot in moved} == {7}
    assert {slot.phase for slot in moved} <= {1, 2}


def test_after_a_leave_the_contacts_of_a_new_plan_keep_their_rhythm(cast):
    """Denise is away from 4 to 20 December; nothing crowds into the days before Christmas."""
    Leave.make(
        scheme=cast.scheme, volunteer=cast.denise, starts_on=date(2026, 12, 4), ends_on=date(2026, 12, 20)
    )
    slots = preview(taper=cast.taper, volunteer=cast.denise, role=cast.coach, start_on=date(2026, 11, 30))
    assert [slot.due_on for slot in slots][:4] == [
        date(2026, 11, 30), date(2026, 12, 21), date(2026, 12, 29), date(2027, 1, 4),
    ]  # fmt: skip
    assert [(slot.week, slot.moved_why) for slot in slots][:3] == [
        (1, ""), (4, "Coach on leave"), (5, "Bank holiday"),
    ]  # fmt: skip


def test_what_an_end_cancels_is_not_counted_as_what_did_not_happen(cast, support):
    support.planned.filter(number__gt=2).update(state="cancelled")
    assert plan_of(support, on=TODAY).counts["gone"] == 12


def test_a_coach_without_other_people_has_no_week_to_spread(cast):
    slots = preview(taper=cast.taper, volunteer=cast.denise, role=cast.coach, start_on=date(2026, 12, 1))
    assert [slot for slot in slots if slot.moved_why.startswith("Spreads")] == []
