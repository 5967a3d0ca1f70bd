"""The cast that every test knows, and a clock that stands still on Monday 23 November 2026."""

import os
from datetime import UTC, datetime

import pytest
from django.core.management.commands import flush
from django.db import connection
from hypothesis import HealthCheck, settings

from peersupport.core import clock
from tests.cast import Cast, enter

# Machines are shared: how long an example takes says nothing about the code. Nobody's change is refused for an example
# that came up by lot either: each run has the same ones, and EXPLORE=1 looks at others.
settings.register_profile(
    "shared machine",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize="EXPLORE" not in os.environ,
)
settings.load_profile("shared machine")

MONDAY_MORNING = datetime(2026, 11, 23, 9, 5, tzinfo=UTC)


# Rows that belong to the tables themselves: Django would make them anew after each emptying.
KEPT = {"django_content_type", "auth_permission"}


def delete_rows(style, tables, *, reset_sequences=False, allow_cascade=False) -> list[str]:
    """Empty tables of a few rows by DELETE: TRUNCATE writes new files for each table and index, a second a test."""
    return [f"DELETE FROM {connection.ops.quote_name(table)}" for table in tables if table not in KEPT]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """A browser's last request may leave a connection behind; PostgreSQL would then not drop the database."""
    connection.ops.sql_flush = delete_rows
    flush.emit_post_migrate_signal = lambda *arguments, **more: None
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(autouse=True)
def monday():
    """Monday 23 November 2026, 9:05am."""
    with clock.fixed(MONDAY_MORNING):
        yield MONDAY_MORNING


@pytest.fixture
def cast(db) -> Cast:
    return enter()


@pytest.fixture
def sign_in(client):
    """`sign_in(cast.priya)` gives a client signed in as that member."""

    def as_member(membership):
        client.force_login(membership.user)
        return client

    return as_member
