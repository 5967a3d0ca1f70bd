"""The volunteers' board, and whom one volunteer supports."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from peersupport.audit.models import Event
from programmes.presenters.board import near, place, places, summary, tags
from programmes.selectors.board import Line, board
from tests.cast import TODAY, also_holds, make_patient, make_volunteer
from tests.programmes.builders import held, support
from tests.programmes.people_builders import mo_with_denise
from volunteers.models import Role, SupervisionRule


def line(cast, volunteer, member=None) -> Line:
    found = board(actor=cast.by(member or cast.priya), on=TODAY)
    return next(line for line in found if line.volunteer.pk == volunteer.pk)


def words(found: Line) -> list[tuple[str, str]]:
    return [(tag.text, tag.colour) for tag in tags(found, TODAY)]


def rows(page) -> list[str]:
    return [row.cells[0].text for row in page.context["table"].rows]


def test_a_line_shows_people_load_and_limit(cast):
    mo_with_denise(cast)
    found = line(cast, cast.denise)
    assert (
        found.roles,
        found.languages,
        found.supports,
        found.most,
        found.people,
        found.load,
        found.limit,
    ) == (
        ("Coach",),
        ("English",),
        1,
        5,
        ("Mo E.",),
        (0, 1, 0, 1, 0, 0, 0, 1),
        3,
    )


def test_the_most_people_a_volunteer_wants_is_the_limit(cast):
    cast.denise.change(most_people=2)
    assert line(cast, cast.denise).most == 2


def test_a_volunteer_without_anybody_has_places_now(cast):
    assert place(line(cast, cast.abdul).place, TODAY) == {"text": "Now, 2 places"}


def test_the_next_place_is_a_day_when_there_is_none_now(cast):
    for number in range(2):
        row = make_patient(cast, f"Ann Number{number}", waits_since=TODAY)
        support(cast, cast.abdul, row, start=date(2026, 11, 23))
    found = line(cast, cast.abdul).place
    assert (found.now, found.next_on is not None) == (0, True)


def test_a_lapsed_check_stops_new_matches_and_says_what_comes_first(cast):
    found = line(cast, cast.joan)
    assert (place(found.place, TODAY), words(found), found.needs_something) == (
        {"text": "After a new check"},
        [("Check ran out 53 days ago", "orange")],
        True,
    )


def overdue(cast, volunteer, **renew) -> None:
    volunteer.checks.get().change(renew_by_on=TODAY - timedelta(**renew))


def test_supervision_that_is_overdue_says_by_how_many_days(cast):
    SupervisionRule.make(
        scheme=cast.scheme,
        role=cast.coach,
        level="new",
        name="New",
        starts_on=date(2026, 1, 1),
        one_weeks=6,
        group_weeks=None,
    )
    [reason] = line(cast, cast.abdul).missing
    days = (TODAY - reason.due_on).days
    assert (reason.code, words(line(cast, cast.abdul))) == (
        "supervision", [(f"Supervision overdue, {days} days", "orange")],
    )  # fmt: skip


def test_whoever_is_overdue_for_longest_stands_first_among_those_with_something_missing(cast, sign_in):
    overdue(cast, cast.abdul, days=3)
    overdue(cast, cast.joan, days=2)
    overdue(cast, cast.denise, days=30)
    page = sign_in(cast.priya).get(reverse("volunteers"), {"show": "missing"})
    said = [[tag.text for tag in row.cells[5].tags] for row in page.context["table"].rows]
    assert (rows(page), said) == (
        ["Denise Harper", "Abdul Rahman", "Joan Marsh"],
        [["Check ran out 30 days ago"], ["Check ran out 3 days ago"], ["Check ran out 2 days ago"]],
    )


def test_who_only_teaches_courses_has_no_place_for_one_person(cast):
    tutors = Role.make(
        scheme=cast.scheme, kind="lay_tutor", name="Tutor", check_level="none", check_reason="None"
    )
    cast.abdul.held_roles.update(role=tutors)
    found = line(cast, cast.abdul)
    assert (place(found.place, TODAY), found.most, found.with_groups) == ({"text": "Courses only"}, 0, True)


def test_a_check_that_runs_out_soon_is_told(cast):
    cast.abdul.checks.get().change(renew_by_on=TODAY + timedelta(days=20))
    assert words(line(cast, cast.abdul)) == [("Check expires in 20 days", "yellow")]


def test_weeks_over_the_limit_are_counted(cast):
    cast.abdul.change(most_contacts_a_week=1)
    for number in range(2):
        row = make_patient(cast, f"Ann Number{number}", waits_since=TODAY)
        support(cast, cast.abdul, row, start=date(2026, 11, 24))
    assert words(line(cast, cast.abdul)) == [("Over the limit in 8 weeks", "red")]


def test_evidence_that_never_came_is_told_without_haste(cast):
    new = make_volunteer(cast, "Mei Chow", cast.coach, renew_by=date(2028, 1, 1))
    new.training.all().delete()
    new.agreements.all().delete()
    assert words(line(cast, new)) == [("No training set up", "blue"), ("No agreement published", "blue")]


def test_the_counts_on_top_are_those_of_the_lines(cast):
    mo_with_denise(cast)
    found = board(actor=cast.by(cast.priya), on=TODAY)
    assert summary(found) == "3 active. 3 places free now. 2 need something from you"


@pytest.fixture
def also_befriends(cast):
    """Abdul has a place as befriender, and none left as coach for a while."""
    cast.befriender.change(people_at_once=1)
    also_holds(cast, cast.abdul, cast.befriender)
    cast.coach.change(caseload="fixed", people_at_once=1)
    support(cast, cast.abdul, make_patient(cast, "Ann Number", waits_since=TODAY), start=date(2026, 11, 23))


def test_places_of_another_day_in_another_role_are_told_by_role(cast, also_befriends):
    found = line(cast, cast.abdul)
    coach = next(one for one in found.places if one.role == "Coach")
    assert (coach.now, coach.next_on is not None) == (0, True)
    assert places(found, TODAY) == {
        "text": "Now, 1 place", "sub": f"Befriender. Coach: {near(coach.next_on, TODAY)}",
    }  # fmt: skip


def test_a_place_that_could_be_given_in_two_roles_is_counted_once(cast, also_befriends):
    found = board(actor=cast.by(cast.priya), on=TODAY)
    assert summary(found).startswith("3 active. 2 places free now (Befriender 1, Coach 1)")


def test_the_same_answer_in_each_role_is_told_once(cast):
    cast.coach.change(caseload="fixed", people_at_once=3)
    also_holds(cast, cast.abdul, cast.befriender)
    assert places(line(cast, cast.abdul), TODAY) == {"text": "Now, 3 places"}
    assert summary([line(cast, cast.abdul)]).startswith("1 active. 3 places free now. ")


def test_a_coordinator_of_a_team_sees_its_volunteers_and_no_names_of_others(cast):
    support(cast, cast.denise, cast.graces_place, start=date(2026, 11, 23))
    cast.abdul.change(team=cast.central)
    found = board(actor=cast.by(cast.tom), on=TODAY)
    assert [(one.volunteer.name, one.supports, one.people) for one in found] == [
        ("Denise Harper", 1, ()),
        ("Joan Marsh", 0, ()),
    ]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({}, ["Abdul Rahman", "Denise Harper", "Joan Marsh"]),
        ({"q": "HARPER denise"}, ["Denise Harper"]),
        ({"show": "free"}, ["Abdul Rahman", "Denise Harper"]),
        ({"show": "missing"}, ["Joan Marsh"]),
        ({"show": "over"}, []),
        ({"show": "joining"}, ["Mei Chow"]),
        ({"show": "left"}, ["Ruth Lane"]),
        ({"show": "nonsense"}, ["Abdul Rahman", "Denise Harper", "Joan Marsh"]),
    ],
)
def test_the_board_is_filtered(cast, sign_in, query, names):
    make_volunteer(cast, "Mei Chow", cast.coach, renew_by=date(2028, 1, 1), stage="training")
    make_volunteer(cast, "Ruth Lane", cast.coach, renew_by=date(2028, 1, 1), stage="stepped_down")
    assert rows(sign_in(cast.priya).get(reverse("volunteers"), query)) == names


def test_the_board_is_filtered_by_role_and_area(cast, sign_in):
    also_holds(cast, cast.denise, cast.befriender)
    cast.joan.change(team=cast.central)
    client = sign_in(cast.priya)
    assert rows(client.get(reverse("volunteers"), {"role": str(cast.befriender.pk)})) == [
        "Denise Harper",
        "Joan Marsh",
    ]
    assert rows(client.get(reverse("volunteers"), {"area": str(cast.central.pk)})) == ["Joan Marsh"]


@pytest.mark.parametrize(
    ("member", "board_status", "people_status"),
    [
        ("priya", 200, 200),
        ("maria", 200, 200),
        ("ana", 200, 200),
        ("hilda", 200, 404),
        ("denise_member", 403, 403),
        ("whitlock", 403, 403),
    ],
)
def test_who_may_open_the_board_and_the_people_of_a_volunteer(
    cast, sign_in, member, board_status, people_status
):
    client = sign_in(getattr(cast, member))
    answers = [
        client.get(place).status_code
        for place in (reverse("volunteers"), reverse("volunteers-people", args=[cast.denise.pk]))
    ]
    assert answers == [board_status, people_status]


def test_another_scheme_sees_none_of_ours(cast, sign_in):
    assert rows(sign_in(cast.hilda).get(reverse("volunteers"))) == []


def test_the_people_of_a_volunteer_are_listed_with_what_is_late(cast, sign_in):
    mo_with_denise(cast)
    page = sign_in(cast.priya).get(reverse("volunteers-people", args=[cast.denise.pk]))
    row = page.context["now"].rows[0].cells
    assert (row[0].text, row[3].text, row[4].text, row[4].tags[0].text) == (
        "Mo Ellis",
        "Every two weeks",
        "Tue 1 Dec 2026",
        "Late, 6 days",
    )
    assert (
        Event.objects.of(cast.scheme).filter(action="volunteer.looked", person_key=cast.denise.pk).count()
        == 1
    )


def test_people_of_another_team_are_counted_and_not_named(cast, sign_in):
    support(cast, cast.denise, cast.graces_place, start=date(2026, 11, 23))
    page = sign_in(cast.tom).get(reverse("volunteers-people", args=[cast.denise.pk]))
    assert (page.context["hidden"], "Grace" in page.content.decode()) == (1, False)


def test_who_was_supported_before_stands_below(cast, sign_in):
    relationship = mo_with_denise(cast)
    relationship.change(state="ended", ended_on=date(2026, 11, 20))
    page = sign_in(cast.priya).get(reverse("volunteers-people", args=[cast.denise.pk]))
    assert [row.cells[0].text for row in page.context["before"].rows] == ["Mo Ellis"]


def test_the_board_takes_as_many_queries_for_3_volunteers_as_for_20(cast, sign_in):
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(reverse("volunteers")).status_code == 200
        return len(seen)

    mo_with_denise(cast)
    client = sign_in(cast.priya)
    queries()
    few = queries()
    for number in range(17):
        letter = chr(97 + number)
        one = make_volunteer(cast, f"V{letter} Person", cast.coach, renew_by=TODAY + timedelta(days=20))
        row = make_patient(cast, f"P{letter} Person", waits_since=TODAY)
        held(support(cast, one, row, start=date(2026, 10, 5)), 1, 2)
    assert queries() == few <= 33
