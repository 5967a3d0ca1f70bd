"""Health of the schedule: for a monitor in numbers, for managers in words."""

from datetime import timedelta

import pytest
from celery import current_app

from peersupport.messaging.models import Heartbeat
from peersupport.messaging.selectors.health import BEAT, timers
from peersupport.messaging.services import heartbeats
from peersupport.messaging.tasks import heartbeat, pump_outbox

PAGE = "/healthz/schedule"


def beat(monday, minutes: float = 0) -> None:
    heartbeats.ran(name=BEAT, at=monday - timedelta(minutes=minutes))


def test_all_is_well_when_beat_was_heard_of_and_nothing_is_due(client, db, monday):
    beat(monday)
    answer = client.get(PAGE)
    assert (answer.status_code, answer.json()) == (
        200,
        {"ok": True, "oldest_due_minutes": None, "heartbeat_minutes": 0, "outbox": 0, "stopped_timers": 0},
    )


@pytest.mark.parametrize(("minutes", "status"), [(5, 200), (5.1, 503), (600, 503)])
def test_a_heartbeat_that_is_too_old_shows(client, db, monday, minutes, status):
    beat(monday, minutes)
    assert client.get(PAGE).status_code == status


def test_no_heartbeat_at_all_shows(client, db):
    assert client.get(PAGE).status_code == 503


@pytest.mark.parametrize(("minutes", "status"), [(10, 200), (10.1, 503)])
def test_a_due_message_that_is_not_sent_shows(client, ask, monday, minutes, status):
    beat(monday)
    ask(not_before=monday - timedelta(minutes=minutes))
    answer = client.get(PAGE)
    assert (answer.status_code, answer.json()["oldest_due_minutes"], answer.json()["outbox"]) == (
        status,
        10,
        1,
    )


@pytest.mark.parametrize(
    "more",
    [
        {"not_before": timedelta(hours=1)},
        {"not_before": timedelta(hours=-2), "expires_at": timedelta(hours=-1)},
    ],
    ids=["planned", "expired"],
)
def test_a_message_that_is_not_due_raises_no_alarm(client, ask, monday, more):
    beat(monday)
    ask(**{name: monday + length for name, length in more.items()})
    assert (client.get(PAGE).status_code, client.get(PAGE).json()["oldest_due_minutes"]) == (200, None)


def test_a_monitor_may_leave_out_or_add_the_last_slash(client, db, monday):
    beat(monday)
    assert [client.get(PAGE).status_code, client.get(f"{PAGE}/").status_code] == [200, 200]


def test_the_page_for_monitors_names_nobody(client, ask, monday):
    ask(not_before=monday - timedelta(days=1))
    assert set(client.get(PAGE).json()) == {
        "ok", "oldest_due_minutes", "heartbeat_minutes", "outbox", "stopped_timers",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("task", "minutes", "status"),
    [
        ("reporting.digests", 60, 200),
        ("reporting.digests", 80, 503),
        ("programmes.remind", 20, 200),
        ("programmes.remind", 21, 503),
        ("programmes.escalate_worries", 11, 503),
        ("messaging.pump", 6, 503),
    ],
)
def test_a_timer_that_stopped_shows_although_beat_lives(client, db, monday, task, minutes, status):
    """At once when people come to harm by it, else after an hour; everything else runs."""
    beat(monday)
    heartbeats.ran(name=task, at=monday - timedelta(minutes=minutes))
    assert client.get(PAGE).status_code == status


@pytest.mark.parametrize(
    ("task", "failures", "status"),
    [
        ("programmes.escalate_worries", 1, 200),
        ("programmes.escalate_worries", 2, 503),
        ("reporting.forget_imports", 2, 200),
    ],
)
def test_a_critical_timer_that_keeps_failing_shows_also_when_it_has_never_run(
    client, db, monday, task, failures, status
):
    beat(monday)
    for _ in range(failures):
        heartbeats.failed(name=task, why="KeyError", at=monday)
    assert client.get(PAGE).status_code == status


def test_a_timer_that_ends_well_again_is_well(client, db, monday):
    beat(monday)
    for _ in range(3):
        heartbeats.failed(name="programmes.remind", why="KeyError", at=monday)
    heartbeats.ran(name="programmes.remind", at=monday)
    assert (client.get(PAGE).status_code, client.get(PAGE).json()["stopped_timers"]) == (200, 0)


def test_a_manager_reads_that_a_timer_fails_and_how(cast, sign_in, monday):
    for _ in range(2):
        heartbeats.failed(name="programmes.escalate_worries", why="1 failed: InvalidToken", at=monday)
    page = sign_in(cast.maria).get("/timers/")
    state = {row.cells[0].text: row.cells[3] for row in page.context["table"].rows}["Escalate late worries"]
    assert (state.tags[0].text, state.sub) == ("Fails", "Failed 2 times. 1 failed: InvalidToken")


def test_every_critical_timer_is_on_the_timetable():
    assert (
        current_app.conf.critical - {entry["task"] for entry in current_app.conf.beat_schedule.values()}
        == set()
    )


def test_a_new_installation_is_well_before_every_timer_has_run(client, db, monday):
    beat(monday)
    assert client.get(PAGE).json()["stopped_timers"] == 0


def test_every_task_that_ends_well_is_noted(db, monday):
    heartbeat.delay()
    pump_outbox.delay()
    pump_outbox.delay()
    noted = Heartbeat.objects.everywhere().order_by("name", "pk").values_list("name", "last_run_at")
    assert list(noted) == [("messaging.heartbeat", monday), ("messaging.pump", monday)]


def test_everything_on_the_timetable_is_a_task_that_exists(db):
    current_app.loader.import_default_modules()
    wanted = {entry["task"] for entry in current_app.conf.beat_schedule.values()}
    assert wanted - set(current_app.tasks) == set()


@pytest.mark.parametrize(
    ("last_run", "late"), [(timedelta(minutes=6), False), (timedelta(minutes=40), True), (None, True)]
)
def test_a_timer_is_late_when_its_next_run_did_not_come(db, monday, last_run, late):
    """Reminders are looked for at every quarter of an hour."""
    if last_run:
        heartbeats.ran(name="programmes.remind", at=monday - last_run)
    (found,) = [timer for timer in timers(at=monday) if timer.name == "remind-before-contacts"]
    assert found.late is late


def test_a_manager_sees_each_timer_in_words(cast, sign_in, monday):
    beat(monday, 2)
    page = sign_in(cast.maria).get("/timers/")
    rows = {
        row.cells[0].text: (row.cells[1].text, row.cells[3].tags[0].text)
        for row in page.context["table"].rows
    }
    assert rows["Show that beat lives"] == ("Mon 23 Nov 2026, 9:03am", "Runs")
    assert rows["Remind before contacts"] == ("Never", "Has not run yet")
    assert [(stat.number, stat.alert) for stat in page.context["stats"]] == [
        (0, False),
        ("On", False),
        ("–", False),
    ]


@pytest.mark.parametrize(("who", "status"), [("priya", 403), ("ana", 403), ("denise_member", 403)])
def test_only_managers_see_the_timers(cast, sign_in, who, status):
    assert sign_in(getattr(cast, who)).get("/timers/").status_code == status
