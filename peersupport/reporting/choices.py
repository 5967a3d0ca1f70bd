"""How an import moves: looked at first, then taken."""

from peersupport.core.lifecycles import Lifecycle

CHECKED, TAKEN = "checked", "taken"
IMPORT_STATES = ((CHECKED, "Looked at, nothing taken yet"), (TAKEN, "Taken"))
IMPORT = Lifecycle("import", CHECKED, {CHECKED: frozenset({TAKEN}), TAKEN: frozenset()})
