"""What stands in a log: where it went wrong and what kind of error it was, never a value."""

import io
import logging

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from peersupport.celery import app
from peersupport.core.logs import WithoutWords
from programmes.models import Patient

NUMBER = "9434765919"


@pytest.fixture
def log():
    """`log(name, text, *args, error=…)` is the line as our handler writes it."""
    ours = (h for h in logging.getLogger().handlers if isinstance(h.formatter, WithoutWords))
    handler = next(ours)

    def line(name: str, text: str, *args, error=None) -> str:
        handler.setStream(io.StringIO())
        info = (type(error), error, error.__traceback__) if error else None
        handler.handle(logging.LogRecord(name, logging.ERROR, "x.py", 1, text, args, info))
        return handler.stream.getvalue()

    before = handler.stream
    yield line
    handler.setStream(before)


def same_number_twice(cast) -> IntegrityError:
    """What the database says of a number that somebody else has; on PostgreSQL it quotes the number."""
    try:
        with transaction.atomic():
            Patient.objects.of(cast.scheme).exclude(pk=cast.mo.pk).update(nhs_number=NUMBER)
    except IntegrityError as error:
        return error
    raise AssertionError


def test_an_error_of_the_database_stands_there_without_the_number(cast, log):
    line = log("django.request", "Internal Server Error: %s", "/people/", error=same_number_twice(cast))
    assert (NUMBER in line, "IntegrityError" in line, "same_number_twice" in line) == (False, True, True)


def test_an_error_within_an_error_stands_there_without_its_words(log):
    name = " ".join(["Mo", "Ellis"])  # the places in the code are shown, and this is one
    try:
        try:
            int(name)
        except ValueError as first:
            raise KeyError(name) from first
    except KeyError as second:
        line = log("django.request", "Internal Server Error: %s", "/people/", error=second)
    assert ("Mo Ellis" in line, "ValueError" in line, "KeyError" in line) == (False, True, True)


def test_a_failed_task_stands_there_without_the_words_of_its_error(log):
    error = ValueError("Mo Ellis")
    facts = {"name": "reporting.digests", "id": "7", "description": "raised unexpected", "exc": repr(error)}
    line = log("celery.app.trace", "Task %(name)s[%(id)s] %(description)s: %(exc)s", facts, error=error)
    assert ("Mo Ellis" in line, "reporting.digests" in line, "ValueError" in line) == (False, True, True)


def test_what_the_database_adds_in_detail_is_cut_from_a_message_too(log):
    line = log("somewhere", "duplicate key\nDETAIL:  Key (nhs_number)=(9434765919) already exists.")
    assert line.endswith("duplicate key\n")


def test_a_worker_logs_as_the_settings_say():
    before = list(logging.getLogger().handlers)
    app.log.setup_logging_subsystem(loglevel="WARNING")
    assert logging.getLogger().handlers == before


def test_every_way_into_a_log_leaves_secrets_and_words_out():
    ways = settings.LOGGING["handlers"].values()
    assert {(way["formatter"], *way["filters"]) for way in ways} == {("plain", "secrets")}
