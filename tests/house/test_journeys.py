"""Journeys wait for what they look for: a busy machine is no reason to fail."""

import re
from pathlib import Path

import pytest

JOURNEYS = sorted(Path("tests/journeys").glob("test_*.py"))
LOOKS_ONCE = re.compile(
    r"assert\b.*(\.is_visible\(\)$|page\.content\(\)|page\.url\b|\.input_value\(\) ==|inner_texts?\(\)"
    r"|get_by_\w+\(.*\)\.count\(\)|document\.activeElement)"
)


def impatient(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if LOOKS_ONCE.search(line)]


@pytest.mark.parametrize("path", JOURNEYS, ids=str)
def test_a_journey_waits_for_what_it_looks_for(path):
    assert impatient(path.read_text()) == []


@pytest.mark.parametrize(
    "line",
    [
        'assert page.get_by_text("Saved").first.is_visible()',
        'assert "Saved" in page.content()',
        'assert page.get_by_text("Saved").count() == 1',
        'assert page.get_by_label("Note").input_value() == "Hello"',
    ],
)
def test_the_rule_can_fail(line):
    assert impatient(line) == [line]
