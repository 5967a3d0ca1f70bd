"""Hours from what was logged, milestones reached once each, thanks, and papers to print."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.urls import reverse

from peersupport.core.errors import Refusal
from peersupport.messaging.models import Message
from programmes.models import Contact, Cover
from tests.cast import TODAY
from tests.programmes.builders import mondays
from tests.volunteers.claiming import NOW
from tests.volunteers.test_workload import plan
from volunteers.models import Attendance, Course, MilestoneReached, MilestoneRule, Module, Session
from volunteers.selectors.recognition import to_thank
from volunteers.selectors.recognition_hours import Sum, hours
from volunteers.services import recognition as services
from volunteers.services.recognition_reached import note_all


def talked(relationship, *days, minutes=30, outcome="talked"):
    for on in days:
        Contact.make(
            scheme=relationship.scheme, relationship=relationship, happened_on=on, outcome=outcome, worried=False,
            minutes=minutes, logged_at=datetime.combine(on, time(15), tzinfo=UTC), logged_by="Denise Harper",
        )  # fmt: skip


def some_days(number, *, last=TODAY):
    return [last - timedelta(days=days) for days in range(number)]


def given(volunteer):
    return hours(volunteer, first=date(2026, 1, 1), last=TODAY).kinds


def rule(cast, measure, number):
    return services.set_milestone(by=cast.by(cast.maria), measure=measure, number=number, at=NOW)


def note(on=TODAY):
    return note_all(today=on, at=NOW)


def reached(cast):
    rows = MilestoneReached.objects.of(cast.scheme).order_by("reached_on", "rule__number", "pk")
    return [(row.volunteer, row.rule.number, row.reached_on) for row in rows]


def test_hours_come_from_contacts_held_training_attended_and_duties_that_are_over(cast):
    relationship = mondays(cast)
    talked(relationship, *some_days(3))
    talked(relationship, TODAY, minutes=None)
    talked(relationship, TODAY, outcome="declined")
    plan(cast, starts_on=TODAY - timedelta(days=7), dates=3)
    course = Course.make(scheme=cast.scheme, name="Training")
    module = Module.make(scheme=cast.scheme, course=course, position=1, name="Practice", way="live")
    session = Session.make(scheme=cast.scheme, module=module, on=TODAY, at=time(9), minutes=90)
    Attendance.make(scheme=cast.scheme, session=session, volunteer=cast.denise, state="present")
    Attendance.make(scheme=cast.scheme, session=session, volunteer=cast.abdul, state="excused")
    assert given(cast.denise) == {"contact": Sum(4, 90, 1), "course": Sum(1, 120), "training": Sum(1, 90)}
    assert given(cast.abdul) == {}


def test_the_hours_of_a_day_belong_to_whoever_stood_in(cast):
    relationship = mondays(cast)
    about = {"scheme": cast.scheme, "relationship": relationship, "volunteer": cast.abdul, "why": "Away"}
    Cover.make(**about, starts_on=TODAY, ends_on=TODAY, made_by="Priya Nair")
    talked(relationship, *some_days(2))
    assert [given(who) for who in (cast.denise, cast.abdul)] == [{"contact": Sum(1, 30)}] * 2


def test_a_cover_that_was_stopped_holds_until_the_day_before(cast):
    relationship = mondays(cast)
    about = {"scheme": cast.scheme, "relationship": relationship, "volunteer": cast.abdul, "why": "Away"}
    days = {"starts_on": TODAY - timedelta(days=3), "ends_on": TODAY + timedelta(days=3)}
    Cover.make(**about, **days, made_by="Priya Nair", stopped_at=NOW, stopped_by="Priya Nair")
    talked(relationship, *some_days(2))
    assert [given(who) for who in (cast.denise, cast.abdul)] == [{"contact": Sum(1, 30)}] * 2


def test_a_milestone_is_reached_on_its_day_and_noted_once_also_after_missed_nights(cast):
    talked(mondays(cast), *some_days(12))
    rule(cast, "contacts", 1)
    rule(cast, "contacts", 10)
    rule(cast, "contacts", 13)
    assert (note(), note(), note(TODAY + timedelta(days=9))) == (2, 0, 0)
    first, tenth = TODAY - timedelta(days=11), TODAY - timedelta(days=2)
    assert reached(cast) == [(cast.denise, 1, first), (cast.denise, 10, tenth)]


def test_years_are_reached_by_everybody_on_their_day_and_hours_when_they_are_full(cast):
    talked(mondays(cast), *some_days(3), minutes=25)
    rule(cast, "years", 1)
    rule(cast, "years", 2)
    rule(cast, "hours", 1)
    note()
    everybody = {(who, 1, date(2026, 3, 3)) for who in (cast.denise, cast.abdul, cast.joan)}
    assert set(reached(cast)) == everybody | {(cast.denise, 1, TODAY)}
    assert (note(date(2027, 3, 2)), note(date(2027, 3, 3))) == (0, 3)


def test_nobody_on_the_way_or_gone_reaches_anything(cast):
    cast.abdul.change(stage="stepped_down")
    cast.joan.change(stage="interview")
    rule(cast, "years", 1)
    note()
    assert [who for who, _, _ in reached(cast)] == [cast.denise]


def test_an_ended_milestone_is_reached_by_nobody_new_and_can_begin_again(cast):
    by, one = cast.by(cast.maria), rule(cast, "years", 1)
    services.end_milestone(by=by, rule=one, at=NOW, today=TODAY)
    assert note() == 0
    assert (rule(cast, "years", 1).pk, note()) == (one.pk, 3)
    with pytest.raises(services.MilestoneRefused, match="already"):
        rule(cast, "years", 1)


def test_the_usual_milestones_can_be_had_with_one_press(sign_in, cast):
    client = sign_in(cast.maria)
    assert "No milestones yet" in client.get(reverse("milestones")).content.decode()
    client.post(reverse("milestones-start"))
    assert MilestoneRule.objects.of(cast.scheme).count() == 7
    with pytest.raises(Refusal, match="already"):
        services.start_usual(by=cast.by(cast.maria), at=NOW)


def test_today_asks_to_thank_for_what_is_fresh_until_it_is_done(sign_in, cast):
    talked(mondays(cast), *some_days(10))
    for measure, number in (("contacts", 1), ("contacts", 10), ("years", 1)):
        rule(cast, measure, number)
    note()
    by = cast.by(cast.priya)
    (one,) = to_thank(actor=by, on=TODAY)
    assert (one.volunteer, [row.rule.number for row in one.reached]) == (cast.denise, [10, 1])
    client = sign_in(cast.priya)
    assert "10 contacts, First contact" in client.get(reverse("today")).content.decode()
    sent = {"words": "You stayed with it.", "reached": [str(row.pk) for row in one.reached]}
    client.post(reverse("volunteers-thank", args=[cast.denise.pk]), sent)
    assert to_thank(actor=by, on=TODAY) == []


def test_words_of_thanks_stay_in_here_and_the_message_has_only_a_link(sign_in, cast):
    about = {"volunteer": cast.denise, "words": "You stayed with it.", "at": NOW, "today": TODAY}
    services.thank(by=cast.by(cast.priya), **about)
    message = Message.objects.of(cast.scheme).get(template="thanks")
    assert (message.recipient_key, message.link) == (cast.denise.pk, "/my-hours/")
    page = sign_in(cast.denise_member).get(reverse("my-hours")).content.decode()
    assert ("You stayed with it." in page, "Priya Nair" in page) == (True, True)


def test_whoever_has_stepped_down_gets_no_message(cast):
    cast.denise.change(stage="stepped_down")
    with pytest.raises(services.ThanksRefused, match="Thank them in person"):
        services.thank(by=cast.by(cast.priya), volunteer=cast.denise, words="!", at=NOW, today=TODAY)


def test_the_papers_hold_facts_and_nobody_who_is_supported(sign_in, cast):
    relationship = mondays(cast)
    talked(relationship, *some_days(3))
    client = sign_in(cast.priya)
    places = ("volunteers-certificate", "volunteers-facts", "volunteers-hours")
    papers = [client.get(reverse(name, args=[cast.denise.pk])).content.decode() for name in places]
    assert ["1 hour 30 minutes" in page for page in papers] == [True] * 3
    assert ["Maureen" in page or "COPD" in page for page in papers] == [False] * 3
    own = [
        sign_in(cast.denise_member).get(reverse(name)) for name in ("my-hours-certificate", "my-hours-facts")
    ]
    assert ["1 hour 30 minutes" in page.content.decode() for page in own] == [True] * 2
    assert "Coach: Mon 2 Jun 2025 to now" in papers[1]


def test_denise_sees_weeks_and_milestones_on_her_phone(sign_in, cast):
    talked(mondays(cast), TODAY)
    plan(cast, dates=1)
    rule(cast, "contacts", 1)
    note()
    page = sign_in(cast.denise_member).get(reverse("my-hours")).content.decode()
    words = ("1 contact, 1 course or group", "First contact", "Tuesday group", "Time given: 30 minutes")
    assert [text in page for text in words] == [True] * 4
    assert "Cancel" not in page
