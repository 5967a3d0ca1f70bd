"""A figure: what was done, what was measured, and whether the goal is met.

What is lost, repeated or seen counts on any machine. Seconds are the machine's too: the short form runs in CI beside
other work, so there a goal in seconds is missed only when it takes several times as long, which a hang does.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

PATIENT = 4


@dataclass(frozen=True, slots=True)
class Figure:
    """`done` is what was done to it, `found` what was measured; `met` whether the goal of the figure is met."""

    name: str
    done: str
    found: str
    met: bool
    seconds: float = 0

    def as_dict(self) -> dict:
        return asdict(self)


def allowed(goal: float, *, short: bool) -> float:
    """Seconds in which a goal is still met."""
    return goal * (PATIENT if short else 1)


def table(figures: Iterable[Figure]) -> str:
    """`K1  50 kills, 1,000 messages: 0 lost, 0 repeated, recovery 4.1 s`, a line each."""
    return "\n".join(line(figure) for figure in figures)


def line(figure: Figure) -> str:
    mark = "" if figure.met else "   GOAL NOT MET"
    return f"{figure.name:<5}{figure.done}: {figure.found}{mark}   ({figure.seconds:.0f} s)"
