"""The recruitment page: one list, and every number is a part of it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests.cast import TODAY
from tests.volunteers.joining import NOW, about, give_coach, queries, referee, rosa, talk, three_people
from volunteers.models import Leave, Volunteer
from volunteers.services.recruitment import Contact
from volunteers.services.recruitment_moves import begin_supporting, move, step_down


@pytest.fixture
def three(cast) -> dict[str, Volunteer]:
    return three_people(cast)


def recruitment(client, query: str = ""):
    return client.get(f"{reverse('recruitment')}{query}")


def names(page) -> list[str]:
    return [row.cells[0].text for row in page.context["table"].rows]


def test_the_list_shows_the_longest_in_their_stage_first_with_what_comes_next(cast, three, sign_in):
    page = recruitment(sign_in(cast.priya))
    assert names(page) == ["Sid Oak", "Rosa Lind", "Tess Pine"]
    rows = page.context["table"].rows
    assert [row.cells[4].text for row in rows] == [
        "Hold the interview",
        "Answer the enquiry",
        "Look at the enquiry",
    ]
    assert [row.edge for row in rows] == ["orange", "", "blue"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=OAK sid", ["Sid Oak"]),
        ("?stage=interview", ["Sid Oak"]),
        ("?stage=active", ["Denise Harper", "Joan Marsh", "Abdul Rahman"]),
        ("?show=held", ["Tess Pine"]),
        ("?show=stuck", ["Sid Oak"]),
        ("?show=read", []),
        ("?q=nobody", []),
        ("?stage=king&show=x&role=y&page=99", ["Sid Oak", "Rosa Lind", "Tess Pine"]),
    ],
)
def test_filters_stand_in_the_address(cast, three, sign_in, query, found):
    assert names(recruitment(sign_in(cast.priya), query)) == found


def test_the_role_filter_shows_who_holds_it(cast, three, sign_in):
    assert names(recruitment(sign_in(cast.priya), f"?role={cast.coach.pk}")) == ["Sid Oak"]


def test_each_number_is_as_long_as_the_list_behind_it(cast, three, sign_in):
    reference = referee(cast, three["sid"])
    reference.change(returned_at=NOW, answer="yes")
    step_down(**about(cast), volunteer=cast.joan, reason="health")
    client = sign_in(cast.priya)
    page = recruitment(client)
    links = {stat.href: stat.number for stat in page.context["stats"]}
    links |= {
        row.cells[1].href: int(row.cells[1].text)
        for name in ("by_stage", "reasons")
        for row in page.context[name].rows
        if row.cells[1].href
    }
    assert len(links) == 8
    assert {href: len(names(client.get(href))) for href in links} == links


def test_an_enquiry_that_was_not_real_counts_nowhere(cast, three, sign_in):
    client = sign_in(cast.priya)
    client.post(reverse("enquiries-reject", args=[three["tess"].pk]))
    page = recruitment(client)
    assert page.context["reasons"].rows == []
    assert names(recruitment(client, "?stage=stepped_down")) == []


def test_time_in_a_stage_is_counted_for_those_there_and_those_who_moved_on(cast, three, sign_in):
    for volunteer, days in ((three["rosa"], 10), (three["tess"], 21)):
        Volunteer.objects.of(cast.scheme).get(pk=volunteer.pk).change(stage_since_on=TODAY - timedelta(days))
        move(**about(cast), volunteer=volunteer, to="application", why="Wants to apply")
    rows = {row.cells[0].text: row for row in recruitment(sign_in(cast.priya)).context["by_stage"].rows}
    assert [cell.text for cell in rows["Enquiry"].cells] == ["Enquiry", "0", "–", "10 days", "0"]
    assert [cell.text for cell in rows["Interview"].cells] == ["Interview", "1", "40 days", "–", "0"]


def test_a_median_of_three_is_the_one_in_the_middle(cast, three, sign_in):
    for volunteer, days in zip(three.values(), (2, 9, 100), strict=True):
        row = Volunteer.objects.of(cast.scheme).get(pk=volunteer.pk)
        row.change(stage="enquiry", stage_since_on=TODAY - timedelta(days))
    page = recruitment(sign_in(cast.priya))
    assert page.context["by_stage"].rows[0].cells[2].text == "9 days"


def test_reasons_for_leaving_are_counted_for_a_year(cast, three, sign_in):
    step_down(**about(cast), volunteer=cast.joan, reason="health")
    step_down(**about(cast), volunteer=three["rosa"], reason="waited")
    Volunteer.objects.of(cast.scheme).get(pk=three["rosa"].pk).change(left_on=date(2025, 11, 23))
    rows = recruitment(sign_in(cast.priya)).context["reasons"].rows
    assert [[cell.text for cell in row.cells] for row in rows] == [["Health or energy", "1"]]


def test_our_own_figures_stand_beside_the_published_ones(cast, three, sign_in):
    talk(cast, three["sid"])
    move(**about(cast), volunteer=three["rosa"], to="ready", why="All on paper")
    three["rosa"].refresh_from_db()
    begin_supporting(**about(cast), volunteer=three["rosa"])
    rows = recruitment(sign_in(cast.priya)).context["compared"].rows
    assert [[cell.text for cell in row.cells[1:]] for row in rows] == [
        ["3", "97"],
        ["1", "27"],
        ["1", "21"],
        ["1", "5"],
    ]


def test_an_empty_list_says_what_will_appear(cast, sign_in):
    page = recruitment(sign_in(cast.priya)).content.decode()
    assert "Nobody is on the way" in page


def test_the_list_takes_the_same_queries_however_long_it_is(cast, three, sign_in):
    client, place = sign_in(cast.priya), reverse("recruitment")
    few = queries(client, place)
    for number in range(12):
        who = rosa(cast, contact=Contact("Una", f"Elm{number}", phone="3"))
        give_coach(cast, who)
        referee(cast, who)
    assert (queries(client, place), few <= 36) == (few, True)


def test_a_team_coordinator_sees_the_team_and_whoever_has_none_yet(cast, three, sign_in):
    Volunteer.objects.of(cast.scheme).get(pk=three["sid"].pk).change(team=cast.central)
    assert names(recruitment(sign_in(cast.tom))) == ["Rosa Lind", "Tess Pine"]


def test_another_scheme_sees_nobody_of_us(cast, three, sign_in):
    page = recruitment(sign_in(cast.hilda))
    assert (names(page), [stat.number for stat in page.context["stats"]]) == ([], [0, 0, 0, 0])


def test_whoever_is_away_today_counts_as_on_leave_in_the_figure_and_in_its_list(cast, sign_in):
    Leave.make(scheme=cast.scheme, volunteer=cast.denise, starts_on=TODAY, ends_on=TODAY + timedelta(days=9))
    client = sign_in(cast.priya)
    rows = client.get(reverse("recruitment")).context["by_stage"].rows
    now = {row.cells[0].text: (row.cells[1].text, row.cells[1].href) for row in rows}
    assert (now["Active"][0], now["On leave"][0]) == ("2", "1")
    listed = client.get(now["On leave"][1]).context["table"].rows
    assert [(row.cells[0].text, row.cells[1].tags[0].text) for row in listed] == [
        ("Denise Harper", "On leave")
    ]
