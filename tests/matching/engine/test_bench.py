"""The benchmark measures what it says; how fast is its own business."""

from hypothesis import given, settings

from matching.engine import bench
from matching.engine.bench import others
from matching.engine.bench.measure import alone, memory
from tests.matching.engine.problems import hungarian, small

NAMES = [
    "top 10 of 20 with reasons", "score 30 x 15", "solve and prove 30 x 15", "run 30 x 15",
    "2 closed schemes of 500 x 150", "500 x 150 in another order", "run 12 x 8, a place each",
    "plain Python: pair by pair 12 x 8",
    "plain Python: Hungarian 12 x 8", "plain Python: both 12 x 8",
    "greedy: the best pair first 500 x 150", "greedy: the most urgent person first 500 x 150",
]  # fmt: skip


def test_the_table_names_its_rows_and_certifies_its_runs():
    rows = list(bench.table(ranks=(20,), runs=((30, 15),), schemes=2, plain=(12, 8)))
    assert [row.work for row in rows] == NAMES
    assert [row.certified for row in rows[:7]] == [None, None, True, True, True, True, True]
    assert rows[5].note == "0 of 30 answers changed"
    assert all(row.seconds > 0 for row in rows)
    assert rows[2].ratio > 0
    assert rows[3].as_dict()["memory_mb"] > 0


def test_plain_python_finds_the_same_worth_and_greedy_says_what_it_lost():
    rows = {row.work: row for row in bench.table(ranks=(), runs=(), schemes=0, plain=(12, 8))}
    assert rows["plain Python: Hungarian 12 x 8"].note == "the same worth"
    assert rows["greedy: the most urgent person first 500 x 150"].note == (
        "people by class +0 -2 -15 +12; score -11.2%"
    )


def test_a_process_of_its_own_counts_only_its_own_memory():
    kept = bytearray(200 * 1024**2)
    assert alone(memory) < memory() - len(kept) // 1024**2 // 2


@settings(max_examples=60, deadline=None)
@given(small(patients=6, volunteers=5))
def test_the_textbook_algorithm_to_compare_with_is_right(problem):
    spacing = len(problem.priority) * 10_001 + 1
    slots = [v for v, free in enumerate(problem.places) for _ in range(free)]
    size = max(len(slots), len(problem.priority))
    top = 5 * spacing
    cost = [[top] * size for _ in range(size)]
    for row, level in enumerate(problem.priority):
        for column, holder in enumerate(slots):
            if (row, holder) in problem.scores:
                cost[row][column] = top - (4 - level) * spacing - problem.scores[row, holder]
    answer = others.Hungarian(cost).answer()
    real = [row for row in range(len(problem.priority)) if cost[row][answer[row]] < top]
    assert sorted(answer) == list(range(size))
    assert sum(problem.scores[row, slots[answer[row]]] for row in real) == hungarian(problem)[1]
