"""Checks: recorded at the level of the role, and warned of in time, once a step."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from peersupport.accounts.gates import NotAllowed
from peersupport.audit.models import Event
from tests.cast import TODAY, also_holds
from volunteers.models import Check, HeldRole, Role
from volunteers.selectors.checks import expiring_checks
from volunteers.services.checks import CheckRefused, record_check
from volunteers.services.checks_kept import correct_check

NOW = datetime(2026, 11, 23, 9, 5, tzinfo=UTC)


def record(cast, **more):
    facts = {"issued_on": date(2026, 11, 4), "number": "001234567890", "seen_by": "Priya Nair"}
    who = {"by": cast.by(cast.priya), "volunteer": cast.joan, "role": cast.befriender}
    return record_check(**{**who, **facts, "at": NOW, "today": TODAY, **more})


def test_a_recorded_check_takes_level_and_renewal_from_the_role(cast):
    check = record(cast)
    assert (check.level, check.renew_by_on) == ("enhanced", date(2029, 11, 4))


def test_recording_a_check_is_kept_in_the_audit_without_its_number(cast):
    check = record(cast)
    event = Event.objects.of(cast.scheme).get(action="check.recorded")
    assert (event.by_name, event.person_key, event.detail) == (
        "Priya Nair",
        cast.joan.pk,
        {
            "level": "enhanced",
            "role": str(cast.befriender.pk),
            "issued_on": "2026-11-04",
            "renew_by_on": check.renew_by_on.isoformat(),
        },
    )


@pytest.mark.parametrize("name", ["ana", "whitlock", "hilda", "denise_member"])
def test_only_who_works_volunteers_here_records_a_check(cast, name):
    with pytest.raises(NotAllowed):
        record(cast, by=cast.by(getattr(cast, name)))


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"issued_on": date(2026, 11, 24)}, "The date on the certificate is in the future. Check it."),
        (
            {"issued_on": date(2016, 11, 4)},
            "A check of this date ran out on Mon 4 Nov 2019. Record a newer one.",
        ),
        (
            {"issued_on": date(2023, 10, 2)},
            "A check of this date ran out on Fri 2 Oct 2026. Record a newer one.",
        ),
    ],
)
def test_a_check_with_a_date_that_makes_no_sense_is_refused(cast, more, words):
    with pytest.raises(CheckRefused) as refused:
        record(cast, **more)
    assert (refused.value.words, refused.value.field) == (words, "issued_on")


def test_the_same_check_is_recorded_once(cast):
    record(cast)
    with pytest.raises(CheckRefused, match="recorded already"):
        record(cast)


def test_a_check_for_a_role_that_is_not_held_is_refused(cast):
    with pytest.raises(CheckRefused, match="does not hold this role: Coach"):
        record(cast, role=cast.coach)


def test_no_check_may_be_asked_for_in_a_role_without_one(cast):
    role = Role.make(
        scheme=cast.scheme, kind="welcomer", name="Welcomer", check_level="none", check_reason="Groups"
    )
    HeldRole.make(scheme=cast.scheme, volunteer=cast.joan, role=role, since_on=TODAY)
    with pytest.raises(CheckRefused, match="No check may be asked for in this role"):
        record(cast, role=role)


def test_the_page_saves_a_check_and_goes_back_to_the_record(cast, sign_in):
    client, place = sign_in(cast.priya), reverse("volunteers-record-check", args=[cast.joan.pk])
    boxes = {"issued_on_day": "4", "issued_on_month": "11", "issued_on_year": "2026"}
    more = {"role": str(cast.befriender.pk), "number": "001234567890", "seen_by": "Priya Nair"}
    answer = client.post(place, boxes | more)
    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        reverse("volunteers-detail", args=[cast.joan.pk]),
    )
    assert cast.joan.checks.filter(issued_on=date(2026, 11, 4)).count() == 1


def test_a_chosen_level_in_the_form_is_ignored(cast, sign_in):
    client, place = sign_in(cast.priya), reverse("volunteers-record-check", args=[cast.joan.pk])
    boxes = {"issued_on_day": "4", "issued_on_month": "11", "issued_on_year": "2026"}
    more = {"role": str(cast.befriender.pk), "number": "1", "seen_by": "Priya Nair", "level": "basic"}
    client.post(place, boxes | more)
    assert cast.joan.checks.get(issued_on=date(2026, 11, 4)).level == "enhanced"


def test_a_date_in_the_future_is_said_beside_the_field(cast, sign_in):
    client, place = sign_in(cast.priya), reverse("volunteers-record-check", args=[cast.joan.pk])
    boxes = {"issued_on_day": "24", "issued_on_month": "11", "issued_on_year": "2026"}
    more = {"role": str(cast.befriender.pk), "number": "001234567890", "seen_by": "Priya Nair"}
    answer = client.post(place, boxes | more)
    said = ["Date on the certificate must be on or before 23 November 2026"]
    assert (answer.status_code, answer.context["form"].errors["issued_on"]) == (422, said)


# --- Which checks run out ---------------------------------------------------------------------


def expires(cast, days: int, *, of=None) -> Check:
    """The newest check of Denise (or another) runs out in so many days."""
    check = (of or cast.denise).checks.get()
    check.change(renew_by_on=TODAY + timedelta(days=days))
    return check


def test_the_list_has_lapsed_checks_first_then_those_that_run_out_within_60_days(cast):
    expires(cast, 60)
    expires(cast, 61, of=cast.abdul)
    found = expiring_checks(actor=cast.by(cast.priya), on=TODAY)
    assert [(line.volunteer, line.roles, line.level, line.days_left) for line in found] == [
        ("Joan Marsh", ("Befriender",), "Enhanced", -53),
        ("Denise Harper", ("Coach",), "Enhanced", 60),
    ]


def test_a_check_that_a_newer_one_outlasts_is_not_in_the_list(cast):
    record(cast)
    assert expiring_checks(actor=cast.by(cast.priya), on=TODAY) == []


def test_a_higher_level_outlasts_a_lower_one(cast):
    cast.coach.change(check_level="basic")
    cast.denise.checks.get().change(level="standard")
    Check.make(
        scheme=cast.scheme,
        volunteer=cast.denise,
        level="basic",
        issued_on=date(2024, 1, 1),
        renew_by_on=TODAY + timedelta(days=5),
    )
    cast.joan.change(stage="stepped_down")
    assert expiring_checks(actor=cast.by(cast.priya), on=TODAY) == []


def test_a_check_on_which_no_role_rests_any_more_is_not_in_the_list(cast):
    cast.joan.held_roles.get().change(until_on=date(2026, 11, 1))
    assert expiring_checks(actor=cast.by(cast.priya), on=TODAY) == []


def test_a_coordinator_of_a_team_sees_the_checks_of_that_team(cast):
    cast.joan.change(team=cast.central)
    expires(cast, 10)
    found = expiring_checks(actor=cast.by(cast.tom), on=TODAY)
    assert [line.volunteer for line in found] == ["Denise Harper"]


def test_a_basic_check_is_on_no_update_service(cast, sign_in):
    cast.befriender.change(check_level="basic")
    with pytest.raises(CheckRefused, match="standard and enhanced checks only") as refused:
        record(cast, on_update_service=True)
    check = record(cast)
    with pytest.raises(CheckRefused, match="standard and enhanced checks only"):
        correct_check(
            by=cast.by(cast.priya), check=check, fields={"on_update_service": True}, at=NOW, today=TODAY
        )
    client = sign_in(cast.priya)
    pages = [("volunteers-record-check", cast.joan.pk), ("checks-correct", check.pk)]
    offered = ["Update Service" in client.get(reverse(n, args=[k])).content.decode() for n, k in pages]
    assert (refused.value.field, offered) == ("on_update_service", [False, False])


def test_the_strictest_of_the_roles_that_rest_on_it_says_when_a_check_is_renewed(cast):
    also_holds(cast, cast.joan, cast.coach)
    cast.coach.change(check_months=12)
    check = record(cast)
    recorded = check.renew_by_on
    fields = {"issued_on": date(2026, 11, 5)}
    correct_check(by=cast.by(cast.priya), check=check, fields=fields, at=NOW, today=TODAY)
    check.refresh_from_db()
    assert (recorded, check.renew_by_on) == (date(2027, 11, 4), date(2027, 11, 5))


# --- The number ---------------------------------------------------------------------------------

TAKEN = "A certificate of this number is recorded for another volunteer. Check the number."


def test_the_number_of_somebody_elses_certificate_is_not_recorded(cast):
    record(cast)
    with pytest.raises(CheckRefused) as refused:
        record(cast, volunteer=cast.abdul, role=cast.coach)
    assert (refused.value.words, refused.value.field) == (TAKEN, "number")


def test_a_number_is_not_corrected_to_that_of_somebody_else(cast):
    record(cast)
    own = record(cast, volunteer=cast.abdul, role=cast.coach, number="001234567891")
    with pytest.raises(CheckRefused) as refused:
        correct_check(
            by=cast.by(cast.priya), check=own, fields={"number": "001234567890"}, at=NOW, today=TODAY
        )
    assert (refused.value.words, refused.value.field) == (TAKEN, "number")


def test_another_scheme_may_know_the_same_certificate(cast):
    check = record(cast)
    Check.objects.everywhere().filter(pk=check.pk).update(scheme=cast.hillside)
    assert record(cast, volunteer=cast.abdul, role=cast.coach).number == "001234567890"
