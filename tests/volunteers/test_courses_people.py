"""Adding people to a course out of 300: search, filters and pages without losing a tick."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import TODAY, make_volunteer
from tests.volunteers.joining import NOW
from tests.volunteers.learning import two_modules
from volunteers.models import Course, HeldRole, Place, Training, Volunteer
from volunteers.selectors.courses_people import candidates
from volunteers.services.training import finish


@pytest.fixture
def course(cast) -> Course:
    """For coaches. Denise takes part, Abdul lacks both modules, Joan is a befriender."""
    listening, _ = two_modules(cast)
    Training.objects.of(cast.scheme).filter(volunteer=cast.abdul).delete()
    return listening.course


def crowd(cast, number: int) -> None:
    """Befrienders with names that sort behind all others."""
    made = Volunteer.objects.bulk_create(
        Volunteer(
            scheme=cast.scheme, ref=f"Z{n}", first_name="Zed", last_name=f"Zulu{n:03}", stage="active",
            stage_since_on=TODAY,
        )
        for n in range(number)
    )  # fmt: skip
    HeldRole.objects.bulk_create(
        HeldRole(scheme=cast.scheme, volunteer=one, role=cast.befriender, since_on=TODAY) for one in made
    )


def has_it(cast, who: Volunteer, course: Course) -> None:
    for module in course.modules.all():
        finish(by=cast.by(cast.priya), volunteer=who, module=module, done_on=TODAY, at=NOW, today=TODAY)


def ask(client, course: Course, step: str = "", **more):
    place = reverse("courses-add-people", args=[course.pk])
    return client.post(place, {"step": step, **more}) if step else client.get(place)


def shown(page) -> list[str]:
    return [words for _, words in page.context["form"].fields["people"].widget.choices]


def keys(*people: Volunteer) -> list[str]:
    return [str(one.pk) for one in people]


def taking_part(course: Course) -> set[str]:
    rows = Place.objects.everywhere().open().filter(course=course).select_related("volunteer")
    return {row.volunteer.name for row in rows}


def test_whoever_needs_it_stands_first_and_whoever_has_it_last_and_says_so(cast, course, sign_in):
    carol = make_volunteer(cast, "Carol Pike", cast.coach, renew_by=date(2028, 1, 1))
    has_it(cast, carol, course)
    assert shown(ask(sign_in(cast.priya), course)) == [
        "Abdul Rahman, Coach: needs 2 modules",
        "Joan Marsh, Befriender",
        "Carol Pike, Coach: already has it",
    ]


def test_who_brought_training_for_the_role_has_it_too(cast, course, sign_in):
    Training.make(scheme=cast.scheme, volunteer=cast.abdul, kind="coach", finished_on=TODAY)
    assert shown(ask(sign_in(cast.priya), course))[-1] == "Abdul Rahman, Coach: already has it"


def test_300_people_come_in_pages_of_25(cast, course, sign_in):
    crowd(cast, 300)
    client = sign_in(cast.priya)
    first, last = ask(client, course), ask(client, course, "page-13")
    assert (len(shown(first)), shown(first)[:1], shown(last)) == (
        25, ["Abdul Rahman, Coach: needs 2 modules"], ["Zed Zulu298, Befriender", "Zed Zulu299, Befriender"],
    )  # fmt: skip
    assert b"1 to 25 of 302 people" in first.content


def test_a_tick_stays_when_somebody_searches_and_turns_the_page(cast, course, sign_in):
    crowd(cast, 60)
    client = sign_in(cast.priya)
    searched = ask(client, course, "search", q="zulu05", people=keys(cast.abdul))
    form = searched.context["form"]
    assert (len(shown(searched)), form.elsewhere, b"Also ticked: Abdul Rahman." in searched.content) == (
        10, keys(cast.abdul), True,
    )  # fmt: skip
    zed = Volunteer.objects.of(cast.scheme).get(last_name="Zulu055")
    turned = ask(client, course, "page-2", people=keys(zed), chosen=keys(cast.abdul))
    ask(client, course, "add", people=keys(cast.joan), chosen=turned.context["form"].elsewhere)
    assert taking_part(course) == {"Denise Harper", "Abdul Rahman", "Zed Zulu055", "Joan Marsh"}


def test_a_tick_that_is_taken_away_is_gone(cast, course, sign_in):
    client = sign_in(cast.priya)
    kept = ask(client, course, "search", people=keys(cast.abdul))
    again = ask(client, course, "search", people=[])
    assert (kept.context["form"].fields["people"].initial, again.context["form"].fields["people"].initial) == (
        keys(cast.abdul), [],
    )  # fmt: skip


def test_looking_around_adds_nobody(cast, course, sign_in):
    ask(sign_in(cast.priya), course, "search", people=keys(cast.abdul))
    assert taking_part(course) == {"Denise Harper"}


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"q": "joan"}, ["Joan Marsh, Befriender"]),
        ({"show": "needs"}, ["Abdul Rahman, Coach: needs 2 modules"]),
        ({"show": "free"}, ["Joan Marsh, Befriender"]),
        ({"show": "has"}, []),
        ({"q": "nobody"}, []),
        (
            {"show": "nonsense", "role": "x"},
            ["Abdul Rahman, Coach: needs 2 modules", "Joan Marsh, Befriender"],
        ),
    ],
)
def test_the_list_is_searched_and_filtered(cast, course, sign_in, asked, names):
    page = ask(sign_in(cast.priya), course, "search", **asked)
    assert (page.status_code, shown(page)) == (200, names)


def test_the_list_is_filtered_by_role(cast, course, sign_in):
    page = ask(sign_in(cast.priya), course, "search", role=str(cast.befriender.pk))
    assert shown(page) == ["Joan Marsh, Befriender"]


@pytest.mark.parametrize("step", ["page-0", "page-99", "page-x", "page-" + "9" * 30, "what"])
def test_a_page_that_there_is_not_is_the_nearest_one(cast, course, sign_in, step):
    assert len(shown(ask(sign_in(cast.priya), course, step))) == 2


def test_without_a_tick_the_page_says_what_to_do(cast, course, sign_in):
    answer = ask(sign_in(cast.priya), course, "add")
    assert (answer.status_code, answer.context["form"].errors) == (
        422,
        {"people": ["Tick at least one person"]},
    )


def test_the_list_takes_as_many_queries_for_2_as_for_300(cast, course):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            candidates(course, actor=cast.by(cast.priya), on=TODAY)
        return len(captured)

    few = queries()
    crowd(cast, 298)
    assert (few, queries()) == (8, 8)
