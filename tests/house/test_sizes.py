"""A file over 300 lines or a function over 40 is a theme cut wrong."""

import ast
from pathlib import Path

import pytest

ROOMS = ("peersupport", "volunteers", "programmes", "matching", "tests")
FILES = [path for room in ROOMS for path in Path(room).rglob("*.py") if "migrations" not in path.parts]


@pytest.mark.parametrize("path", FILES, ids=str)
def test_files_and_functions_stay_small(path):
    text = path.read_text()
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
    long = [node.name for node in functions if node.end_lineno - node.lineno + 1 > 40]
    assert (len(text.splitlines()) <= 300, long) == (True, [])


@pytest.mark.parametrize("path", [path for path in FILES if "tests" not in path.parts], ids=str)
def test_no_import_hides_in_a_function(path):
    functions = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef)]
    hidden = [
        ast.unparse(n) for f in functions for n in ast.walk(f) if isinstance(n, ast.Import | ast.ImportFrom)
    ]
    assert hidden == []
