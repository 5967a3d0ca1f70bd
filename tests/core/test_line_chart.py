"""Lines over time: where they run, what is read out, the table of the same figures."""

from datetime import date, timedelta

import pytest
from django.template.loader import render_to_string

from peersupport.core.charts import Series, line_chart
from peersupport.core.charts.lines import step

DAYS = [date(2026, 11, 23), date(2026, 12, 23), date(2027, 1, 23)]
HOSTILE = "<script>alert('x')</script>"


def chart(*series, days=DAYS):
    return line_chart(days, series, title="People", when="Month from")


def test_a_line_runs_from_the_left_edge_to_the_right_between_base_and_top():
    wide, narrow = chart(Series("Now", (0, 5, 10))).drawings
    assert [drawing.paths[0].points for drawing in (wide, narrow)] == [
        "44.0,192.0 289.0,102.0 534.0,12.0",
        "44.0,152.0 189.0,82.0 334.0,12.0",
    ]


def test_several_lines_share_one_scale_and_differ_in_kind():
    drawing = chart(Series("Now", (0, 0, 5)), Series("More", (0, 0, 10))).drawings[0]
    assert [(path.kind, path.points.split(",")[-1]) for path in drawing.paths] == [(1, "102.0"), (2, "12.0")]


def test_the_months_stand_below_where_there_is_room():
    months = chart(Series("Now", (1, 2, 3))).drawings[0].months
    assert [month.words for month in months] == ["Nov", "Dec"]


def test_a_month_that_is_almost_over_makes_way_for_the_first_whole_one():
    weeks = [date(2026, 11, 23) + timedelta(weeks=number) for number in range(40)]
    months = chart(Series("Now", tuple(range(40))), days=weeks).drawings[0].months
    assert [month.words for month in months][:3] == ["Dec", "Jan", "Feb"]


def test_what_is_read_out_has_the_ends_and_the_height_of_each_line():
    assert chart(Series("Now", (1, 9, 3))).description == (
        "Now: from 1 to 3, at most 9. The table below has every figure."
    )


def test_the_table_has_every_figure():
    rows = chart(Series("Now", (1, 2, 3)), Series("More", (4, 5, 6))).rows
    assert rows == ((DAYS[0], (1, 4)), (DAYS[1], (2, 5)), (DAYS[2], (3, 6)))


def test_a_line_of_nothing_lies_on_the_base():
    assert chart(Series("Now", (0,)), days=DAYS[:1]).drawings[0].paths[0].points == "44.0,192.0"


@pytest.mark.parametrize(
    ("most", "every"), [(1, 1), (5, 1), (6, 2), (11, 5), (26, 10), (500, 100), (501, 200)]
)
def test_grid_lines_are_five_at_most_and_of_round_numbers(most, every):
    assert step(most) == every


def test_no_text_is_html():
    drawn = line_chart(DAYS[:1], [Series(HOSTILE, (1,)), Series(HOSTILE, (1,))], title=HOSTILE, when=HOSTILE)
    assert "<script" not in render_to_string("components/line_chart.html", {"chart": drawn, "id": "x"})
