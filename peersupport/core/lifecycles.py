"""A lifecycle is a table of the allowed moves between the states of a thing."""

from collections.abc import Mapping
from dataclasses import dataclass

from peersupport.core.errors import MoveNotAllowed


@dataclass(frozen=True)
class Lifecycle:
    """`moves` has every state as a key, with the states it may go to. Final states have none."""

    name: str
    start: str
    moves: Mapping[str, frozenset[str]]

    def check(self, old: str, new: str) -> None:
        """Raise MoveNotAllowed unless `old` may become `new`."""
        if new not in self.moves.get(old, frozenset()):
            raise MoveNotAllowed(
                f"This {self.name} is {old.replace('_', ' ')}, so it cannot become {new.replace('_', ' ')}."
            )

    @property
    def states(self) -> frozenset[str]:
        return frozenset(self.moves)

    @property
    def final(self) -> frozenset[str]:
        return frozenset(state for state, following in self.moves.items() if not following)

    def reachable(self) -> frozenset[str]:
        """Every state that can be reached from the start."""
        seen, todo = set(), [self.start]
        while todo:
            state = todo.pop()
            if state not in seen:
                seen.add(state)
                todo.extend(self.moves[state])
        return frozenset(seen)
