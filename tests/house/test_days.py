"""A moment is kept in UTC; its day is the local one. `.date()` of a moment would be yesterday for an hour a night."""

import ast
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from peersupport.core.templatetags.words import day

ROOMS = ("peersupport", "volunteers", "programmes", "matching")


def days_in_utc(source: str) -> list[str]:
    """Calls of `.date()` on what is named like a moment."""
    found = []
    for node in ast.walk(ast.parse(source)):
        is_date = (
            isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "date"
        )
        if is_date and isinstance(node.func.value, ast.Attribute):
            name = node.func.value.attr
            found += [ast.unparse(node)] if name.endswith("_at") or name == "last_login" else []
    return found


def test_no_moment_becomes_a_day_in_utc():
    files = [path for room in ROOMS for path in Path(room).rglob("*.py")]
    found = {str(path): days_in_utc(path.read_text()) for path in files}
    assert {path: calls for path, calls in found.items() if calls} == {}


@pytest.mark.parametrize("source", ["row.sent_at.date()", "user.last_login.date()"])
def test_another_one_is_found(source):
    assert len(days_in_utc(source)) == 1


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        (date(2026, 7, 1), "Wed 1 Jul 2026"),
        (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), "Thu 2 Jul 2026"),
        (datetime(2026, 12, 1, 23, 30, tzinfo=UTC), "Tue 1 Dec 2026"),
    ],
)
def test_a_day_in_words_is_the_local_day(value, words):
    assert day(value) == words
