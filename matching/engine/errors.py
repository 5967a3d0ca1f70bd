"""What the engine refuses, by name. Pure values in, so each of these is a mistake of the caller."""


class EngineError(Exception):
    """Any refusal of the engine."""


class UnknownFeature(EngineError):
    """Weights name a feature that does not exist."""


class WeightsDoNotAddUp(EngineError):
    """Weights are negative, not whole, or do not sum to 100."""


class NotAskedFor(EngineError):
    """A protected characteristic has a weight, and the person did not ask for it."""


class SameIdTwice(EngineError):
    """Two people or two volunteers have one id."""


class NotACandidate(EngineError):
    """An explanation was asked for somebody who is not in the ranking, or was ruled out."""
