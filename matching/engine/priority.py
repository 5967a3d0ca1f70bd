"""How urgent a person is in a round: classes from 0, which is served first.

Every full target wait lifts a person by one class, so nobody starves behind urgent referrals.
"""

WEEKS = 52  # who waits longer than a year counts as a year


def lifted(urgency: int, days: int, target_days: int) -> int:
    """The class of an urgency (0 is most urgent) after so many days of waiting, never below 0."""
    return max(0, urgency - max(0, days) // max(1, target_days))


def rank(lifted_class: int, days: int, *, longest_first: bool) -> int:
    """The priority for the solver. With the longest wait first, each week of waiting is a class of its own."""
    if not longest_first:
        return lifted_class
    return lifted_class * (WEEKS + 1) + WEEKS - min(WEEKS, max(0, days) // 7)
