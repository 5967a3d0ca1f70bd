"""The contracts of pyproject.toml hold, and each of them can fail."""

import subprocess
import sys
from pathlib import Path

import pytest

LINT = Path(sys.executable).parent / "lint-imports"
BREAKS = {
    "Imports point down the floors": ("volunteers/choices.py", "import programmes.choices"),
    "Layers inside a room": ("volunteers/models/checks.py", "import volunteers.selectors.recipients"),
    "Layers inside the engine": ("matching/engine/columns.py", "import matching.engine.weights"),
    "Layers inside the solver": ("matching/engine/solver/edges.py", "import matching.engine.solver.problem"),
    "The pure core knows no Django": ("programmes/schedule/taper.py", "import django.utils.timezone"),
}


def contracts(folder) -> str:
    done = subprocess.run([LINT, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False)
    return done.stdout


def test_all_contracts_are_kept():
    assert " 0 broken" in contracts(Path.cwd())


@pytest.mark.slow
@pytest.mark.parametrize("name", BREAKS)
def test_a_contract_breaks_when_an_import_points_up(name, tmp_path):
    for room in ("peersupport", "volunteers", "programmes", "matching", "pyproject.toml"):
        subprocess.run(["cp", "-r", room, tmp_path], check=True)
    path, line = BREAKS[name]
    victim = tmp_path / path
    victim.write_text(f"{line}\n{victim.read_text()}")
    assert f"{name} BROKEN" in contracts(tmp_path)
