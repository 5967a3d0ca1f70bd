"""Rows are reached through the scheme, in every view, selector, service, form and task."""

import ast
from pathlib import Path

import pytest

ROOMS = ("peersupport", "volunteers", "programmes", "matching")
LAYERS = {"views", "selectors", "services", "forms", "presenters", "tasks"}
DOORS = {"of", "visible_to", "everywhere", "none"}
# Rows that belong to no scheme, or that are what finds the scheme.
FREE = {"Scheme", "User", "Receipt", "Place", "ChainHead", "ChainCheck"}


def back_doors(source: str) -> list[str]:
    """`Model.objects.x` where x is not one of the doors, and default or base managers."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Attribute):
            continue
        manager = node.value
        if manager.attr in ("_default_manager", "_base_manager"):
            found.append(ast.unparse(node))
        if manager.attr == "objects" and node.attr not in DOORS:
            model = ast.unparse(manager.value)
            if model not in FREE:
                found.append(ast.unparse(node))
    return found


# The audit room sits below the schemes and reads by their keys.
FILES = [
    path
    for room in ROOMS
    for path in Path(room).rglob("*.py")
    if LAYERS & {*path.parts, path.stem} and "audit" not in path.parts
]


@pytest.mark.parametrize("path", FILES, ids=str)
def test_rows_are_reached_through_the_scheme(path):
    assert back_doors(path.read_text()) == []


@pytest.mark.parametrize(
    "source", ["Patient.objects.all()", "Patient.objects.filter(pk=1)", "Patient._default_manager.get()"]
)
def test_a_back_door_is_found(source):
    assert len(back_doors(source)) == 1


def test_the_doors_are_let_through():
    assert back_doors("Patient.objects.of(scheme).filter(pk=1); User.objects.get(pk=1)") == []
