"""A course is held for one group after another: who takes part, who leaves, and what they are told."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.urls import reverse

from peersupport.accounts.gates import NotAllowed
from peersupport.messaging.models import Message
from tests.cast import TODAY
from tests.volunteers.joining import NOW, about
from tests.volunteers.learning import dates, monday, two_modules
from volunteers.models import Debrief, Training
from volunteers.selectors.courses import on_register, people_of, to_register
from volunteers.selectors.courses_people import candidates
from volunteers.selectors.training_own import my_training
from volunteers.services.courses import CourseRefused, end_place, give_places, take_register
from volunteers.services.courses_debrief import debrief
from volunteers.services.courses_messages import remind_of_sessions


def names(people) -> list[str]:
    return [one.name for one in people]


def told(cast, template: str) -> list[tuple]:
    rows = Message.objects.of(cast.scheme).filter(template=template).order_by("day", "recipient_key", "pk")
    return [(row.recipient_key, row.day) for row in rows]


def finished(cast, course, **more) -> Debrief:
    return debrief(**about(cast), course=course, notes="Two days were too tiring.", **more)


# --- One group after another --------------------------------------------------------------------


def test_the_next_group_begins_with_an_empty_list_and_its_own_register(cast):
    _, live = two_modules(cast)
    held = dates(cast, live)[0]
    take_register(**about(cast), session=held, states={cast.denise: "present"})
    finished(cast, live.course, ends_group=True)
    give_places(**about(cast), course=live.course, volunteers=[cast.abdul])
    by = cast.by(cast.priya)
    assert names(people_of(live.course, actor=by)) == ["Abdul Rahman"]
    assert names(on_register(dates(cast, live, starts_on=monday(1))[0], actor=by)) == ["Abdul Rahman"]
    assert names(on_register(held, actor=by)) == ["Denise Harper", "Abdul Rahman"]


def test_a_group_does_not_end_while_its_dates_are_still_to_come(cast):
    _, live = two_modules(cast)
    dates(cast, live, starts_on=monday(1))
    with pytest.raises(CourseRefused, match="still to come"):
        finished(cast, live.course, ends_group=True)
    assert names(people_of(live.course, actor=cast.by(cast.priya))) == ["Denise Harper"]


def test_each_group_keeps_what_it_said(cast, sign_in):
    _, live = two_modules(cast)
    finished(cast, live.course, ends_group=True)
    client, place = sign_in(cast.priya), reverse("courses-detail", args=[live.course_id])
    client.post(reverse("courses-debrief", args=[live.course_id]), {"notes": "Half days are better."})
    said = [(one["when"], one["notes"]) for one in client.get(place).context["debriefs"]]
    assert said == [
        ("Mon 23 Nov 2026", "Half days are better."),
        ("Mon 23 Nov 2026, 1 person", "Two days were too tiring."),
    ]
    assert sign_in(cast.ana).get(place).context["debriefs"] == ()


def test_what_a_group_said_is_encrypted(cast):
    finished(cast, two_modules(cast)[0].course)
    with connection.cursor() as cursor:
        cursor.execute("select notes from volunteers_debrief")
        assert "tiring" not in cursor.fetchone()[0]


def test_whoever_leaves_a_course_has_its_dates_no_longer_and_may_come_back(cast, sign_in):
    _, live = two_modules(cast)
    dates(cast, live)
    place = live.course.places.get()
    sign_in(cast.priya).post(reverse("places-end", args=[place.pk]))
    assert my_training(cast.denise, actor=cast.by(cast.denise_member), on=TODAY).sessions == ()
    give_places(**about(cast), course=live.course, volunteers=[cast.denise])
    assert names(people_of(live.course, actor=cast.by(cast.priya))) == ["Denise Harper"]


def test_whoever_needs_the_course_is_offered_first(cast):
    two_modules(cast)
    course = cast.denise.places.get().course
    Training.objects.of(cast.scheme).filter(volunteer=cast.abdul).delete()
    found = candidates(course, actor=cast.by(cast.priya), on=TODAY)
    assert [(line.volunteer.name, line.lacks) for line in found] == [("Abdul Rahman", 2), ("Joan Marsh", 0)]


def test_a_course_is_renamed_and_two_do_not_share_a_name(cast, sign_in):
    course = two_modules(cast)[0].course
    client, place = sign_in(cast.priya), reverse("courses-change", args=[course.pk])
    client.post(place, {"name": "First steps", "about": "For coaches"})
    course.refresh_from_db()
    assert (course.name, course.about) == ("First steps", "For coaches")


@pytest.mark.parametrize("name", ["ana", "whitlock", "hilda", "denise_member"])
def test_only_who_works_volunteers_here_ends_a_place_or_a_group(cast, name):
    course = two_modules(cast)[0].course
    other = {**about(cast), "by": cast.by(getattr(cast, name))}
    with pytest.raises(NotAllowed):
        end_place(**other, place=course.places.get())
    with pytest.raises(NotAllowed):
        debrief(**other, course=course, notes="x")


# --- What people are told -----------------------------------------------------------------------


def test_whoever_takes_part_hears_of_the_next_date_once(cast):
    _, live = two_modules(cast)
    dates(cast, live, starts_on=monday(1))
    dates(cast, live, starts_on=monday(2))
    give_places(**about(cast), course=live.course, volunteers=[cast.abdul])
    assert told(cast, "training_dates") == sorted(
        [(cast.denise.pk, monday(1)), (cast.abdul.pk, monday(1))], key=lambda line: line[0]
    )


def test_the_day_before_is_told_once_also_after_a_missed_night(cast):
    _, live = two_modules(cast)
    dates(cast, live, starts_on=monday(1))
    before = monday(1) - timedelta(days=1)
    assert remind_of_sessions(today=before - timedelta(days=1), at=NOW) == 0
    assert [remind_of_sessions(today=before, at=NOW) for _ in range(2)] == [1, 0]
    assert remind_of_sessions(today=monday(1), at=NOW) == 0
    Message.objects.of(cast.scheme).filter(template="training_tomorrow").delete()
    assert remind_of_sessions(today=monday(1), at=NOW) == 1
    assert told(cast, "training_tomorrow") == [(cast.denise.pk, monday(1))]


def test_whoever_has_done_the_module_is_not_reminded(cast):
    _, live = two_modules(cast)
    first, _ = dates(cast, live, live)
    take_register(**about(cast), session=first, states={cast.denise: "present"})
    assert remind_of_sessions(today=monday(1), at=NOW) == 0


def test_a_cancelled_date_is_told_and_its_reminder_taken_back(cast, sign_in):
    _, live = two_modules(cast)
    row = dates(cast, live, starts_on=TODAY + timedelta(days=1))[0]
    assert remind_of_sessions(today=TODAY, at=NOW) == 1
    sign_in(cast.priya).post(reverse("sessions-cancel", args=[row.pk]))
    assert told(cast, "training_cancelled") == [(cast.denise.pk, row.on)]
    reminder = Message.objects.of(cast.scheme).get(template="training_tomorrow")
    assert (reminder.state, reminder.why) == ("cancelled", "cancelled")


def test_a_message_about_training_says_the_day_and_nothing_else(cast):
    _, live = two_modules(cast)
    dates(cast, live)
    row = Message.objects.of(cast.scheme).get(template="training_dates")
    assert (row.day, row.link, row.recipient_kind) == (TODAY, "/my-training/", "volunteer")


# --- Registers that nobody has taken --------------------------------------------------------------


def test_a_register_that_nobody_took_is_asked_for_from_the_day_after_on(cast):
    _, live = two_modules(cast)
    row = dates(cast, live)[0]
    by = cast.by(cast.priya)
    assert to_register(actor=by, on=TODAY) == []
    assert to_register(actor=by, on=TODAY + timedelta(days=1)) == [row]
    take_register(**about(cast), session=row, states={cast.denise: "absent"})
    assert to_register(actor=by, on=date(2026, 11, 24)) == []


def test_today_asks_for_the_register_and_leads_to_it(cast, sign_in):
    _, live = two_modules(cast)
    row = dates(cast, live)[0]
    row.change(on=TODAY - timedelta(days=3))
    page = sign_in(cast.priya).get(reverse("today"))
    found = [line for line in page.context["work"] if line.about == "Training"]
    assert [(line.who.text, line.why, line.action.href) for line in found] == [
        (
            "Coach training: Practice",
            "Nobody has said who was there on 20 November",
            reverse("sessions-register", args=[row.pk]),
        )
    ]
    assert [
        line for line in sign_in(cast.ana).get(reverse("today")).context["work"] if line.about == "Training"
    ] == []
