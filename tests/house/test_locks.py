"""Rows are held in one way, which leaves their keys free: a worry beside an enquiry must not be thrown out."""

import ast
from pathlib import Path

import pytest

ROOMS = ("peersupport", "volunteers", "programmes", "matching")
ONE_WAY = Path("peersupport/core/locks.py")


def other_locks(source: str) -> list[str]:
    """Uses of Django's own lock, and statements that lock."""
    found = []
    if not any(words in source for words in ("select_for_update", "FOR UPDATE")):
        return found  # nothing to read more closely
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr == "select_for_update":
            found.append(ast.unparse(node))
        if isinstance(node, ast.Constant) and "FOR UPDATE" in str(node.value):
            found.append(node.value)
    return found


def test_rows_are_held_by_the_one_helper():
    files = [path for room in ROOMS for path in Path(room).rglob("*.py") if path != ONE_WAY]
    found = {str(path): other_locks(path.read_text()) for path in files}
    assert {path: locks for path, locks in found.items() if locks} == {}


@pytest.mark.parametrize(
    "source", ["Scheme.objects.select_for_update().get(pk=1)", "cursor.execute('SELECT 1 FOR UPDATE')"]
)
def test_another_lock_is_found(source):
    assert len(other_locks(source)) == 1


def test_the_helper_is_let_through():
    assert other_locks("hold(Scheme.objects.all()).get(pk=1)") == []
