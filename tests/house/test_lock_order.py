"""Everybody takes what they hold in one order: volunteer, place, person, support, and the end of the audit last.

Somebody holds a row, and writes to the audit next, while somebody else does the act: whoever took the audit first and
asked for the row then would wait for somebody who waits for them, and the database would throw one of the two out.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import transaction

from peersupport.accounts.models import Scheme
from peersupport.audit.models import ChainHead
from peersupport.audit.services import events
from peersupport.core.locks import hold
from programmes.models import Enrolment, Patient, Relationship
from programmes.services import contacts, followups, relationships
from programmes.services.invitations import record_answer
from tests.cast import TODAY
from tests.programmes.builders import mondays
from tests.support.at_once import alone, until_somebody_waits
from tests.volunteers.joining import about, referee, rosa, seen, talk
from tests.volunteers.learning import dates, two_modules
from volunteers.models import Volunteer
from volunteers.services.checks_kept import correct_check
from volunteers.services.courses import change_module, take_register
from volunteers.services.recruitment import accept_enquiry
from volunteers.services.references import record_by_hand
from volunteers.services.roles import change_role

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def meet(act, *held):
    """What the act gave. Meanwhile somebody holds the first rows, and goes on to the next and then to the audit."""
    first, *rest = held
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            list(hold(first))
            other = pool.submit(alone, act)
            until_somebody_waits(or_done=other)
            for rows in (*rest, ChainHead.objects.all()):
                list(hold(rows))
        return other.result(timeout=20)


@pytest.fixture(autouse=True)
def audit(cast, monday):
    """The audit has begun, so that there is an end to hold."""
    events.looked(**of(cast, monday), person=cast.mo, page="overview")


def volunteer(row):
    return Volunteer.objects.everywhere().filter(pk=row.pk)


@pytest.fixture
def mo(cast):
    return mondays(cast)


def of(cast, monday) -> dict:
    return {"by": cast.by(cast.priya), "at": monday}


def test_a_talk_is_logged_beside_a_correction_of_the_persons_record(cast, mo, monday):
    facts = {"happened_on": TODAY, "outcome": "talked", "worried": False}
    meet(
        lambda: contacts.log(relationship=mo, **of(cast, monday), **facts),
        Patient.objects.filter(pk=mo.patient_id),
    )
    assert mo.contacts.count() == 1


def test_support_ends_beside_a_death(cast, mo, monday):
    place, running = Enrolment.objects.filter(pk=mo.enrolment_id), Relationship.objects.filter(pk=mo.pk)
    meet(lambda: relationships.end(relationship=mo, **of(cast, monday), reason="person"), place, running)
    mo.refresh_from_db()
    assert mo.ended_on == TODAY


def test_a_step_is_taken_beside_a_change_of_the_place(cast, mo, monday):
    for day in (9, 12, 16, 19, 20):
        contacts.no_answer(relationship=mo, **of(cast, monday), tried_on=date(2026, 11, day))
    act = {"relationship": mo, "taken": True, "why": ""}
    meet(lambda: followups.answer(**act, **of(cast, monday)), Enrolment.objects.filter(pk=mo.enrolment_id))
    assert mo.follow_ups.count() == 1


def test_a_graduate_says_yes_beside_a_public_enquiry(cast, monday):
    cast.mos_place.change(state="ended", ended_on=TODAY, ended_as="finished")
    act = {"patient": cast.mo, "asked_on": TODAY, "answer": "yes", "today": TODAY}
    meet(lambda: record_answer(**act, **of(cast, monday)), Scheme.objects.filter(pk=cast.scheme.pk))
    cast.mo.refresh_from_db()
    assert cast.mo.became_volunteer


def test_evidence_arrives_beside_a_change_of_the_volunteers_record(cast):
    who = rosa(cast)
    first, second = referee(cast, who), referee(cast, who, "Finn")
    seen(cast, who)
    said = {"answer": "yes", "known_for": "Years", "text": ""}
    check = who.checks.get()
    for act in (
        lambda: talk(cast, who),
        lambda: record_by_hand(**about(cast), reference=first, **said),
        lambda: record_by_hand(**about(cast), reference=second, **said),
        lambda: correct_check(**about(cast), check=check, fields={"number": "1"}),
    ):
        meet(act, volunteer(who))
    assert (who.interviews.count(), who.references.filter(answer="yes").count()) == (1, 2)


def test_a_held_enquiry_is_accepted_beside_a_change_of_the_record(cast):
    who = rosa(cast, signs=["trap"])
    meet(lambda: accept_enquiry(**about(cast), volunteer=who), volunteer(who))
    assert not who.enquiry.is_held or not type(who.enquiry).objects.get(pk=who.enquiry.pk).is_held


def test_a_role_and_a_module_change_beside_a_change_of_the_record(cast):
    who = cast.denise
    who.change(stage="training")
    manager = {**about(cast), "by": cast.by(cast.maria)}
    module, _ = two_modules(cast)
    meet(lambda: change_role(**manager, role=cast.coach, fields={"needs_training": False}), volunteer(who))
    meet(lambda: change_module(**about(cast), module=module, fields={"name": "Another"}), volunteer(who))
    module.refresh_from_db()
    assert module.name == "Another"


def test_a_register_is_taken_beside_a_change_of_the_record(cast):
    _, live = two_modules(cast)
    session = dates(cast, live)[0]
    meet(
        lambda: take_register(**about(cast), session=session, states={cast.denise: "present"}),
        volunteer(cast.denise),
    )
    assert session.attendance.get().state == "present"
