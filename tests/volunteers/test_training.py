"""Training: what each role needs, the evidence for the gate, refreshers."""

from datetime import date

import pytest
from django.urls import reverse

from programmes.presenters.board import tags
from programmes.selectors.board import board
from tests.cast import TODAY
from tests.volunteers.joining import NOW, about
from tests.volunteers.learning import a_course, a_module, two_modules
from volunteers.choices import READY, TRAINING
from volunteers.models import TrainingNeeds, Volunteer
from volunteers.selectors import eligibility
from volunteers.selectors.training import needs_of, still_needed
from volunteers.selectors.training_facts import facts_of, need
from volunteers.services.courses import change_module
from volunteers.services.courses_order import close
from volunteers.services.intake import Evidence, take_over
from volunteers.services.roles_held import give_roles
from volunteers.services.training import finish, undo

YEAR_AGO = date(2025, 11, 20)


def learns(cast, module, on=TODAY, today=TODAY):
    finish(by=cast.by(cast.priya), volunteer=cast.denise, module=module, done_on=on, at=NOW, today=today)


def states(cast, on=TODAY) -> list[str]:
    return [line.state for line in needs_of([cast.denise], on=on)[cast.denise.pk]]


def learned(cast, kind="coach") -> tuple | None:
    found = facts_of(cast.scheme.pk, [cast.denise.pk])[cast.denise.pk].learned(kind, TODAY)
    return found and (found.finished_on, found.until)


def test_the_last_module_of_a_role_is_the_evidence(cast):
    first, second = two_modules(cast)
    cast.denise.change(stage=TRAINING)
    learns(cast, first)
    before = learned(cast)
    learns(cast, second)
    cast.denise.refresh_from_db()
    assert (before, cast.denise.stage) == (None, READY)
    assert learned(cast) == (TODAY, date(2027, 11, 23))


def test_training_for_one_kind_of_role_does_not_open_another(cast):
    for module in two_modules(cast):
        learns(cast, module)
    cast.befriender.held.create(scheme=cast.scheme, volunteer=cast.denise, since_on=TODAY)
    coach, befriender = (
        eligibility(cast.denise, role, TODAY).words for role in (cast.coach, cast.befriender)
    )
    assert (coach, befriender) == (
        "",
        "No training is set up for the role. No agreement is published for the role",
    )


def test_a_refresher_that_is_overdue_closes_the_gate_and_opens_it_when_done(cast):
    first, second = two_modules(cast)
    learns(cast, first, on=YEAR_AGO)
    learns(cast, second, on=YEAR_AGO)
    lapsed = (states(cast), eligibility(cast.denise, cast.coach, TODAY).words)
    learns(cast, second)
    assert lapsed == (["done", "over"], "Training was to be refreshed by 20 November 2026")
    assert (states(cast), eligibility(cast.denise, cast.coach, TODAY).ok) == (["done", "done"], True)


def test_a_module_twice_on_a_day_is_done_once(cast):
    first = two_modules(cast)[0]
    learns(cast, first)
    learns(cast, first)
    assert cast.denise.modules_done.count() == 1


def test_whoever_brought_training_with_them_needs_no_module(cast):
    two_modules(cast)
    assert [one.pk for one, _ in still_needed(actor=cast.by(cast.priya), on=TODAY)] == [cast.denise.pk]
    assert needs_of([cast.abdul], on=TODAY) == {cast.abdul.pk: ()}


def test_a_role_given_later_finds_the_modules_done_before(cast):
    modules = two_modules(cast)
    for module in modules:
        module.change(needed_for=["coach", "befriender"])
        learns(cast, module)
    give_roles(**about(cast), volunteer=cast.denise, roles=[cast.befriender])
    assert learned(cast, "befriender") == learned(cast, "coach") == (TODAY, date(2027, 11, 23))


def coach(cast) -> str:
    return eligibility(cast.denise, cast.coach, TODAY).words


def test_a_refresher_or_a_module_that_comes_later_closes_the_gate_with_the_page(cast):
    first, second = two_modules(cast)
    learns(cast, first, on=YEAR_AGO)
    learns(cast, second)
    before = (states(cast), coach(cast))
    change_module(**about(cast), module=first, fields={"refresh_months": 3}, anyway=True)
    refreshed = (states(cast), coach(cast))
    change_module(**about(cast), module=first, fields={"refresh_months": None})
    a_module(cast, first.course, name="Boundaries", way="online", needed_for=["coach"])
    assert before == (["done", "done"], "")
    assert refreshed == (["over", "done"], "Training was to be refreshed by 20 February 2026")
    assert (states(cast), coach(cast)) == (["done", "done", "to do"], "Role training is not finished")


def test_whoever_lacks_nothing_once_a_module_is_not_needed_moves_on(cast):
    first, second = two_modules(cast)
    cast.denise.change(stage=TRAINING)
    learns(cast, first)
    change_module(**about(cast), module=second, fields={"needed_for": []})
    cast.denise.refresh_from_db()
    assert cast.denise.stage == READY


def test_an_old_line_that_was_wrong_takes_nothing_away_that_is_in_date(cast):
    first, second = two_modules(cast)
    learns(cast, first)
    for on in (YEAR_AGO, TODAY):
        learns(cast, second, on=on)
    undo(by=cast.by(cast.priya), done=cast.denise.modules_done.get(done_on=YEAR_AGO), at=NOW)
    assert (states(cast), coach(cast)) == (["done", "done"], "")


def test_training_that_was_whole_stays_whole_when_its_course_is_closed(cast):
    for module in two_modules(cast):
        learns(cast, module)
    close(**about(cast), course=module.course)
    assert (states(cast), coach(cast), learned(cast)) == ([], "", (TODAY, date(2027, 11, 23)))


def test_training_and_agreement_brought_for_one_role_count_for_no_other(cast):
    give_roles(**about(cast), volunteer=cast.denise, roles=[cast.befriender])
    a_module(cast, a_course(cast), name="Home visits", way="online", needed_for=["befriender"])
    assert eligibility(cast.denise, cast.befriender, TODAY).words == (
        "Role training is not finished. No agreement is published for the role"
    )
    assert (coach(cast), states(cast)) == ("", ["to do"])


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2027, 9, 1), "done"),
        (date(2027, 10, 1), "soon"),
        (date(2027, 11, 23), "soon"),
        (date(2027, 11, 24), "over"),
    ],
)
def test_a_refresher_is_soon_then_over(cast, on, state):
    assert need(two_modules(cast)[1], TODAY, on).state == state


def test_the_list_says_who_needs_what(cast, sign_in):
    two_modules(cast)
    rows = sign_in(cast.priya).get(reverse("training")).context["table"].rows
    assert [[row.cells[0].text, *(tag.text for tag in row.cells[2].tags)] for row in rows] == [
        ["Denise Harper", "Listening: To do", "Practice: To do"]
    ]


def test_each_number_above_the_list_is_as_long_as_the_list_behind_it(cast, sign_in):
    _, live = two_modules(cast)
    learns(cast, live, on=date(2025, 11, 1), today=date(2025, 11, 1))
    TrainingNeeds.make(scheme=cast.scheme, volunteer=cast.denise, loan="wanted", said_on=TODAY)
    client = sign_in(cast.priya)
    stats = client.get(reverse("training")).context["stats"]
    assert [stat.number for stat in stats] == [1, 0, 1, 1]
    assert [client.get(stat.href).context["page"].paginator.count for stat in stats] == [1, 0, 1, 1]


def test_the_list_is_searched_by_name_and_module_and_says_who_wants_a_device(cast, sign_in):
    online, _ = two_modules(cast)
    TrainingNeeds.make(scheme=cast.scheme, volunteer=cast.denise, loan="wanted", said_on=TODAY)
    client, place = sign_in(cast.priya), reverse("training")

    def found(**asked):
        rows = client.get(place, asked).context["table"].rows
        return [(row.cells[0].text, row.cells[0].sub) for row in rows]

    assert (
        found(q="harp")
        == found(module=str(online.pk))
        == [("Denise Harper", "Would like to borrow a device")]
    )
    assert found(q="nobody") == []


def test_who_has_a_device_on_loan_is_found_also_when_there_is_nothing_to_learn(cast, sign_in):
    for who, loan in ((cast.denise, "lent"), (cast.abdul, "lent"), (cast.joan, "wanted")):
        TrainingNeeds.make(scheme=cast.scheme, volunteer=who, loan=loan, said_on=TODAY)
    Volunteer.objects.filter(pk__in=(cast.abdul.pk, cast.joan.pk)).update(stage="stepped_down")
    client = sign_in(cast.priya)

    def found(show) -> list:
        rows = client.get(reverse("training"), {"show": show}).context["table"].rows
        return [(row.cells[0].text, row.cells[0].sub) for row in rows]

    assert found("lent") == [
        ("Denise Harper", "Has a device on loan"),
        ("Abdul Rahman", "Has a device on loan"),
    ]
    assert (found("device"), found("")) == ([], [])


def test_the_board_says_how_many_modules_are_left(cast):
    two_modules(cast)
    line = next(line for line in board(actor=cast.by(cast.priya), on=TODAY) if line.volunteer == cast.denise)
    assert [tag.text for tag in tags(line, TODAY)] == ["2 of 2 modules left"]


def test_whoever_is_taken_over_brings_training_and_agreement_for_the_roles_they_had(cast):
    seen = Evidence("enhanced", date(2026, 1, 5), date(2026, 1, 6), date(2026, 1, 7))
    fields = {"ref": "V9", "first_name": "Yvonne", "last_name": "Clarke"}
    who = take_over(fields=fields, roles=[cast.befriender], evidence=seen, **about(cast))
    give_roles(**about(cast), volunteer=who, roles=[cast.coach])
    answers = [eligibility(who, role, TODAY).words for role in (cast.befriender, cast.coach)]
    assert answers == [
        "",
        "No training is set up for the role. No agreement is published for the role",
    ]
