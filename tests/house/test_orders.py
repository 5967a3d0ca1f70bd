"""An order ends on what no two rows share: of two rows that are alike otherwise, a database gives either first."""

import ast
from pathlib import Path

import pytest

ROOMS = ("peersupport", "volunteers", "programmes", "matching", "tests")
# A key; or what is counted or named within a scheme, a role, a plan or a round.
TELL_APART = {"pk", "number", "version", "position", "name"}
# One row for each: of distinct values, or of a group.
OF_GROUPS = {
    ("peersupport/reporting/selectors/audit.py", "action"),
    ("programmes/selectors/contacts.py", "due_on"),
    ("programmes/selectors/dose_programmes.py", "phase_name"),
    ("programmes/selectors/sheets.py", "relationship"),
}


def open_ends(source: str) -> list[str]:
    """The last column of every order that leaves open which of two rows comes first."""
    tree = ast.parse(source if "order_by" in source else "")
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    named = [call for call in calls if isinstance(call.func, ast.Attribute) and call.args]
    ends = [ast.literal_eval(_plain(call.args[-1])) for call in named if call.func.attr == "order_by"]
    return [end for end in ends if end.lstrip("-") not in TELL_APART]


def _plain(node: ast.expr) -> ast.expr:
    """A column that is no plain word, for example `*order`, tells nothing to whoever reads it."""
    return node if isinstance(node, ast.Constant) else ast.Constant(ast.unparse(node))


def test_every_order_ends_on_what_no_two_rows_share():
    files = [path for room in ROOMS for path in Path(room).rglob("*.py")]
    found = {(str(path), end) for path in files for end in open_ends(path.read_text())}
    assert found == OF_GROUPS


@pytest.mark.parametrize(
    "source", ['rows.order_by("name", "-held_on")', 'rows.order_by("user__name")', "rows.order_by(*columns)"]
)
def test_an_open_end_is_found(source):
    assert len(open_ends(source)) == 1


def test_an_order_that_says_everything_is_let_through():
    assert open_ends('rows.order_by("-held_on", "-pk").order_by("number").order_by()') == []
