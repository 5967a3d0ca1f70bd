"""What the solver refuses, by name."""

from matching.engine.errors import EngineError


class BadProblem(EngineError):
    """The arrays do not describe a problem."""


class NotWholeNumbers(BadProblem):
    """An array or a setting holds something other than integers."""


class WrongLength(BadProblem):
    """Arrays that belong together differ in length."""


class OutOfRange(BadProblem):
    """An index names a patient or a volunteer who does not exist."""


class NegativeNumber(BadProblem):
    """A score, priority, number of places, kappa or fairness is below zero."""


class DuplicatePair(BadProblem):
    """A patient and a volunteer are paired twice."""


class DuplicateKey(BadProblem):
    """Two patients, or two volunteers, have one key."""


class WeightTooLarge(BadProblem):
    """A weight would reach 2^52, where sums stop being exact."""


class NotCertified(EngineError):
    """The answer could not be proved to be the best: it must not be used."""
