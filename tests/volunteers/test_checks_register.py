"""The register of checks: one list of everybody whose role needs one, looked up, put right and taken back."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from peersupport.accounts.gates import NotAllowed
from peersupport.audit.models import Event
from tests.cast import TODAY
from volunteers.models import Check, HeldRole, Role
from volunteers.selectors import eligibility
from volunteers.selectors.checks_register import figures, register
from volunteers.services.checks import CheckRefused, record_check
from volunteers.services.checks_kept import correct_check, record_look, take_back_check
from volunteers.services.roles import RoleRefused, change_role

NOW = datetime(2026, 11, 23, 9, 5, tzinfo=UTC)


def on_update_service(cast) -> Check:
    check = cast.denise.checks.get()
    check.change(on_update_service=True, renew_by_on=TODAY + timedelta(days=20))
    return check


def lines(cast, **wanted):
    found = register(actor=cast.by(cast.priya), on=TODAY, **wanted)
    return [(line.volunteer.name, [role.name for role in line.roles], line.state) for line in found]


def look(cast, check, **more):
    facts = {"by": cast.by(cast.priya), "check": check, "still_counts": True, "at": NOW, "today": TODAY}
    return record_look(**facts | more)


# --- The list ---------------------------------------------------------------------------------


def test_the_register_has_what_is_missing_and_run_out_first_then_by_the_day_of_renewal(cast):
    on_update_service(cast)
    HeldRole.make(scheme=cast.scheme, volunteer=cast.abdul, role=cast.befriender, since_on=TODAY)
    cast.abdul.checks.all().delete()
    assert lines(cast) == [
        ("Abdul Rahman", ["Befriender", "Coach"], "missing"),
        ("Joan Marsh", ["Befriender"], "over"),
        ("Denise Harper", ["Coach"], "soon"),
    ]


def test_each_number_is_the_list_behind_it(cast):
    on_update_service(cast)
    counted = figures(register(actor=cast.by(cast.priya), on=TODAY))
    assert counted == {"missing": 0, "over": 1, "soon": 1, "in date": 1}
    assert {state: len(lines(cast, state=state)) for state in counted} == counted


def test_the_register_is_searched_by_name_and_role(cast):
    assert lines(cast, q="dENI") == [("Denise Harper", ["Coach"], "in date")]
    assert lines(cast, role=cast.befriender.pk) == [("Joan Marsh", ["Befriender"], "over")]


def test_whoever_needs_no_check_or_has_stepped_down_is_not_in_the_register(cast):
    cast.coach.change(check_level="none")
    cast.joan.change(stage="stepped_down")
    assert lines(cast) == []


def test_a_coordinator_of_another_area_does_not_see_the_check(cast):
    cast.joan.change(team=cast.central)
    names = [line.volunteer.name for line in register(actor=cast.by(cast.tom), on=TODAY)]
    assert "Joan Marsh" not in names


def test_the_page_shows_everybody_and_what_to_do(cast, sign_in):
    on_update_service(cast)
    page = sign_in(cast.priya).get(reverse("checks"))
    found = {
        row.cells[0].text: [do.text for do in row.cells[-1].actions] for row in page.context["table"].rows
    }
    assert found == {"Joan Marsh": ["Record check"], "Denise Harper": ["Look it up"], "Abdul Rahman": []}


def test_an_auditor_reads_the_register_without_buttons(cast, sign_in):
    page = sign_in(cast.ana).get(reverse("checks"), {"state": "over"})
    assert [len(row.cells) for row in page.context["table"].rows] == [6]


def test_the_register_takes_as_many_queries_for_many(cast, sign_in, django_assert_num_queries):
    client = sign_in(cast.priya)
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("checks"))
    for number in range(6):
        twin = type(cast.joan).make(
            scheme=cast.scheme,
            ref=f"T{number}",
            first_name="Twin",
            last_name=f"No{number}",
            stage="active",
            stage_since_on=TODAY,
        )
        HeldRole.make(scheme=cast.scheme, volunteer=twin, role=cast.befriender, since_on=TODAY)
    with django_assert_num_queries(len(few)):
        client.get(reverse("checks"))


# --- Workforce --------------------------------------------------------------------------------


def test_a_check_takes_its_workforce_from_the_role(cast):
    cast.befriender.change(workforce="both")
    check = record_check(
        by=cast.by(cast.priya),
        volunteer=cast.joan,
        role=cast.befriender,
        issued_on=date(2026, 11, 4),
        number="001234567890",
        seen_by="Priya Nair",
        at=NOW,
        today=TODAY,
    )
    assert (check.workforce, eligibility(cast.joan, cast.befriender, TODAY).reasons) == ("both", ())


@pytest.mark.parametrize(
    ("seen", "needed", "opens"),
    [("adult", "adult", True), ("both", "adult", True), ("child", "adult", False), ("adult", "both", False)],
)
def test_a_check_counts_for_its_own_workforce(cast, seen, needed, opens):
    cast.coach.change(workforce=needed)
    cast.denise.checks.get().change(workforce=seen)
    answer = eligibility(cast.denise, cast.coach, TODAY)
    assert answer.ok is opens
    assert [line.state for line in register(actor=cast.by(cast.priya), on=TODAY, q="Denise")] == [
        "in date" if opens else "missing"
    ]


def test_a_basic_check_is_for_any_kind_of_work(cast):
    cast.coach.change(check_level="basic", workforce="other")
    assert eligibility(cast.denise, cast.coach, TODAY).ok


def test_another_workforce_needs_its_own_reason(cast):
    with pytest.raises(RoleRefused, match="say anew why"):
        change_role(
            by=cast.by(cast.maria), role=cast.coach, fields={"workforce": "both"}, at=NOW, today=TODAY
        )


# --- The Update Service -----------------------------------------------------------------------


def test_a_certificate_that_is_still_current_counts_from_today_on(cast):
    check = on_update_service(cast)
    look(cast, check)
    check.refresh_from_db()
    assert check.renew_by_on == date(2029, 11, 23)
    assert [(row.looked_on, row.looked_by, row.still_counts) for row in check.looks.all()] == [
        (TODAY, cast.priya, True)
    ]


def test_a_certificate_that_is_not_current_any_more_stops_new_matches_at_once(cast):
    check = on_update_service(cast)
    look(cast, check, still_counts=False)
    assert eligibility(cast.denise, cast.coach, TODAY).words == "Enhanced check ran out on 22 November 2026"


def test_a_look_up_needs_the_volunteers_consent_and_is_made_once_a_day(cast):
    check = cast.denise.checks.get()
    with pytest.raises(CheckRefused, match="has not agreed"):
        look(cast, check)
    look(cast, on_update_service(cast))
    with pytest.raises(CheckRefused, match="looked up today already"):
        look(cast, check)


def test_the_audit_says_that_it_was_looked_up(cast):
    look(cast, on_update_service(cast))
    event = Event.objects.of(cast.scheme).get(action="check.looked_up")
    assert (event.by_name, event.person_key, event.detail) == (
        "Priya Nair",
        cast.denise.pk,
        {"still_counts": True, "renew_by_on": "2029-11-23"},
    )


def test_priya_looks_a_check_up_on_its_page(cast, sign_in):
    check, client = on_update_service(cast), sign_in(cast.priya)
    place = reverse("checks-look", args=[check.pk])
    assert client.post(place, {}).status_code == 422
    assert client.post(place, {"still_counts": "yes"}).status_code == 302
    page = client.get(reverse("checks-correct", args=[check.pk]))
    assert [event.text for event in page.context["looks"]] == ["Still current. Looked up by Priya Nair"]


# --- Slips of the pen -------------------------------------------------------------------------


def test_another_date_moves_the_renewal_and_another_number_does_not(cast):
    check = on_update_service(cast)
    facts = {"by": cast.by(cast.priya), "check": check, "at": NOW, "today": TODAY}
    correct_check(**facts, fields={"number": "009"})
    check.refresh_from_db()
    assert (check.number, check.renew_by_on) == ("009", TODAY + timedelta(days=20))
    correct_check(**facts, fields={"issued_on": date(2026, 1, 5)})
    check.refresh_from_db()
    assert check.renew_by_on == date(2029, 1, 5)


@pytest.mark.parametrize(
    ("issued_on", "words"),
    [(date(2026, 11, 24), "in the future"), (date(2019, 1, 1), "ran out on Sat 1 Jan 2022")],
)
def test_a_date_that_makes_no_sense_is_refused(cast, issued_on, words):
    facts = {"by": cast.by(cast.priya), "check": cast.denise.checks.get(), "at": NOW, "today": TODAY}
    with pytest.raises(CheckRefused, match=words):
        correct_check(**facts, fields={"issued_on": issued_on})


def test_level_and_workforce_are_not_corrected(cast):
    check = cast.denise.checks.get()
    facts = {"by": cast.by(cast.priya), "check": check, "at": NOW, "today": TODAY}
    correct_check(**facts, fields={"level": "basic", "workforce": "both"})
    check.refresh_from_db()
    assert (check.level, check.workforce) == ("enhanced", "adult")


def test_a_check_recorded_by_mistake_is_taken_back_and_the_audit_keeps_it(cast, sign_in):
    check = cast.denise.checks.get()
    client, place = sign_in(cast.priya), reverse("checks-take-back", args=[check.pk])
    assert client.get(place).status_code == 200
    assert client.post(place).status_code == 302
    assert eligibility(cast.denise, cast.coach, TODAY).words == "Enhanced check is missing"
    assert Event.objects.of(cast.scheme).filter(action="check.taken_back", person_key=cast.denise.pk).exists()


@pytest.mark.parametrize("name", ["ana", "whitlock", "hilda", "denise_member"])
def test_only_who_works_volunteers_here_changes_a_check(cast, name):
    check, by = on_update_service(cast), cast.by(getattr(cast, name))
    for write in (
        lambda: look(cast, check, by=by),
        lambda: correct_check(by=by, check=check, fields={"number": "1"}, at=NOW, today=TODAY),
        lambda: take_back_check(by=by, check=check, at=NOW),
    ):
        with pytest.raises(NotAllowed):
            write()


def test_two_roles_with_one_kind_of_check_are_one_line(cast):
    tutor = Role.make(
        scheme=cast.scheme,
        kind="lay_tutor",
        name="Lay tutor",
        check_level="basic",
        check_reason="Teaches with a professional",
    )
    HeldRole.make(scheme=cast.scheme, volunteer=cast.denise, role=tutor, since_on=TODAY)
    assert lines(cast, q="Denise") == [("Denise Harper", ["Coach", "Lay tutor"], "in date")]
