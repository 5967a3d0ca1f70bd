"""Courses, groups and meetings beside contacts: all commitments of the weeks ahead in one view."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse

from programmes.models import Cover
from tests.cast import TODAY
from tests.programmes.builders import mondays
from tests.volunteers.claiming import NOW
from tests.volunteers.joining import about
from tests.volunteers.supervising import planned
from volunteers.models import Course, Duty, Module, Place, Session
from volunteers.selectors.recognition_hours import hours
from volunteers.selectors.workload import beside_contacts, weeks_of
from volunteers.services.supervision import Mark, take_register
from volunteers.services.workload import DutyRefused, cancel_duty, plan_duties


def plan(cast, **more):
    facts = {"kind": "course", "name": "Tuesday group", "starts_on": date(2026, 11, 24), "every_weeks": 1}
    facts |= {"dates": 7, "minutes": 120, "at": NOW, "today": TODAY}
    return plan_duties(by=cast.by(cast.priya), volunteer=cast.denise, **facts | more)


def weeks(cast, who):
    return weeks_of([who], scheme=cast.scheme.pk, on=TODAY)[who.pk]


def training_on(cast, on):
    course = Course.make(scheme=cast.scheme, name="Coach training")
    facts = {"scheme": cast.scheme, "course": course, "position": 1, "name": "Practice", "way": "live"}
    Place.make(scheme=cast.scheme, course=course, volunteer=cast.denise, joined_on=TODAY)
    Session.make(scheme=cast.scheme, module=Module.make(**facts), on=on, at=time(14), minutes=90)


def test_a_week_counts_contacts_courses_meetings_and_training_together(cast):
    mondays(cast)
    plan(cast)
    plan(cast, kind="meeting", name="Tutors", dates=1, minutes=60)
    training_on(cast, date(2026, 11, 26))
    first, second, *_ = weeks(cast, cast.denise)
    assert (first.monday, first.counts) == (TODAY, {"contact": 1, "course": 1, "meeting": 1, "training": 1})
    assert (first.minutes, second.counts) == (40 + 120 + 60 + 90, {"contact": 1, "course": 1})


def test_supervision_is_a_commitment_when_it_is_planned_and_time_given_when_somebody_was_there(cast):
    session = planned(cast, cast.denise, cast.abdul, on=TODAY)[0]
    assert [weeks(cast, who)[0].counts for who in (cast.denise, cast.abdul)] == [{"meeting": 1}] * 2
    marks = {cast.denise: Mark("present"), cast.abdul: Mark("absent")}
    take_register(**about(cast), session=session, marks=marks, notes="")
    given = [hours(who, first=TODAY, last=TODAY).minutes for who in (cast.denise, cast.abdul)]
    assert (given, weeks(cast, cast.denise)[0].counts) == ([60, 0], {})


def test_who_stands_in_gets_the_contact_of_that_day(cast):
    relationship = mondays(cast)
    about = {"scheme": cast.scheme, "relationship": relationship, "volunteer": cast.abdul, "why": "Away"}
    Cover.make(**about, starts_on=TODAY, ends_on=TODAY + timedelta(days=6), made_by="Priya Nair")
    assert [weeks(cast, who)[0].counts for who in (cast.denise, cast.abdul)] == [{}, {"contact": 1}]
    assert [weeks(cast, who)[1].counts for who in (cast.denise, cast.abdul)] == [{"contact": 1}, {}]


def test_a_cancelled_date_does_not_count_and_can_be_planned_anew(cast):
    first = plan(cast)[0]
    cancel_duty(by=cast.by(cast.priya), duty=first, at=NOW, today=TODAY)
    assert beside_contacts(weeks(cast, cast.denise)) == {"course": 6}
    plan(cast, dates=1)
    assert beside_contacts(weeks(cast, cast.denise)) == {"course": 7}


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"dates": 61}, "from 1 to 60"),
        ({"starts_on": date(2036, 11, 24)}, "Check the year"),
        ({"dates": 1, "starts_on": date(2026, 12, 1)}, "planned already for Tue 1 Dec 2026"),
    ],
)
def test_a_commitment_that_makes_no_sense_is_refused(cast, more, words):
    plan(cast)
    with pytest.raises(DutyRefused, match=words):
        plan(cast, **more)
    assert Duty.objects.of(cast.scheme).count() == 7


def test_the_board_says_what_is_beside_contacts(sign_in, cast):
    mondays(cast)
    plan(cast, dates=2)
    plan(cast, kind="meeting", name="Tutors", dates=1)
    page = sign_in(cast.priya).get(reverse("volunteers")).content.decode()
    assert "and 2 courses and groups, 1 meeting" in page


def test_more_volunteers_are_not_more_queries(cast, django_assert_num_queries):
    everybody = [cast.denise, cast.abdul, cast.joan]
    for few_or_many in (everybody[:1], everybody):
        with django_assert_num_queries(4):
            weeks_of(few_or_many, scheme=cast.scheme.pk, on=TODAY)
