"""`manage.py bench matching` prints the table of the engine; how fast it is, is not a test."""

import json
from contextlib import nullcontext
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

import matching.bench
from matching.engine import bench
from peersupport.reporting.management.commands import bench as command
from peersupport.reporting.management.commands.bench import COLUMNS, cells, line, seconds


@pytest.fixture
def small(monkeypatch):
    """The same table, small enough for a test."""
    whole = bench.table
    monkeypatch.setattr(
        bench,
        "table",
        lambda *, national: whole(ranks=(150,), runs=((60, 20),), schemes=2, plain=(9, 9), national=national),
    )
    # The test's own database stands for the one that the command makes.
    monkeypatch.setattr(matching.bench, "scratch_database", lambda **more: nullcontext())
    monkeypatch.setattr(command, "WITH_READING", (40, 15))


@pytest.mark.django_db
def test_the_table_has_a_line_for_each_measure(small):
    out = StringIO()
    call_command("bench", "matching", stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[0] == line(COLUMNS)
    assert [text.split("  ")[0] for text in lines[1:]] == [
        "read 40 x 15 from the database", "run 40 x 15 with reading",
        "top 10 of 150 with reasons", "score 60 x 20", "solve and prove 60 x 20", "run 60 x 20",
        "2 closed schemes of 500 x 150", "500 x 150 in another order", "run 9 x 9, a place each",
        "plain Python: pair by pair 9 x 9",
        "plain Python: Hungarian 9 x 9", "plain Python: both 9 x 9", "greedy: the best pair first 500 x 150",
        "greedy: the most urgent person first 500 x 150",
    ]  # fmt: skip


@pytest.mark.django_db
def test_json_is_for_machines(small):
    out = StringIO()
    call_command("bench", "matching", "--json", stdout=out)
    rows = json.loads(out.getvalue())
    assert [row["certified"] for row in rows] == [
        None, True, None, None, True, True, True, True, True, None, None, None, None, None,
    ]  # fmt: skip


@pytest.mark.django_db
def test_the_round_that_is_read_from_the_database_has_something_to_solve(small):
    """Figures of a round in which everybody is ruled out would say nothing."""
    (_, whole) = matching.bench.reading(40, 15)
    assert whole.pairs > 40


def test_something_else_cannot_be_measured():
    with pytest.raises(CommandError):
        call_command("bench", "coffee")


def test_an_answer_that_is_not_proved_is_shouted_out():
    assert cells(bench.Row("run", 0.5, certified=False))[6] == "NO"


@pytest.mark.parametrize(("value", "words"), [(None, ""), (0.00017, "0.17 ms"), (4.9, "4.90 s")])
def test_times_read_easily(value, words):
    assert seconds(value) == words
