"""Nothing is published inside a request: only tasks talk to the broker. A broker that hangs would hang the page."""

import re
from pathlib import Path

PUBLISHES = re.compile(r"\.(?:delay|apply_async|send_task)\(|\bruns_wake\b.*\bimport\b")
# A countdown of hours would be lost with the broker, and held up by it: what is due later is a row.
PLANS_AHEAD = re.compile(r"\b(?:eta|countdown)\s*=")
ROOMS = ("peersupport", "volunteers", "programmes", "matching")
WAKES = "matching/services/runs_wake.py"


def found(what: re.Pattern[str]) -> set[str]:
    files = (path for room in ROOMS for path in Path(room).rglob("*.py"))
    return {str(path) for path in files if what.search(path.read_text())}


def test_only_tasks_talk_to_the_broker():
    assert found(PUBLISHES) == {WAKES, "matching/tasks.py"}


def test_nothing_is_planned_ahead_in_the_broker():
    assert found(PLANS_AHEAD) == set()
