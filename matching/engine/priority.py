"""When a person's turn is in a round: by classes from 0, which is served first."""

WEEKS = 52  # who waits longer than a year counts as a year
LEAST = 2  # the class of whoever is not urgent and has just come
PACE = 2  # so that a week costs somebody urgent some two points of a hundred


def rank(lifted_class: int, days: int, *, longest_first: bool) -> int:
    """The priority for the solver. With the longest wait first, each week of waiting is a class of its own."""
    if not longest_first:
        return lifted_class
    return lifted_class * (WEEKS + 1) + WEEKS - min(WEEKS, max(0, days) // 7)


def hurry(lifted_class: int, days: int, *, longest_first: bool) -> int:
    """What each week until a place opens costs in a round, in ten-thousandths of a full fit: the more, the earlier
    somebody's turn is. The same for all whose turn is the same, so that it never decides which of them is matched.
    """
    turn = rank(lifted_class, days, longest_first=True) if longest_first else lifted_class * (WEEKS + 1)
    last = rank(LEAST, 0, longest_first=True) if longest_first else LEAST * (WEEKS + 1)
    return PACE * max(0, last - turn)
