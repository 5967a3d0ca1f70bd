"""The quick search against the slow one that tries everything."""

from collections import Counter
from datetime import date, timedelta
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from programmes.schedule.search import Way, best

MONDAY = date(2026, 11, 23)
mondays = st.integers(0, 5).map(lambda n: MONDAY + timedelta(weeks=n))
ways = st.builds(Way, st.just(()), st.lists(mondays, max_size=4).map(tuple), st.integers(0, 2))
choices = st.lists(st.lists(ways, min_size=1, max_size=4), max_size=4)


def cost(combination, loads):
    total = Counter(loads)
    for way in combination:
        total.update(way.mondays)
    peak = max((total[monday] for way in combination for monday in way.mondays), default=0)
    return peak, sum(n * n for n in total.values()), sum(way.changes for way in combination)


@given(choices, st.dictionaries(mondays, st.integers(0, 3)))
def test_the_search_finds_the_first_of_the_cheapest_combinations(choices, loads):
    assert best(choices, loads) == min(product(*choices), key=lambda found: cost(found, loads))
