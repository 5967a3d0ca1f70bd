"""The benchmark measures what it says; how fast is its own business."""

from matching.engine import bench


def test_the_table_names_its_rows_and_certifies_its_runs():
    rows = list(bench.table(ranks=(20,), runs=((30, 15),), schemes=2))
    assert [row.work for row in rows] == [
        "top 10 of 20 with reasons", "score 30 x 15", "solve and prove 30 x 15", "run 30 x 15",
        "2 closed schemes of 500 x 150",
    ]  # fmt: skip
    assert [row.certified for row in rows] == [None, None, True, True, True]
    assert all(row.seconds > 0 for row in rows)
    assert rows[2].ratio > 0
    assert rows[3].as_dict()["memory_mb"] > 0
