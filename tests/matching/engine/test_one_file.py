"""A rule or a feature is one file: dropped into its package, it counts everywhere, and no other file knows of it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import matching

FEATURE = """
import numpy as np
from matching.engine.features.registry import Feature, feature


@feature
class Early(Feature):
    code, label = "early", "Gets up early"
    called, asks = "getting up early", "Gets up early"

    def value(self, person, volunteer, case):
        return 100 if "mon-am" in volunteer.times else 0

    def grid(self, block):
        early = ["mon-am" in block.pool.facts[at].times for at in np.arange(len(block.pool))[block.columns]]
        return np.array(early, dtype=np.uint8)[None, :] * np.uint8(100)

    def say(self, person, volunteer, case, words):
        return ("Gets up early", "") if self.value(person, volunteer, case) else ("", "Gets up late")
"""
RULE = """
import numpy as np
from matching.engine.rules.registry import HardRule, rule


@rule
class NoNamesake(HardRule):
    code, order = "namesake", 500

    def rules_out(self, person, volunteer, case):
        return volunteer.id == "namesake"

    def grid(self, block):
        found = [block.pool.facts[at].id == "namesake" for at in np.arange(len(block.pool))[block.columns]]
        return np.array(found, dtype=np.bool_)[None, :]

    def title(self, person, case, words):
        return "Has the same name"
"""
ASKED = """
from matching.engine.facts import PersonFacts, VolunteerFacts
from matching.engine.features import weighable
from matching.engine.pairs import lawful_pairs
from matching.engine.population import TODAY
from matching.engine.ranking import rank
from matching.engine.settings import Settings

person = PersonFacts(id="grace", weights={"early": 60, "conditions": 40})
pool = [VolunteerFacts(id=key, roles=frozenset({"coach"}), places=1, times=frozenset({time}))
        for key, time in (("late", "mon-eve"), ("early", "mon-am"), ("namesake", "mon-am"))]
ranking = rank(person, pool, settings=Settings(), today=TODAY)
pairs = lawful_pairs([person], pool, settings=Settings(), today=TODAY)
print([(one.volunteer.id, one.score, one.reasons_for, one.reasons_against) for one in ranking.best()])
print([(count.words, count.people) for count in ranking.ruled_out_counts])
print(sorted(zip([pairs.volunteers[at] for at in pairs.volunteer], pairs.score.tolist())))
print([one.asks for one in weighable() if one.code == "early"])
"""
ANSWER = """\
[('early', 8000, ('Gets up early',), ()), ('late', 2000, (), ('Gets up late',))]
[('Has the same name', 1)]
[('early', 8000), ('late', 2000)]
['Gets up early']
"""


def test_a_new_file_in_features_and_one_in_rules_are_all_it_takes(tmp_path: Path):
    engine = tmp_path / "matching" / "engine"
    shutil.copytree(
        Path(matching.__file__).parent / "engine", engine, ignore=shutil.ignore_patterns("__pycache__")
    )
    (tmp_path / "matching" / "__init__.py").write_text("")
    (engine / "features" / "early.py").write_text(FEATURE)
    (engine / "rules" / "namesake.py").write_text(RULE)
    found = subprocess.run(
        [sys.executable, "-c", ASKED], cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (found.stderr, found.stdout) == ("", ANSWER)
