"""Coming to the answer of a past round again, from nothing but what it stored."""

from dataclasses import dataclass

from matching.engine import stored
from matching.engine.rounds import answer, problem
from matching.models import Run


@dataclass(frozen=True, slots=True)
class Replay:
    """`same_pairs`: the same pairs are lawful and score the same; `same_answer`: everybody gets the same volunteer."""

    same_pairs: bool
    same_answer: bool
    certified: bool

    @property
    def same(self) -> bool:
        return self.same_pairs and self.same_answer


def replay(run: Run) -> Replay:
    """Solve a finished round once more. If the engine has changed since, the answer says so."""
    asked = stored.round_of(stored.unpacked(run.inputs))
    made = problem(asked)
    found = answer(asked, made)
    kept = stored.unpacked(run.outcome)["matched"]
    again = {key: [volunteer, found.score_of[key]] for key, volunteer in found.volunteer_of.items()}
    return Replay(made.digest == run.figures["digest"], again == kept, found.certified)
