"""Courses: modules, dates from a rule, and the register."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from peersupport.accounts.gates import NotAllowed
from peersupport.audit.models import Event
from tests.cast import TODAY, make_volunteer
from tests.volunteers.joining import NOW, about, queries
from tests.volunteers.learning import LIVE, ONLINE, a_course, a_module, dates, monday, two_modules
from volunteers.models import Attendance, ModuleDone, Session, Training
from volunteers.services.courses import CourseRefused, add_course, cancel_session, give_places, take_register


def register(cast, session, state, **more):
    take_register(**about(cast, **more), session=session, states={cast.denise: state})


def done(cast) -> list[str]:
    return [row.module.name for row in ModuleDone.objects.of(cast.scheme).filter(volunteer=cast.denise)]


def test_modules_come_in_the_order_in_which_they_are_added(cast):
    first, second = two_modules(cast)
    assert (first.position, second.position) == (1, 2)


def test_a_name_is_given_once(cast):
    course = a_course(cast)
    a_module(cast, course, **LIVE)
    with pytest.raises(CourseRefused, match="this name already"):
        a_course(cast, "coach TRAINING")
    with pytest.raises(CourseRefused, match="this name already"):
        a_module(cast, course, **LIVE)


def test_dates_follow_the_rule_and_leave_out_bank_holidays(cast):
    live = two_modules(cast)[1]
    found = dates(cast, live, live, live, starts_on=date(2026, 12, 14))
    assert [row.on for row in found] == [date(2026, 12, 14), date(2026, 12, 21), date(2027, 1, 4)]


@pytest.mark.parametrize("bad", [TODAY - timedelta(days=1), date(9999, 12, 31)])
def test_a_first_date_out_of_reach_is_refused(cast, bad):
    with pytest.raises(CourseRefused, match="first day"):
        dates(cast, two_modules(cast)[1], starts_on=bad)


def test_dates_are_for_live_modules_only(cast):
    with pytest.raises(CourseRefused, match="held live"):
        dates(cast, two_modules(cast)[0])


def test_two_dates_at_one_time_are_refused(cast):
    live = two_modules(cast)[1]
    dates(cast, live)
    with pytest.raises(CourseRefused, match="at this time"):
        dates(cast, live)


@pytest.mark.parametrize(
    ("state", "names"),
    [("present", ["Practice"]), ("caught-up", ["Practice"]), ("excused", []), ("absent", [])],
)
def test_whoever_was_there_or_caught_up_has_done_the_module(cast, state, names):
    register(cast, dates(cast, two_modules(cast)[1])[0], state)
    assert done(cast) == names


def test_a_register_may_be_corrected_and_takes_the_evidence_back(cast):
    course = a_course(cast)
    live = a_module(cast, course, **LIVE)
    session = dates(cast, live)[0]
    register(cast, session, "present")
    before = done(cast)
    register(cast, session, "absent")
    assert (before, done(cast)) == (["Practice"], [])
    assert Attendance.objects.of(cast.scheme).get().state == "absent"
    assert Event.objects.filter(action="module.undone").count() == 1


def test_the_same_register_twice_changes_nothing(cast):
    session = dates(cast, two_modules(cast)[1])[0]
    register(cast, session, "present")
    before = Event.objects.count()
    register(cast, session, "present")
    assert (Event.objects.count(), len(done(cast))) == (before, 1)


def test_a_register_waits_for_its_day(cast):
    session = dates(cast, two_modules(cast)[1], starts_on=monday(1))[0]
    with pytest.raises(CourseRefused, match="still to come"):
        register(cast, session, "present")


def test_a_cancelled_date_has_no_register(cast):
    session = dates(cast, two_modules(cast)[1])[0]
    cancel_session(**about(cast), session=session)
    with pytest.raises(CourseRefused, match="cancelled"):
        register(cast, session, "present")


def test_a_date_with_a_register_was_held(cast):
    session = dates(cast, two_modules(cast)[1])[0]
    register(cast, session, "absent")
    with pytest.raises(CourseRefused, match="it was held"):
        cancel_session(**about(cast), session=session)


def test_people_of_another_scheme_cannot_be_added(cast):
    cast.denise.scheme = cast.hillside
    with pytest.raises(NotAllowed):
        give_places(**about(cast), course=a_course(cast), volunteers=[cast.denise])


def test_an_auditor_adds_no_course(cast):
    with pytest.raises(NotAllowed):
        add_course(by=cast.by(cast.ana), name="x", at=NOW)


def test_a_coordinator_makes_a_course_and_takes_the_register_on_its_pages(cast, sign_in):
    client = sign_in(cast.priya)
    page = client.post(reverse("courses-new"), {"name": "Coach training"}, follow=True)
    course = page.context["object"]
    for fields in (ONLINE, LIVE):
        client.post(reverse("courses-add-module", args=[course.pk]), {**fields, "anyway": "on"})
    client.post(reverse("courses-add-people", args=[course.pk]), {"people": [str(cast.denise.pk)]})
    rule = {"module": str(course.modules.get(name="Practice").pk), "number": "2", "start": "14:00"}
    rule |= {"starts_on_day": "23", "starts_on_month": "11", "starts_on_year": "2026"}
    rule |= {"minutes": "120", "every": "1", "place": "The hall"}
    page = client.post(reverse("courses-plan-sessions", args=[course.pk]), rule, follow=True)
    tags = [row.cells[3].tags[0].text for row in page.context["sessions"].rows]
    session = Session.objects.of(cast.scheme).earliest("on")
    place = reverse("sessions-register", args=[session.pk])
    page = client.post(place, {f"state-{cast.denise.pk}": "present"}, follow=True)
    assert tags == ["Register to take", "To come"]
    assert [cell.text for cell in page.context["people"].rows[0].cells[:3]] == [
        "Denise Harper",
        "1 of 2",
        "Listening",
    ]


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"start": "soon"}, "start"),
        ({"minutes": "9999"}, "minutes"),
        ({"number": "0"}, "number"),
        ({"module": "x"}, "module"),
        ({"starts_on_year": "9999"}, "starts_on"),
        ({"every": "-1"}, "every"),
    ],
)
def test_a_mistake_in_the_rule_is_said_beside_its_field(cast, sign_in, bad, field):
    live = two_modules(cast)[1]
    rule = {"module": str(live.pk), "number": "2", "start": "14:00", "minutes": "120", "every": "1"}
    rule |= {"starts_on_day": "23", "starts_on_month": "11", "starts_on_year": "2026"}
    answer = sign_in(cast.priya).post(
        reverse("courses-plan-sessions", args=[live.course_id]), {**rule, **bad}
    )
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


def test_somebody_of_another_scheme_is_not_taken_by_a_forged_form(cast, sign_in):
    course, client = a_course(cast), sign_in(cast.priya)
    stranger = make_volunteer(cast, "Sid Stranger", cast.coach, renew_by=date(2028, 1, 1))
    stranger.change(scheme=cast.hillside)
    answer = client.post(reverse("courses-add-people", args=[course.pk]), {"people": [str(stranger.pk)]})
    assert (answer.status_code, course.places.count()) == (422, 0)


def test_a_coordinator_of_another_area_sees_only_their_people(cast, sign_in):
    live = two_modules(cast)[1]
    cast.denise.change(team=cast.central)
    page = sign_in(cast.tom).get(reverse("courses-detail", args=[live.course_id]))
    assert page.context["people"].rows == []


def test_an_auditor_sees_the_course_without_buttons(cast, sign_in):
    live = two_modules(cast)[1]
    dates(cast, live)
    page = sign_in(cast.ana).get(reverse("courses-detail", args=[live.course_id]))
    assert (page.context["actions"], len(page.context["sessions"].rows[0].cells)) == ((), 4)


def test_the_pages_take_as_many_queries_for_many(cast, sign_in):
    live, client = two_modules(cast)[1], sign_in(cast.priya)
    session = dates(cast, live)[0]
    pages = [("courses", []), ("courses-detail", [live.course_id]), ("sessions-register", [session.pk])]
    places = [reverse(name, args=args) for name, args in pages] + [reverse("training")]
    few = [queries(client, place) for place in places]
    more = [
        make_volunteer(cast, f"Extra{number} Person", cast.coach, renew_by=date(2028, 1, 1))
        for number in range(4)
    ]
    give_places(**about(cast), course=live.course, volunteers=more)
    Training.objects.of(cast.scheme).delete()
    dates(cast, live, live, starts_on=monday(2))
    assert [queries(client, place) for place in places] == few
