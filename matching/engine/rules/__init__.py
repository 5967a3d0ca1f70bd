"""Which pairs are lawful. `eligibility` is the one function that says so for a pair, `unlawful` for many."""

from matching.engine.discovery import import_all
from matching.engine.rules.registry import HardRule, Rule, rule, rules

import_all(__name__, __path__)

from matching.engine.rules.eligibility import Reason, eligibility, unlawful  # noqa: E402

__all__ = ["HardRule", "Reason", "Rule", "eligibility", "rule", "rules", "unlawful"]
