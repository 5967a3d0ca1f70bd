"""Whose turn it is among those who wait: one rule for the lists and for a matching round."""


def lifted(urgency: int, days: int, target_days: int) -> int:
    """The class of an urgency (0 is most urgent) after so many days of waiting, never below 0.

    Every full target wait lifts a person by one class, so nobody starves behind urgent referrals.
    """
    return max(0, urgency - max(0, days) // max(1, target_days))
