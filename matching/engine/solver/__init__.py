"""The whole waiting list at once: the provably best proposal. See `assign`."""

from matching.engine.solver.assignment import Assignment, Gain, assign, joined
from matching.engine.solver.errors import (
    BadProblem,
    DuplicateKey,
    DuplicatePair,
    NegativeNumber,
    NotCertified,
    NotWholeNumbers,
    OutOfRange,
    WeightTooLarge,
    WrongLength,
)
from matching.engine.solver.objective import Objective, best_scores

__all__ = [
    "Assignment", "BadProblem", "DuplicateKey", "DuplicatePair", "Gain", "NegativeNumber", "NotCertified",
    "NotWholeNumbers", "Objective", "OutOfRange", "WeightTooLarge", "WrongLength", "assign", "best_scores",
    "joined",
]  # fmt: skip
