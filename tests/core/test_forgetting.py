"""Sessions that ended and old receipts are deleted at night, and nothing else."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from celery import current_app
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from peersupport.core import clock
from peersupport.core.models import Receipt
from peersupport.core.services.receipts import once
from peersupport.core.tasks import forget_what_is_over


def session(name: str, ends: datetime) -> None:
    Session.objects.create(session_key=name, session_data="", expire_date=ends)


def test_sessions_that_ended_go_and_those_that_run_stay(db):
    session("over", datetime(2020, 1, 1, tzinfo=UTC))
    session("runs", datetime(2999, 1, 1, tzinfo=UTC))
    forget_what_is_over.delay()
    assert [row.session_key for row in Session.objects.all()] == ["runs"]


def test_a_receipt_goes_after_two_days(db, monday):
    for days in (3, 1):
        once(token=uuid4(), user_key=uuid4(), act=lambda: "/done/", at=monday - timedelta(days=days))
    forget_what_is_over.delay()
    assert {row.until_at for row in Receipt.objects.all()} == {monday + timedelta(days=1)}


def test_a_session_lives_for_less_time_than_the_receipts_of_its_forms(monday):
    assert timedelta(seconds=SessionStore().get_session_cookie_age()) < timedelta(days=2)


def test_it_runs_every_night(db, monday):
    timer = current_app.conf.beat_schedule["forget-ended-sessions"]
    assert (timer["task"], timer["schedule"].hour, clock.now()) == (forget_what_is_over.name, {3}, monday)
