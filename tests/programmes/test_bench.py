"""`manage.py bench schedule` measures the ticks in a database of its own; how fast they are, is not a test."""

import json
import os
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

pytestmark = pytest.mark.postgres


def databases() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database")
        return {name for (name,) in cursor.fetchall()}


def test_the_night_is_measured_in_a_database_that_is_gone_afterwards(db):
    before = databases()
    done = subprocess.run(
        [sys.executable, "manage.py", "bench", "schedule", "--quick", "--json"],
        env=os.environ | {"PEERSUPPORT_MODE": "demo"}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    rows = {row["work"]: row for row in json.loads(done.stdout)}
    made = [rows[work]["rows"] for work in ("no answer", "overdue", "reminders", "the same night again")]
    assert made == [34, 366, 114, 0]
    assert rows["overdue"]["queries_per_1000"] < 100
    assert databases() == before


def test_it_is_refused_where_people_are(cast):
    with pytest.raises(CommandError, match="People's data are in this database"):
        call_command("bench", "schedule", "--quick")
