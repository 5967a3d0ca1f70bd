"""A file over 300 lines or a function over 40 is a theme cut wrong."""

import ast
from functools import cache
from pathlib import Path

ROOMS = ("peersupport", "volunteers", "programmes", "matching", "tests")
FILES = [path for room in ROOMS for path in Path(room).rglob("*.py") if "migrations" not in path.parts]
LONGEST_FILE, LONGEST_FUNCTION = 300, 40


@cache
def functions(text: str) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]


def long_functions(text: str) -> list[str]:
    return [f.name for f in functions(text) if f.end_lineno - f.lineno + 1 > LONGEST_FUNCTION]


def hidden_imports(text: str) -> list[str]:
    found = [node for f in functions(text) for node in ast.walk(f)]
    return [ast.unparse(node) for node in found if isinstance(node, ast.Import | ast.ImportFrom)]


def test_files_stay_small():
    lines = {str(path): len(path.read_text().splitlines()) for path in FILES}
    assert {path: number for path, number in lines.items() if number > LONGEST_FILE} == {}


def test_functions_stay_small():
    long = {str(path): long_functions(path.read_text()) for path in FILES}
    assert {path: names for path, names in long.items() if names} == {}


def test_no_import_hides_in_a_function():
    hidden = {str(path): hidden_imports(path.read_text()) for path in FILES if "tests" not in path.parts}
    assert {path: found for path, found in hidden.items() if found} == {}


def test_each_rule_can_fail():
    long = "def long():\n" + "    pass\n" * LONGEST_FUNCTION
    assert (long_functions(long), hidden_imports("def f():\n    import os")) == (["long"], ["import os"])
    assert len(FILES) > 900
