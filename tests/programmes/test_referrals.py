"""Receiving referrals: one set of rules for the page, paper and imports."""

from dataclasses import replace
from datetime import date

import pytest

from peersupport.accounts.gates import NotAllowed
from peersupport.audit.models import Event
from peersupport.core import clock
from peersupport.messaging.models import Message
from programmes.models import Enrolment, Referral
from programmes.services import referrals
from programmes.services import referrals_answered as answers
from programmes.services import referrals_refused as no
from tests.cast import make_member

AMINA = referrals.Sent(
    source="clinician",
    first_name="Amina",
    last_name="Yusuf",
    born_on=date(1988, 2, 9),
    consent_to_share=True,
    consent_to_tell=True,
    nhs_number="654 100 3238",
    practice="A99017",
    phone="01632 960 777",
    conditions=("copd",),
    reason="Newly diagnosed",
)


def receive(cast, by=None, **changes) -> Referral:
    actor = cast.by(by or cast.whitlock)
    return referrals.receive(scheme=cast.scheme, by=actor, at=clock.now(), sent=replace(AMINA, **changes))


def accept(cast, referral, by=None, **how) -> Enrolment:
    how = {"cohort": cast.autumn, **how}
    return answers.accept(referral=referral, by=cast.by(by or cast.priya), at=clock.now(), **how)


def test_a_referral_gets_a_reference_that_can_be_read_out(cast):
    assert len(receive(cast).reference) == len("R-7K3M-2QPX")


def test_a_referral_is_the_clinicians_own_and_names_them(cast):
    referral = receive(cast)
    assert (referral.sent_by, referral.sent_by_name) == (cast.whitlock.user, "Sam Whitlock")


def test_a_paper_referral_names_who_told_us_and_is_nobodys_to_follow(cast):
    referral = receive(cast, by=cast.priya, source="paper", sent_by_name="Nurse Carter")
    assert (referral.sent_by, referral.sent_by_name) == (None, "Nurse Carter")


def test_receiving_is_an_event_and_a_message_to_the_referrer_only(cast):
    referral = receive(cast)
    events = Event.objects.filter(key=referral.pk).values_list("action", flat=True)
    messages = Message.objects.of(cast.scheme).values_list("template", "recipient_kind", "recipient_key")
    assert (list(events), list(messages)) == (
        ["referral.received"],
        [("referral_received", "referrer", referral.pk)],
    )


@pytest.mark.parametrize("written", ["654 100 3238", "654-100-3238", "654–100–3238", " 6541003238 "])
def test_spaces_and_dashes_of_an_nhs_number_do_not_matter(cast, written):
    assert receive(cast, nhs_number=written).nhs_number == "6541003238"


@pytest.mark.parametrize(
    ("changes", "refusal", "reason"),
    [
        ({"consent_to_share": False}, no.NoConsentToShare, "no consent to share"),
        ({"nhs_number": "4380590096"}, no.NhsNumberNotValid, "NHS number not valid"),
        ({"nhs_number": "2222222222"}, no.NhsNumberNotValid, "NHS number not valid"),
        ({"nhs_number": "６５４１００３２３８"}, no.NhsNumberNotValid, "NHS number not valid"),
        ({"nhs_number": ""}, no.NhsNumberMissing, "NHS number missing without a reason"),
        ({"born_on": None}, no.BornOnNoRealDate, "date of birth is not a real date"),
        ({"born_on": date(2026, 11, 24)}, no.BornInFuture, "date of birth in the future"),
        ({"born_on": date(1906, 11, 22)}, no.BornTooLongAgo, "date of birth more than 120 years ago"),
        ({"practice": "Z12345"}, no.PracticeNotKnown, "practice code not known"),
        ({"received_on": date(2026, 11, 24)}, no.ReceivedInFuture, "date of referral in the future"),
        ({"nhs_number": "9434765919"}, no.AlreadyOpen, "already referred and open (same NHS number)"),
    ],
)
def test_a_broken_rule_is_refused_by_name_and_with_a_short_reason(cast, changes, refusal, reason):
    with pytest.raises(refusal) as caught:
        receive(cast, **changes)
    assert (caught.value.reason, Referral.objects.of(cast.scheme).count()) == (reason, 0)


def test_a_column_that_does_not_fit_is_refused_by_its_name(cast):
    with pytest.raises(no.NotReadable) as caught:
        receive(cast, email="amina at example")
    assert caught.value.reason == "email: Enter a valid email address."


def test_an_nhs_number_may_be_unknown(cast):
    assert receive(cast, nhs_number="", nhs_number_reason="unknown").nhs_number_reason == "unknown"


def test_the_reason_for_no_nhs_number_goes_when_there_is_one(cast):
    assert receive(cast, nhs_number_reason="unknown").nhs_number_reason == ""


def test_the_same_number_is_refused_while_the_first_referral_is_open(cast):
    receive(cast)
    with pytest.raises(no.AlreadyOpen):
        receive(cast, by=cast.other_referrer, first_name="Somebody")


def test_the_same_number_is_taken_again_after_the_first_was_declined(cast):
    answers.decline(referral=receive(cast), reason="area", note="", by=cast.by(cast.priya), at=clock.now())
    assert receive(cast).state == "received"


def test_the_same_number_in_another_scheme_is_no_duplicate(cast):
    hillside = make_member(cast.hillside, "Henry Hill", "referrer")
    receive(cast)
    elsewhere = referrals.receive(
        scheme=cast.hillside, by=cast.by(hillside), at=clock.now(), sent=replace(AMINA, practice="")
    )
    assert elsewhere.scheme == cast.hillside


def test_a_practice_of_another_scheme_is_not_known(cast):
    hillside = make_member(cast.hillside, "Henry Hill", "referrer")
    with pytest.raises(no.PracticeNotKnown):
        referrals.receive(scheme=cast.hillside, by=cast.by(hillside), at=clock.now(), sent=AMINA)


def test_nobody_refers_into_another_scheme(cast):
    with pytest.raises(NotAllowed):
        referrals.receive(scheme=cast.scheme, by=cast.by(cast.hilda), at=clock.now(), sent=AMINA)


def test_volunteers_do_not_refer(cast):
    with pytest.raises(NotAllowed):
        receive(cast, by=cast.denise_member)


def test_receiving_stays_cheap_for_imports(cast, django_assert_max_num_queries):
    receive(cast, nhs_number="", nhs_number_reason="unknown")
    with django_assert_max_num_queries(24):
        receive(cast, by=cast.priya)
