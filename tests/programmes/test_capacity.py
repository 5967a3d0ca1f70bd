"""Places of volunteers: the role's pattern and the most people they want, for one and for many."""

from datetime import date, timedelta

import pytest

from matching.selectors.crowd import crowd
from programmes.models import PlannedContact
from programmes.schedule.load import peak, weekly_load
from programmes.selectors import capacity
from programmes.services import changes_one, relationships
from tests.cast import TODAY, make_patient, make_volunteer
from volunteers.models import Leave, Volunteer

WEEK = timedelta(weeks=1)


@pytest.fixture
def begin(cast, monday):
    """`begin(cast.denise, "Una One")` starts support of somebody new, today or later."""

    def start(volunteer, name, *, on=TODAY, role=None):
        place = make_patient(cast, name, waits_since=date(2026, 10, 1))
        more = {"role": role} if role else {}
        return relationships.start(
            enrolment=place,
            volunteer=volunteer,
            by=cast.by(cast.priya),
            at=monday,
            start_on=on,
            mode="phone",
            **more,
        )

    return start


def places(volunteer, role, on=None):
    return capacity.places(volunteer, role, today=TODAY, on=on)


def test_a_coach_without_anybody_has_two_places(cast):
    assert places(cast.denise, cast.coach).now == 2


def test_a_coach_of_two_has_the_next_place_when_both_have_stepped_down(cast, begin):
    begin(cast.denise, "Una One")
    begin(cast.denise, "Duo Two")
    answer = places(cast.denise, cast.coach)
    assert (answer.now, answer.next_on) == (0, TODAY + 8 * WEEK)


def test_a_later_start_counts_on_what_is_planned_by_then(cast, begin):
    begin(cast.denise, "Una One")
    begin(cast.denise, "Duo Two")
    assert places(cast.denise, cast.coach, on=TODAY + 8 * WEEK).now == 1


def test_a_fixed_role_has_as_many_places_as_it_says(cast):
    cast.coach.change(caseload="fixed", people_at_once=3)
    assert places(cast.denise, cast.coach).now == 3


def test_support_that_ended_frees_a_fixed_place(cast, begin):
    cast.coach.change(caseload="fixed", people_at_once=1)
    one = begin(cast.denise, "Una One")
    before = places(cast.denise, cast.coach)
    one.change(ended_on=TODAY, state="ended")
    assert (before.now, places(cast.denise, cast.coach).now) == (0, 1)


def test_a_fixed_place_is_foreseen_for_the_day_after_the_last_contact(cast, begin):
    cast.coach.change(caseload="fixed", people_at_once=1)
    one = begin(cast.denise, "Una One")
    assert places(cast.denise, cast.coach).next_on == one.ends_on + timedelta(days=1)


def test_nobody_has_more_places_than_they_want_people(cast, begin):
    cast.denise.change(most_people=1)
    before = places(cast.denise, cast.coach).now
    begin(cast.denise, "Una One")
    after = places(cast.denise, cast.coach)
    assert (before, after.now) == (1, 0)
    assert after.why == "Supports 1 of 1 person. That is the most this volunteer wants."


def test_the_most_people_count_over_all_roles(cast, begin):
    cast.denise.change(most_people=1)
    begin(cast.denise, "Una One")
    assert places(cast.denise, cast.befriender).now == 0


def test_people_in_another_role_leave_a_roles_pattern_alone(cast, begin):
    begin(cast.denise, "Una One")
    assert places(cast.denise, cast.befriender).now == 3


def test_a_volunteer_who_wants_nobody_has_no_place_ever(cast):
    cast.denise.change(most_people=0)
    assert places(cast.denise, cast.coach) == capacity.TAKES_NOBODY


def test_many_get_the_same_answers_as_one_with_four_queries(cast, begin, django_assert_num_queries):
    begin(cast.denise, "Una One")
    begin(cast.denise, "Duo Two")
    cast.abdul.change(most_people=1)
    begin(cast.abdul, "Tria Three", on=TODAY + WEEK)
    extra = [
        make_volunteer(cast, f"Extra{n} Person", cast.coach, renew_by=date(2028, 1, 1)) for n in range(5)
    ]
    people = [cast.denise, cast.abdul, cast.joan, *extra]
    alone = {one.pk: places(one, cast.coach) for one in people}
    with django_assert_num_queries(4):
        assert capacity.places_of(people, cast.coach, today=TODAY) == alone


def test_the_next_place_is_after_a_leave(cast):
    Leave.make(scheme=cast.scheme, volunteer=cast.denise, starts_on=TODAY, ends_on=TODAY + timedelta(days=20))
    answer = places(cast.denise, cast.coach)
    assert (answer.now, answer.next_on, answer.why) == (
        0, TODAY + 3 * WEEK, "On leave until 13 December 2026.",
    )  # fmt: skip


def test_a_skipped_phase_end_counts_as_one_step_down(cast, begin, monday):
    """The weekly phase ends a contact earlier then, and the fortnightly one is still to come."""
    for name in ("Una One", "Duo Two"):
        one = begin(cast.denise, name)
        changes_one.skip_one(planned=one.planned.get(number=8), by=cast.by(cast.priya), at=monday, why="Away")
    support = capacity.supports_of([cast.denise])[cast.denise.pk][0]
    assert len(support.course.phase_ends) == 3


# --- What a volunteer can do in a week -------------------------------------------------------------


def test_one_contact_a_week_is_room_for_one_person_who_is_called_every_week(cast, begin):
    cast.denise.change(most_contacts_a_week=1)
    assert places(cast.denise, cast.coach).now == 1
    begin(cast.denise, "Una One")
    answer = places(cast.denise, cast.coach)
    assert (answer.now, answer.why) == (
        0,
        "A new person would bring a week to 2 contacts. The limit is 1. That is what this volunteer can do.",
    )


def test_contacts_a_week_count_over_all_roles(cast, begin):
    cast.befriender.change(caseload="fixed", people_at_once=3)
    cast.denise.held_roles.create(scheme=cast.scheme, role=cast.befriender, since_on=TODAY)
    cast.denise.change(most_contacts_a_week=2)
    begin(cast.denise, "Una One")
    assert places(cast.denise, cast.befriender).now == 1


def test_matching_never_offers_more_than_a_volunteer_can_do_in_a_week(cast):
    cast.denise.change(most_contacts_a_week=1)
    people = Volunteer.objects.of(cast.scheme).filter(pk=cast.denise.pk)
    assert list(crowd(people, on=TODAY).pool(cast.coach).raw("places")) == [1]


def test_what_everybody_begins_with_leaves_the_steps_as_they_are(cast):
    assert (cast.denise.most_contacts_a_week, places(cast.denise, cast.coach).now) == (3, 2)


def test_a_budget_of_contacts_a_week_is_kept_through_leave_and_holidays(cast, begin):
    """Whoever starts when there is a place brings no week over it, whatever Christmas and a leave move."""
    cast.coach.change(caseload="budget", caseload_figures={"contacts": 2}, people_at_once=5)
    Leave.make(
        scheme=cast.scheme, volunteer=cast.denise, starts_on=date(2026, 12, 4), ends_on=date(2026, 12, 20)
    )
    for name in ("Una One", "Duo Two", "Tria Three"):
        begin(cast.denise, name, on=places(cast.denise, cast.coach).next_on)
    days = PlannedContact.objects.of(cast.scheme).values_list("due_on", flat=True)
    assert (len(days), peak(weekly_load([days]))) == (42, 2)
