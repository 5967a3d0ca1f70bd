"""Starting a relationship: everything in one transaction, or nothing and a sentence why."""

from datetime import date, time, timedelta

import pytest

from peersupport.accounts.gates import NotAllowed
from peersupport.audit.models import Event
from peersupport.core.errors import MoveNotAllowed
from peersupport.messaging.models import Message
from programmes.models import Cohort, Consent, Enrolment, PlannedContact, Referral, Relationship
from programmes.selectors.joining import joined, running_of
from programmes.selectors.plans import preview
from programmes.services import relationships
from tests.cast import TODAY, make_patient, make_welcomer
from tests.programmes.builders import support
from volunteers.models import HeldRole, Leave, SupervisionRule
from volunteers.selectors import eligibility

MONDAY = date(2026, 11, 30)


@pytest.fixture
def start(cast, monday):
    """`start()` begins support of Mo by Denise on Monday 30 November, unless told otherwise."""

    def begin(**changes):
        agreed = {
            "enrolment": cast.mos_place,
            "volunteer": cast.denise,
            "by": cast.by(cast.priya),
            "at": monday,
            "start_on": MONDAY,
            "mode": "phone",
            "at_time": time(14),
        }
        return relationships.start(**{**agreed, **changes})

    return begin


def refused(start, refusal, **changes) -> str:
    """The words of a refusal, after which nothing is left behind."""
    with pytest.raises(refusal) as caught:
        start(**changes)
    assert (Relationship.objects.everywhere().count(), Message.objects.everywhere().count()) == (0, 0)
    return caught.value.words


def test_the_relationship_says_who_in_which_role_and_until_when(start, cast):
    made = start()
    assert (made.patient, made.volunteer, made.role, made.started_on, made.ends_on, made.at_time) == (
        cast.mo, cast.denise, cast.coach, MONDAY, date(2027, 5, 10), time(14),
    )  # fmt: skip


def test_fourteen_contacts_are_planned_off_the_bank_holidays(start):
    rows = PlannedContact.objects.everywhere().filter(relationship=start()).order_by("number")
    weeks = list(rows.values_list("week", flat=True))
    moved = list(rows.exclude(moved_why="").values_list("planned_on", "due_on", "moved_why"))
    assert weeks == [1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24]
    assert moved == [(date(2026, 12, 28), date(2026, 12, 29), "Bank holiday")]


def test_what_is_saved_is_what_was_previewed(start, cast):
    Leave.make(
        scheme=cast.scheme, volunteer=cast.denise, starts_on=date(2027, 2, 15), ends_on=date(2027, 2, 19)
    )
    slots = preview(taper=cast.taper, volunteer=cast.denise, role=cast.coach, start_on=MONDAY)
    rows = PlannedContact.objects.everywhere().filter(relationship=start()).order_by("number")
    names = [name for name in slots[0].__slots__ if name != "last"]
    assert list(rows.values_list(*names)) == [tuple(getattr(slot, name) for name in names) for slot in slots]


def test_the_volunteers_leave_moves_a_contact_and_says_so(start, cast):
    Leave.make(
        scheme=cast.scheme, volunteer=cast.denise, starts_on=date(2027, 2, 15), ends_on=date(2027, 2, 19)
    )
    row = PlannedContact.objects.everywhere().get(relationship=start(), week=12)
    assert (row.due_on, row.moved_why) == (date(2027, 2, 22), "Coach on leave")


def test_the_person_leaves_the_waiting_list(start, cast):
    start()
    cast.mos_place.refresh_from_db()
    assert cast.mos_place.state == "supported"


def test_the_start_is_in_the_audit(start, cast):
    made = start()
    event = Event.objects.get(action="relationship.started")
    assert (event.key, event.person_key, event.by_name) == (made.pk, cast.mo.pk, "Priya Nair")


def test_the_volunteer_and_the_person_hear_of_the_first_contact(start, cast):
    start()
    asked = (
        Message.objects.everywhere()
        .order_by("template", "pk")
        .values_list("template", "recipient_key", "day")
    )
    assert list(asked) == [
        ("support_starts_patient", cast.mo.pk, MONDAY),
        ("support_starts_volunteer", cast.denise.pk, MONDAY),
    ]


@pytest.fixture
def joan_welcomes(cast):
    """Joan is a welcomer, with no check needed for it."""
    return make_welcomer(cast, cast.joan)


def test_a_welcomer_introduces_the_two_and_hears_when_but_not_whom(start, joan_welcomes):
    made = start(welcomer=joan_welcomes)
    told = Message.objects.everywhere().get(template="introduction")
    assert (made.welcomer, told.recipient_key, told.day, told.link) == (
        joan_welcomes, joan_welcomes.pk, MONDAY, "",
    )  # fmt: skip


def test_who_is_no_ready_welcomer_introduces_nobody(start, cast, joan_welcomes):
    said = refused(start, relationships.NotWelcomer, welcomer=cast.abdul)
    assert said == "Abdul Rahman cannot introduce them on that day. Choose another welcomer, or none."
    Leave.make(scheme=cast.scheme, volunteer=joan_welcomes, starts_on=MONDAY, ends_on=MONDAY)
    refused(start, relationships.NotWelcomer, welcomer=joan_welcomes)


def test_nobody_introduces_somebody_to_themselves(start, cast, joan_welcomes):
    HeldRole.make(scheme=cast.scheme, volunteer=cast.denise, role=joan_welcomes.held_roles.last().role,
                  since_on=TODAY)  # fmt: skip
    refused(start, relationships.NotWelcomer, welcomer=cast.denise)


def test_the_welcomer_is_told_no_more_when_support_ends_before_it_began(start, cast, joan_welcomes, monday):
    made = start(welcomer=joan_welcomes)
    relationships.end(relationship=made, by=cast.by(cast.priya), at=monday, reason="unwell")
    assert Message.objects.everywhere().get(template="introduction").state == "cancelled"


@pytest.mark.parametrize(("agreed", "told"), [(True, 1), (False, 0)])
def test_the_referrer_hears_of_it_only_with_consent(start, cast, agreed, told):
    referral = Referral.make(
        scheme=cast.scheme, reference="R-1", received_on=TODAY, source="clinician", sent_by=cast.whitlock.user,
        consent_to_share=True, consent_to_tell=agreed, first_name="Maureen", last_name="Ellis",
        born_on=date(1959, 3, 4), nhs_number_reason="unknown",
    )  # fmt: skip
    cast.mos_place.change(referral=referral)
    start()
    assert (
        Message.objects.everywhere().filter(template="referral_matched", recipient_key=referral.pk).count()
        == told
    )


def test_somebody_who_is_not_eligible_is_refused_with_all_reasons(start, cast):
    said = refused(start, relationships.NotEligible, volunteer=cast.joan)
    assert said == (
        "Joan Marsh cannot be matched on that day. Does not hold the role Coach. "
        "Enhanced check ran out on 1 October 2026. No training is set up for the role. "
        "No agreement is published for the role."
    )


def test_a_check_that_runs_out_before_the_start_is_refused(start, cast):
    cast.denise.checks.update(renew_by_on=date(2026, 11, 29))
    refused(start, relationships.NotEligible)


@pytest.mark.parametrize(("begins", "is_refused"), [(date(2026, 10, 20), False), (date(2026, 1, 1), True)])
def test_supervision_that_falls_due_before_the_start_is_held_in_between(start, cast, begins, is_refused):
    """Every five weeks: due on 24 November, the day after today, or long ago. Support starts on the 30th."""
    SupervisionRule.make(
        scheme=cast.scheme,
        role=cast.coach,
        level="new",
        name="New",
        starts_on=begins,
        one_weeks=5,
        intensive_weeks=0,
        leeway_days=0,
    )
    assert not eligibility(cast.denise, cast.coach, date(2026, 11, 30)).ok
    if is_refused:
        assert "Supervision was due by" in refused(start, relationships.NotEligible)
    else:
        assert start().started_on == date(2026, 11, 30)


def test_a_volunteer_without_a_place_is_refused_with_the_next_one(start, cast):
    cast.coach.change(caseload="fixed", people_at_once=1)
    start(enrolment=cast.graces_place)
    with pytest.raises(relationships.NoPlace) as caught:
        start()
    assert caught.value.words == (
        "Denise has no place free on 30 November 2026. Supports 1 of 1 person. "
        "The next place is free on 11 May 2027."
    )


def test_somebody_who_is_supported_is_refused(start, cast):
    start()
    with pytest.raises(relationships.AlreadySupported) as caught:
        start(volunteer=cast.abdul)
    assert caught.value.words == "Mo is already supported by Denise Harper."


def test_somebody_who_left_the_list_is_refused(start, cast):
    cast.mos_place.change(state="left")
    refused(start, MoveNotAllowed)


def test_somebody_who_died_is_refused(start, cast):
    cast.mo.change(died_on=TODAY)
    refused(start, relationships.HasDied)


def test_somebody_who_withdrew_consent_is_refused(start, cast):
    Consent.objects.of(cast.scheme).filter(patient=cast.mo).update(withdrawn_on=TODAY)
    refused(start, relationships.NoConsent)


@pytest.mark.parametrize("day", [TODAY - timedelta(weeks=26, days=1), TODAY + timedelta(days=366)])
def test_a_start_over_half_a_year_ago_or_more_than_a_year_ahead_is_refused_beside_its_field(start, day):
    with pytest.raises(relationships.BadStart) as caught:
        start(start_on=day)
    assert caught.value.field == "start"


def test_today_is_a_start(start):
    assert start(start_on=TODAY).started_on == TODAY


def test_an_auditor_may_not_start(start, cast):
    refused(start, NotAllowed, by=cast.by(cast.ana))


def test_people_of_two_schemes_are_never_put_together(start, cast):
    refused(start, NotAllowed, by=cast.by(cast.hilda))


def test_one_person_in_two_cohorts_gets_one_coach(start, cast):
    spring = Cohort.make(scheme=cast.scheme, programme=cast.coaching, name="Spring 2027", starts_on=TODAY)
    other = Enrolment.make(
        scheme=cast.scheme, patient=cast.mo, cohort=spring, joined_on=TODAY, waits_since_on=TODAY
    )
    start()
    with pytest.raises(relationships.AlreadySupported):
        start(enrolment=other, volunteer=cast.abdul)


def test_a_plan_that_is_spread_is_saved_as_previewed(start, cast):
    for person in (cast.graces_place, make_patient(cast, "Ivy Stone", waits_since=TODAY)):
        support(cast, cast.denise, person, start=date(2026, 11, 30))
    cast.denise.change(most_people=None)
    cast.coach.change(caseload="fixed", people_at_once=5)
    facts = {"taper": cast.taper, "volunteer": cast.denise, "role": cast.coach, "start_on": MONDAY}
    slots = joined(**facts, today=TODAY, running=running_of(cast.denise, by=cast.by(cast.priya))).slots
    rows = PlannedContact.objects.everywhere().filter(relationship=start()).order_by("number")
    shown = [(slot.planned_on, slot.due_on, slot.moved_why) for slot in slots]
    assert list(rows.values_list("planned_on", "due_on", "moved_why")) == shown
    assert any(why.startswith("Spreads") for _, _, why in shown)
