"""A series of days from a rule: every so many weeks on the same weekday, closed days left out. Pure."""

from datetime import date, timedelta

from peersupport.core.calendar import ClosedDays, NoOpenDay, tester

MOST, LONGEST = 60, 53 * 7 * 2


def weekly(first: date, number: int, closed: ClosedDays = (), *, every: int = 1) -> list[date]:
    """`number` days from `first` on, `every` weeks apart. A closed day is skipped, not moved: the weekday stays.

    Raises ValueError for a number or step that makes no series, NoOpenDay when the days run out.
    """
    if not (1 <= number <= MOST and every >= 1):
        raise ValueError(f"{number} days, {every} weeks apart, are no series")
    shut, found, day = tester(closed), [], first
    while len(found) < number:
        if not shut(day):
            found.append(day)
        elif (day - first).days > LONGEST + number * every * 7:
            raise NoOpenDay("Too many of these days are closed. Choose another weekday.")
        try:
            day += timedelta(weeks=every)
        except OverflowError:
            if len(found) < number:
                raise NoOpenDay("The calendar ends before the series does.") from None
    return found
