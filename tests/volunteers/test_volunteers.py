"""The record of a volunteer: who opens it, what is missing, days away, and the volunteer's own page."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from peersupport.accounts.gates import NotAllowed
from peersupport.audit.models import Event
from tests.cast import TODAY
from volunteers.models import Check, Leave, Training
from volunteers.services.availability import LeaveRefused, end_leave, record_leave

NOW = datetime(2026, 11, 23, 9, 5, tzinfo=UTC)


def record(client, volunteer):
    return client.get(reverse("volunteers-detail", args=[volunteer.pk]))


def away(cast, starts_on: date, ends_on: date, member=None) -> Leave:
    return record_leave(
        by=cast.by(member or cast.priya),
        volunteer=cast.denise,
        starts_on=starts_on,
        ends_on=ends_on,
        at=NOW,
        today=TODAY,
    )


# --- The record ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("member", "status"),
    [
        ("priya", 200),
        ("tom", 200),
        ("maria", 200),
        ("ana", 200),
        ("hilda", 404),
        ("denise_member", 403),
        ("whitlock", 403),
    ],
)
def test_the_record_opens_for_staff_of_the_scheme(cast, sign_in, member, status):
    assert record(sign_in(getattr(cast, member)), cast.denise).status_code == status


def test_a_coordinator_of_another_team_meets_404(cast, sign_in):
    cast.denise.change(team=cast.central)
    assert record(sign_in(cast.tom), cast.denise).status_code == 404


def test_every_opening_is_an_event(cast, sign_in):
    record(sign_in(cast.ana), cast.denise)
    rows = Event.objects.of(cast.scheme).filter(action="volunteer.looked")
    assert [(row.by_name, row.person_key) for row in rows] == [("Ana Petrov", cast.denise.pk)]


def test_nothing_is_missing_when_everything_is_in_date(cast, sign_in):
    page = record(sign_in(cast.priya), cast.denise)
    assert (page.context["todos"], "Nothing is missing." in page.content.decode()) == ([], True)


def test_what_is_missing_says_what_to_do_and_leads_to_the_form(cast, sign_in):
    todo = record(sign_in(cast.priya), cast.joan).context["todos"][0]
    assert (todo.text, todo.note, todo.action.text, todo.action.href) == (
        "Enhanced check ran out on 1 October 2026 (Befriender)",
        "Ask for a new check, and record it when you have seen it",
        "Record the new check",
        reverse("volunteers-record-check", args=[cast.joan.pk]),
    )


def test_a_check_that_runs_out_soon_is_told_before_it_stops_anything(cast, sign_in):
    cast.denise.checks.get().change(renew_by_on=TODAY + timedelta(days=20))
    todos = record(sign_in(cast.priya), cast.denise).context["todos"]
    assert [(todo.text, todo.note) for todo in todos] == [
        ("Enhanced check runs out in 20 days", "On Sun 13 Dec 2026. Ask for a new one now")
    ]


def test_an_auditor_reads_without_buttons(cast, sign_in):
    Leave.make(scheme=cast.scheme, volunteer=cast.joan, starts_on=TODAY, ends_on=TODAY)
    page = record(sign_in(cast.ana), cast.joan)
    assert (page.context["person"].actions, [todo.action for todo in page.context["todos"]]) == (
        (),
        [None, None],
    )
    assert "Take back" not in page.content.decode()


def test_checks_say_which_one_counts(cast, sign_in):
    Check.make(
        scheme=cast.scheme,
        volunteer=cast.joan,
        level="enhanced",
        number="001234567890",
        issued_on=date(2026, 11, 4),
        renew_by_on=date(2029, 11, 4),
        seen_by="Priya Nair",
    )
    table = record(sign_in(cast.priya), cast.joan).context["checks"]
    assert [(row.cells[2].text, row.cells[3].text, row.cells[4].tags[0].text) for row in table.rows] == [
        ("Sun 4 Nov 2029", "001234567890", "In date"),
        ("Thu 1 Oct 2026", "Not written down", "Replaced"),
    ]


def test_the_record_takes_as_many_queries_with_1_row_of_each_as_with_20(cast, sign_in):
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert record(client, cast.denise).status_code == 200
        return len(seen)

    client = sign_in(cast.priya)
    queries()
    few = queries()
    for number in range(20):
        day = date(2020, 1, 1) + timedelta(days=number)
        who = {"scheme": cast.scheme, "volunteer": cast.denise}
        Check.make(**who, level="enhanced", issued_on=day, renew_by_on=day + timedelta(days=1000))
        Training.make(**who, kind="coach", course=f"Course {number}", finished_on=day)
        Leave.make(**who, starts_on=day, ends_on=day)
    assert queries() == few <= 35


# --- Days away ------------------------------------------------------------------------------------


def test_leave_is_recorded_and_kept_in_the_audit(cast):
    leave = away(cast, date(2026, 12, 14), date(2026, 12, 27))
    event = Event.objects.of(cast.scheme).get(action="leave.recorded")
    assert (event.person_key, event.key, event.detail) == (
        cast.denise.pk,
        leave.pk,
        {"starts_on": "2026-12-14", "ends_on": "2026-12-27"},
    )


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "words"),
    [
        (date(2026, 12, 2), date(2026, 12, 1), "The last day away is before the first. Check both."),
        (date(2026, 11, 2), date(2026, 11, 22), "These days are over. Record days from today on."),
        (
            date(2027, 1, 1),
            date(9999, 12, 31),
            "Days away can be recorded for a year at most. Check the year.",
        ),
        (
            date(2026, 12, 27),
            date(2026, 12, 30),
            "Already away from Mon 14 Dec 2026 to Sun 27 Dec 2026. End that leave first, or choose other days.",
        ),
    ],
)
def test_days_that_make_no_sense_are_refused(cast, starts_on, ends_on, words):
    away(cast, date(2026, 12, 14), date(2026, 12, 27))
    with pytest.raises(LeaveRefused) as refused:
        away(cast, starts_on, ends_on)
    assert refused.value.words == words


@pytest.mark.parametrize("name", ["ana", "whitlock", "hilda", "abdul_member"])
def test_only_who_works_volunteers_here_or_the_volunteer_records_leave(cast, name):
    with pytest.raises(NotAllowed):
        away(cast, TODAY, TODAY, getattr(cast, name))


def test_back_earlier_ends_leave_the_day_before(cast):
    leave = Leave.make(
        scheme=cast.scheme, volunteer=cast.denise, starts_on=date(2026, 11, 16), ends_on=date(2026, 12, 6)
    )
    end_leave(by=cast.by(cast.priya), leave=leave, at=NOW, today=TODAY)
    leave.refresh_from_db()
    assert leave.ends_on == date(2026, 11, 22)


def test_leave_that_has_not_begun_is_taken_back(cast, sign_in):
    leave = away(cast, date(2026, 12, 14), date(2026, 12, 27))
    answer = sign_in(cast.priya).post(reverse("leave-end", args=[leave.pk]))
    assert (answer.status_code, answer.headers["Location"], cast.denise.leave.count()) == (
        302,
        reverse("volunteers-detail", args=[cast.denise.pk]),
        0,
    )
    assert Event.objects.of(cast.scheme).filter(action="leave.ended", person_key=cast.denise.pk).count() == 1


def test_leave_that_is_over_stays_as_it_was(cast):
    leave = Leave.make(
        scheme=cast.scheme, volunteer=cast.denise, starts_on=date(2026, 11, 1), ends_on=date(2026, 11, 8)
    )
    with pytest.raises(LeaveRefused, match="over already"):
        end_leave(by=cast.by(cast.priya), leave=leave, at=NOW, today=TODAY)


@pytest.mark.parametrize("member", ["hilda", "tom"])
def test_leave_of_somebody_out_of_sight_is_404(cast, sign_in, member):
    cast.denise.change(team=cast.central)
    leave = away(cast, TODAY, TODAY)
    answer = sign_in(getattr(cast, member)).post(reverse("leave-end", args=[leave.pk]))
    assert (answer.status_code, cast.denise.leave.count()) == (404, 1)


def test_the_page_records_leave_once_however_often_it_is_sent(cast, sign_in):
    client, place = sign_in(cast.priya), reverse("volunteers-record-leave", args=[cast.denise.pk])
    once = client.get(place).context["form"]["once"].value()
    days = {"starts_on_day": "14", "starts_on_month": "12", "starts_on_year": "2026"}
    days |= {"ends_on_day": "27", "ends_on_month": "12", "ends_on_year": "2026", "once": str(once)}
    answers = [client.post(place, days).status_code for _ in range(2)]
    assert (answers, cast.denise.leave.count()) == ([302, 302], 1)


def test_31_february_is_said_beside_the_field_and_nothing_is_lost(cast, sign_in):
    client, place = sign_in(cast.priya), reverse("volunteers-record-leave", args=[cast.denise.pk])
    days = {"starts_on_day": "31", "starts_on_month": "2", "starts_on_year": "2027"}
    answer = client.post(place, days | {"ends_on_day": "4", "ends_on_month": "3", "ends_on_year": "2027"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["starts_on"])
    assert answer.context["form"]["ends_on"].value() == ["4", "3", "2027"]


# --- My details ---------------------------------------------------------------------------------


def test_a_volunteer_reads_their_own_details_and_who_to_call(cast, sign_in):
    page = sign_in(cast.denise_member).get(reverse("my-details"))
    facts = {fact.key: fact.value for fact in page.context["facts"]}
    dates = [(fact.key, fact.value, [tag.text for tag in fact.tags]) for fact in page.context["dates"]]
    assert (facts["Phone"], facts["Lives with"], page.context["call"]["name"], page.context["missing"]) == (
        "01632 960143",
        "COPD",
        "Priya Nair",
        [],
    )
    assert dates == [
        ("Coach", "Since Mon 2 Jun 2025", []),
        ("Enhanced check", "Until Mon 1 May 2028", ["In date"]),
        ("Coach training", "Done Tue 20 May 2025", ["In date"]),
        ("Coach agreement", "Done Wed 21 May 2025", ["In date"]),
    ]


def test_a_volunteer_reads_what_is_missing(cast, sign_in):
    page = sign_in(cast.joan_member).get(reverse("my-details"))
    said = ["Enhanced check ran out on 1 October 2026. Ask your coordinator about it."]
    assert page.context["missing"] == said


def test_notes_of_the_scheme_are_not_on_the_volunteers_own_page(cast, sign_in):
    cast.denise.change(notes="CANARY")
    assert "CANARY" not in sign_in(cast.denise_member).get(reverse("my-details")).content.decode()


@pytest.mark.parametrize("member", ["priya", "whitlock", "ana"])
def test_my_details_is_for_volunteers(cast, sign_in, member):
    assert sign_in(getattr(cast, member)).get(reverse("my-details")).status_code == 403
