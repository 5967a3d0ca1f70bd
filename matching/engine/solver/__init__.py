"""The whole waiting list at once: the provably best proposal. See `assign`."""

from matching.engine.solver.assignment import Assignment, Gain, assign
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

__all__ = [
    "Assignment", "BadProblem", "DuplicateKey", "DuplicatePair", "Gain", "NegativeNumber", "NotCertified",
    "NotWholeNumbers", "OutOfRange", "WeightTooLarge", "WrongLength", "assign",
]  # fmt: skip
