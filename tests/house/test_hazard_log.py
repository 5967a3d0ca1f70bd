"""The hazard log names tests that exist."""

import re
from pathlib import Path

import pytest

LOG = Path("docs/hazard-log.md").read_text()
ROWS = [line for line in LOG.splitlines() if line.startswith("| ") and not line.startswith("| hazard")]
TESTS = {
    name
    for path in Path("tests").rglob("test_*.py")
    for name in re.findall(r"def (test_\w+)", path.read_text())
}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split("|")[1].strip()[:40])
def test_each_hazard_names_tests_that_exist(row):
    named = re.findall(r"`(test_\w+)`", row)
    assert (bool(named), [name for name in named if name not in TESTS]) == (True, [])


def test_the_log_says_that_nobody_has_signed_it():
    assert "No clinical safety officer has signed it" in LOG
