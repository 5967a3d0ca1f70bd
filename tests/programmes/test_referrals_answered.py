"""Answering a referral: accepted or declined once, and nobody is made twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connections

from peersupport.accounts.gates import NotAllowed
from peersupport.core import clock
from peersupport.core.errors import Refusal
from peersupport.messaging.models import Message
from peersupport.messaging.services.pump import pump
from programmes.models import Enrolment, Patient
from programmes.services import referrals_answered as answers
from programmes.services.enrolments import CohortClosed, HasPlace
from programmes.services.patients import HasDied
from tests.cast import TODAY, make_patient
from tests.programmes.test_referrals import accept, receive


def test_accepting_makes_the_person_with_consent_and_a_wait_from_the_day_of_referral(cast):
    place = accept(cast, receive(cast, received_on=date(2026, 11, 2)))
    consents = sorted(place.patient.consents.values_list("purpose", "given_on"))
    assert (place.state, place.waits_since_on, place.owner, consents) == (
        "waiting",
        date(2026, 11, 2),
        cast.priya,
        [("support", date(2026, 11, 2)), ("tell-referrer", date(2026, 11, 2))],
    )


def test_an_accepted_referral_says_who_answered_and_points_at_the_person(cast):
    referral = receive(cast)
    place = accept(cast, referral)
    referral.refresh_from_db()
    assert (referral.state, referral.answered_by, referral.answered_on, referral.patient) == (
        "accepted",
        "Priya Nair",
        TODAY,
        place.patient,
    )


def test_a_declined_referral_keeps_reason_and_note(cast):
    referral = receive(cast)
    answers.decline(
        referral=referral, reason="area", note="Try Millbrook", by=cast.by(cast.priya), at=clock.now()
    )
    referral.refresh_from_db()
    assert (referral.state, referral.answer_reason, referral.answer_note) == (
        "declined",
        "area",
        "Try Millbrook",
    )


def test_an_answer_is_a_message_to_the_referrer_without_a_word_about_the_person(cast):
    referral = receive(cast)
    accept(cast, referral)
    message = Message.objects.of(cast.scheme).get(template="referral_answered")
    assert (message.recipient_key, message.link) == (referral.pk, f"/referrals/{referral.pk}/receipt/")


def test_the_second_coordinator_reads_who_answered(cast):
    referral = receive(cast)
    accept(cast, referral, by=cast.tom)
    with pytest.raises(answers.AlreadyAnswered) as caught:
        answers.decline(referral=referral, reason="area", note="", by=cast.by(cast.priya), at=clock.now())
    assert caught.value.words == "Tom Okafor has already answered: accepted."


def test_a_possible_duplicate_is_never_made_silently(cast):
    referral = receive(
        cast, nhs_number="", nhs_number_reason="unknown", last_name="ellis", born_on=cast.mo.born_on
    )
    with pytest.raises(answers.PossibleDuplicate):
        accept(cast, referral)


def test_somebody_else_with_that_name_and_birthday_becomes_a_new_person(cast):
    referral = receive(cast, last_name="Ellis", born_on=cast.mo.born_on)
    assert accept(cast, referral, is_new=True).patient != cast.mo


def test_the_same_person_is_joined_and_only_gaps_are_filled(cast):
    cast.mos_place.change(state="left", ended_on=TODAY)
    referral = receive(cast, nhs_number="9434765919", email="mo@example.org", conditions=("type-2-diabetes",))
    patient = accept(cast, referral, same_as=cast.mo).patient
    assert (patient.pk, patient.name, patient.email, patient.phone, patient.conditions) == (
        cast.mo.pk,
        "Mo Ellis",
        "mo@example.org",
        "01632 960150",
        ("copd", "type-2-diabetes"),
    )


def test_a_number_that_is_on_record_cannot_become_a_second_person(cast):
    cast.mos_place.change(state="left", ended_on=TODAY)
    referral = receive(cast, nhs_number="9434765919")
    with pytest.raises(Refusal):
        accept(cast, referral, is_new=True)
    assert Patient.objects.of(cast.scheme).count() == 2


def test_two_people_with_different_numbers_are_not_joined(cast):
    referral = receive(cast, last_name="Ellis", born_on=cast.mo.born_on)
    with pytest.raises(answers.DifferentNumbers):
        accept(cast, referral, same_as=cast.mo)


def test_a_person_of_another_team_is_said_to_be_known_elsewhere(cast):
    place = make_patient(
        cast,
        "Ada Bell",
        waits_since=TODAY,
        practice=cast.bridge,
        nhs_number="4146515092",
        nhs_number_reason="",
    )
    place.change(state="left", ended_on=TODAY)
    with pytest.raises(answers.KnownElsewhere):
        accept(cast, receive(cast, nhs_number="4146515092"), by=cast.tom)


def test_a_referral_is_not_joined_to_somebody_who_has_died(cast):
    cast.mos_place.change(state="left", ended_on=TODAY)
    cast.mo.change(died_on=TODAY)
    with pytest.raises(HasDied):
        accept(cast, receive(cast, nhs_number="9434765919"), same_as=cast.mo)


def test_a_closed_cohort_takes_nobody_and_nothing_is_half_done(cast):
    cast.autumn.change(closed_on=TODAY)
    with pytest.raises(CohortClosed):
        accept(cast, receive(cast))
    assert Patient.objects.of(cast.scheme).count() == 2


def test_nobody_has_two_places_in_one_cohort(cast):
    referral = receive(
        cast, nhs_number="", nhs_number_reason="unknown", last_name="Ellis", born_on=cast.mo.born_on
    )
    with pytest.raises(HasPlace):
        accept(cast, referral, same_as=cast.mo)


def test_a_coordinator_of_one_team_does_not_answer_for_another(cast):
    with pytest.raises(NotAllowed):
        accept(cast, receive(cast, practice="A99020"), by=cast.tom)


def test_a_cohort_of_another_scheme_is_refused(cast):
    referral = receive(cast)
    with pytest.raises(NotAllowed):
        answers.accept(referral=referral, cohort=cast.autumn, by=cast.by(cast.hilda), at=clock.now())


def test_taking_a_referral_makes_one_its_owner(cast):
    taken = answers.take(referral=receive(cast), by=cast.by(cast.tom), at=clock.now())
    assert taken.owner == cast.tom


def test_taking_what_another_has_just_taken_says_who(cast):
    referral = receive(cast)
    answers.take(referral=referral, by=cast.by(cast.tom), at=clock.now())
    with pytest.raises(answers.AlreadyTaken) as caught:
        answers.take(referral=referral, by=cast.by(cast.priya), at=clock.now())
    assert caught.value.words == "Tom Okafor has this referral now."


def test_a_referral_may_be_taken_over_from_a_colleague_on_purpose(cast):
    referral = receive(cast)
    answers.take(referral=referral, by=cast.by(cast.tom), at=clock.now())
    taken = answers.take(referral=referral, by=cast.by(cast.priya), at=clock.now(), seen_owner=cast.tom.pk)
    assert taken.owner == cast.priya


def test_the_referrer_gets_both_messages_with_consent(cast, mailoutbox):
    accept(cast, receive(cast))
    pump(at=clock.now())
    assert [mail.subject for mail in mailoutbox] == ["Your referral arrived", "News about your referral"]


def test_a_message_names_nobody_and_no_condition(cast, mailoutbox):
    accept(cast, receive(cast))
    pump(at=clock.now())
    words = " ".join(f"{mail.subject} {mail.body}" for mail in mailoutbox)
    assert [
        word for word in ("Amina", "Yusuf", "COPD", "654 100", "6541003238", "diagnosed") if word in words
    ] == []


def test_no_message_leaves_without_consent_to_tell(cast, mailoutbox):
    accept(cast, receive(cast, consent_to_tell=False))
    pump(at=clock.now())
    assert mailoutbox == []


def test_no_message_leaves_after_the_person_took_it_back(cast, mailoutbox):
    place = accept(cast, receive(cast))
    place.patient.consents.get(purpose="tell-referrer").change(withdrawn_on=TODAY)
    pump(at=clock.now())
    assert mailoutbox == []


def test_no_message_leaves_to_a_referrer_who_has_left(cast, mailoutbox):
    accept(cast, receive(cast))
    cast.whitlock.change(ends_on=TODAY - timedelta(days=1))
    pump(at=clock.now())
    assert mailoutbox == []


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("answered", range(5))
def test_two_coordinators_at_once_make_one_answer(cast, answered):
    referral, start = receive(cast), Barrier(2)

    def race(who) -> str:
        try:
            start.wait(timeout=60)
            accept(cast, referral, by=who)
            return "accepted"
        except answers.AlreadyAnswered as late:
            return late.words
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(race, (cast.priya, cast.maria)), key=len)
    winner = Enrolment.objects.of(cast.scheme).get(referral=referral).owner.user.name
    assert said == ["accepted", f"{winner} has already answered: accepted."]
