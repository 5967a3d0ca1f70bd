"""Supervisors, cover, and reminders that are asked for on or before the day, once each."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from peersupport.messaging.models import Message
from tests.cast import TODAY, make_volunteer
from tests.volunteers.joining import NOW, about
from tests.volunteers.supervising import planned, rules, was_held
from volunteers.models import CheckIn, Leave, Supervisor
from volunteers.selectors.supervision import due_list, lines_of
from volunteers.services import supervision
from volunteers.services.supervision_reminders import ask_how_they_are, remind
from volunteers.services.supervisors import SupervisorRefused, end_cover, name_supervisor, record_cover
from volunteers.tasks import remind_supervision


def morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 6, tzinfo=UTC)


@pytest.fixture
def due(cast):
    """Only Denise owes something: the day is Friday 4 December."""
    rules(cast)
    for one in (cast.abdul, cast.joan):
        one.change(stage="ready")
    was_held(cast, cast.denise, days_ago=17)
    return date(2026, 12, 4)


def sent(cast) -> list[tuple]:
    rows = Message.objects.of(cast.scheme).order_by("created_at", "template", "pk")
    return [(row.template, row.recipient_key, row.day) for row in rows]


def acting(cast, volunteer, on=TODAY):
    return lines_of([volunteer], scheme=cast.scheme, on=on)[0].supervised


def test_volunteer_and_supervisor_are_reminded_two_weeks_before(cast, due):
    remind(at=morning(due - timedelta(days=15)))
    assert sent(cast) == []
    remind(at=morning(due - timedelta(days=14)))
    assert sent(cast) == [
        ("supervision_due", cast.denise.pk, due),
        ("volunteer_supervision_due", cast.priya.pk, due),
    ]


def test_each_step_is_told_once_also_after_missed_nights(cast, due):
    for days in (-3, -2, 5, 8, 9, 30):
        remind(at=morning(due + timedelta(days=days)))
    steps = [
        row.key.split(":")[3] for row in Message.objects.of(cast.scheme).filter(recipient_kind="volunteer")
    ]
    assert sorted(steps) == ["over", "soon"]


def test_nobody_is_reminded_who_has_a_date_or_is_away(cast, due):
    planned(cast, cast.denise, on=TODAY + timedelta(days=20))
    assert remind(at=NOW) == 0


def test_on_days_away_nobody_is_reminded(cast, due):
    first, last = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
    Leave.make(scheme=cast.scheme, volunteer=cast.denise, starts_on=first, ends_on=last)
    assert remind(at=NOW) == 0


def test_the_day_before_a_session_everybody_in_it_is_reminded_once(cast):
    rules(cast)
    for one in (cast.abdul, cast.joan):
        one.change(stage="ready")
    session = planned(cast, cast.denise, on=TODAY + timedelta(days=1))[0]
    for _ in range(2):
        remind(at=NOW)
    assert sent(cast) == [
        ("supervision_planned", cast.denise.pk, session.on),
        ("supervision_tomorrow", cast.denise.pk, session.on),
        ("supervision_to_prepare", cast.priya.pk, session.on),
    ]
    supervision.cancel(**about(cast), session=session)
    waiting = Message.objects.of(cast.scheme).filter(state="waiting").order_by("created_at", "pk")
    assert [row.template for row in waiting] == ["supervision_planned", "supervision_cancelled"]


def test_whoever_stands_in_that_day_prepares_the_session(cast):
    rules(cast)
    tomorrow = TODAY + timedelta(days=1)
    planned(cast, cast.denise, on=tomorrow)
    days = {"starts_on": tomorrow, "ends_on": tomorrow}
    record_cover(**about(cast), membership=cast.priya, stand_in=cast.maria, **days)
    remind(at=NOW)
    assert ("supervision_to_prepare", cast.maria.pk, tomorrow) in sent(cast)
    assert ("supervision_to_prepare", cast.priya.pk, tomorrow) not in sent(cast)


def test_without_a_supervisor_all_who_see_the_record_are_told(cast, due):
    cast.denise.change(coordinator=None)
    remind(at=morning(due))
    told = {key for template, key, _ in sent(cast) if template == "volunteer_supervision_due"}
    assert told == {cast.priya.pk, cast.tom.pk, cast.maria.pk}


def test_the_tick_asks_how_somebody_is_every_eight_weeks_and_never_twice(cast):
    rules(cast, weeks_ago=8)
    remind_supervision()
    remind_supervision()
    first = CheckIn.objects.of(cast.scheme).values_list("volunteer__first_name", flat=True)
    assert sorted(first) == ["Abdul", "Denise", "Joan"]
    ask_how_they_are(at=NOW + timedelta(weeks=9))
    assert CheckIn.objects.of(cast.scheme).count() == 3
    CheckIn.objects.of(cast.scheme).update(answered_at=NOW, answer="fine")
    assert ask_how_they_are(at=NOW + timedelta(weeks=8)) == 3


# --- Who supervises ---------------------------------------------------------------------------


def test_the_coordinator_supervises_until_somebody_else_is_named(cast):
    before = acting(cast, cast.denise).acting
    name_supervisor(**about(cast), volunteers=[cast.denise], membership=cast.tom)
    assert (before, acting(cast, cast.denise).acting) == (cast.priya, cast.tom)


def test_naming_another_keeps_who_it_was_before(cast):
    name_supervisor(**about(cast), volunteers=[cast.denise], membership=cast.tom)
    later = {**about(cast), "today": TODAY + timedelta(days=7)}
    name_supervisor(**later, volunteers=[cast.denise], membership=cast.maria)
    rows = Supervisor.objects.of(cast.scheme).order_by("since_on", "pk")
    assert [(row.membership, row.until_on) for row in rows] == [
        (cast.tom, TODAY + timedelta(days=6)),
        (cast.maria, None),
    ]


@pytest.mark.parametrize("gone", ["left", "deactivated", "other role"])
def test_a_supervisor_who_is_gone_never_drops_anybody_silently(cast, gone):
    if gone == "left":
        cast.priya.change(ends_on=TODAY - timedelta(days=1))
    elif gone == "deactivated":
        cast.priya.user.deactivated_at = NOW
        cast.priya.user.save()
    else:
        cast.priya.change(role="auditor")
    found = due_list(actor=cast.by(cast.maria), on=TODAY)
    assert {line.volunteer: line.supervised.has_left for line in found} == dict.fromkeys(
        (cast.denise, cast.abdul, cast.joan), True
    )


def test_cover_holds_from_its_first_to_its_last_day(cast):
    days = {"starts_on": TODAY, "ends_on": TODAY + timedelta(days=4)}
    cover = record_cover(**about(cast), membership=cast.priya, stand_in=cast.maria, **days)
    found = [acting(cast, cast.denise, TODAY + timedelta(days=day)).acting for day in (-1, 0, 4, 5)]
    assert found == [cast.priya, cast.maria, cast.maria, cast.priya]
    end_cover(**about(cast), cover=cover)
    assert acting(cast, cast.denise).acting == cast.priya


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"stand_in": "priya"}, "for themself"),
        ({"stand_in": "ana"}, "cannot supervise"),
        ({"ends_on": TODAY - timedelta(days=3)}, "before the first"),
    ],
)
def test_cover_that_makes_no_sense_is_refused(cast, change, words):
    facts = {"stand_in": "maria", "starts_on": TODAY, "ends_on": TODAY, **change}
    facts["stand_in"] = getattr(cast, facts["stand_in"])
    with pytest.raises(SupervisorRefused, match=words):
        record_cover(**about(cast), membership=cast.priya, **facts)


def test_two_covers_of_one_supervisor_do_not_overlap(cast):
    facts = {"membership": cast.priya, "starts_on": TODAY, "ends_on": TODAY + timedelta(days=3)}
    record_cover(**about(cast), **facts, stand_in=cast.maria)
    with pytest.raises(SupervisorRefused, match="stands in on some"):
        record_cover(**about(cast), **facts, stand_in=cast.tom)


def test_volunteers_of_one_who_left_are_one_line_on_today_and_are_handed_over_together(cast, sign_in):
    cast.priya.change(ends_on=TODAY - timedelta(days=1))
    client = sign_in(cast.maria)
    row = next(row for row in client.get(reverse("today")).context["work"] if row.tag.text == "No supervisor")
    assert (row.who.text, row.why) == ("3 volunteers without supervisor", "Priya Nair left. Name somebody")
    form = client.get(row.action.href).context["form"]
    chosen = form["volunteers"].value()
    assert len(chosen) == 3
    client.post(row.action.href, {"membership": cast.tom.pk, "volunteers": chosen})
    assert acting(cast, cast.joan).acting == cast.tom
    tags = [row.tag.text for row in client.get(reverse("today")).context["work"]]
    assert "No supervisor" not in tags


def test_today_has_overdue_supervision_and_registers_to_take(cast, sign_in):
    rules(cast)
    was_held(cast, cast.abdul, days_ago=1)
    was_held(cast, cast.joan, days_ago=1)
    session = planned(cast, cast.denise)[0]
    session.change(on=TODAY - timedelta(days=2))
    client = sign_in(cast.priya)
    said = [
        (row.tag.text, row.who.text, row.action.text) for row in client.get(reverse("today")).context["work"]
    ]
    assert [row for row in said if row[0] in ("Supervision", "Register")] == [
        ("Supervision", "Denise Harper", "Plan it"),
        ("Register", "Group supervision, Sat 21 Nov 2026, 2:00pm", "Take the register"),
    ]


def test_the_list_of_who_is_due_is_the_same_for_page_and_today(cast, sign_in):
    rules(cast)
    for number in range(5):
        make_volunteer(cast, f"Many{chr(97 + number)} Person", cast.coach, renew_by=date(2028, 1, 1))
    client = sign_in(cast.priya)
    rows = [row for row in client.get(reverse("today")).context["work"] if row.tag.text == "Supervision"]
    listed = client.get(reverse("supervision"), {"show": "overdue"}).context["page"].paginator.count
    assert len(rows) == listed == 8
