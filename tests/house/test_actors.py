"""Nobody acts without a role: actors are made in three ways, and what they see begins at one place."""

import ast
from pathlib import Path

import pytest

ROOMS = ("peersupport", "volunteers", "programmes", "matching")
MAKERS = Path("peersupport/accounts/actors.py")
BEGINS = Path("peersupport/accounts/models/schemes.py")


def made_by_hand(source: str) -> list[str]:
    """`Actor(…)`: an actor whose role and name somebody made up."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return [ast.unparse(call) for call in calls if ast.unparse(call.func).split(".")[-1] == "Actor"]


def wide(source: str) -> list[str]:
    """`visible_to` that begins with all rows of the scheme, so that somebody without an account would see them."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and node.name == "visible_to":
            called = {ast.unparse(call.func) for call in ast.walk(node) if isinstance(call, ast.Call)}
            if "self.within" not in called or "self.of" in called:
                found.append(ast.unparse(node))
    return found


def files(*parts: str) -> list[Path]:
    return [path for room in ROOMS for path in Path(room).rglob("*.py") if set(parts) <= {*path.parts}]


def test_no_actor_is_made_by_hand():
    found = {str(path): made_by_hand(path.read_text()) for path in files() if path != MAKERS}
    assert {path: calls for path, calls in found.items() if calls} == {}


def test_what_somebody_sees_begins_within_their_reach():
    found = {str(path): wide(path.read_text()) for path in files("models") if path != BEGINS}
    assert {path: rows for path, rows in found.items() if rows} == {}


def test_an_actor_made_by_hand_is_found():
    assert made_by_hand('give(by=Actor(scheme=scheme, name="The form", role="system"))')


@pytest.mark.parametrize("body", ["self.of(actor.scheme)", "self.all()", "self.filter(scheme=actor.scheme)"])
def test_a_reach_that_begins_elsewhere_is_found(body):
    assert wide(f"class Rows:\n    def visible_to(self, actor):\n        return {body}")


def test_the_three_makers_and_the_one_beginning_are_let_through():
    assert made_by_hand("Actor.of(member); Actor.system(scheme); Actor.outside(scheme, REFEREE)") == []
    assert wide("class Rows:\n    def visible_to(self, actor):\n        return self.within(actor)") == []
