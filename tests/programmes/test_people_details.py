"""Putting a person's record right, also when two do it at once; and taking a referral back."""

import pytest
from django.urls import reverse

from peersupport.accounts.gates import NotAllowed
from peersupport.messaging.models import Message
from programmes.models import Referral
from programmes.services import referrals_answered
from tests.house.whose import _referral
from tests.volunteers.joining import NOW

MO = {
    "first_name": "Maureen",
    "last_name": "Ellis",
    "called": "Mo",
    "born_on_day": "4",
    "born_on_month": "3",
    "born_on_year": "1959",
    "nhs_number": "943 476 5919",
    "phone": "01632 960188",
    "modes": ["phone"],
    "version": "1",
}


def place(cast) -> str:
    return reverse("people-change", args=[cast.mo.pk])


def test_a_coordinator_puts_a_number_and_a_need_right(sign_in, cast):
    client = sign_in(cast.priya)
    client.post(place(cast), {**MO, "needs": ["large-print"], "practice": cast.bridge.pk})
    cast.mo.refresh_from_db()
    page = client.get(reverse("people-detail", args=[cast.mo.pk])).content.decode()
    assert (cast.mo.phone, set(cast.mo.needs), cast.mo.practice, cast.mo.version) == (
        "01632 960188",
        {"large-print"},
        cast.bridge,
        2,
    )
    assert ("Large print" in page, "Change their details" in page) == (True, True)


def test_whoever_saves_second_sees_both_texts_and_nothing_is_overwritten(sign_in, cast):
    client = sign_in(cast.priya)
    client.post(place(cast), MO)
    second = client.post(place(cast), {**MO, "phone": "01632 960177"})
    text = second.content.decode()
    cast.mo.refresh_from_db()
    assert (second.status_code, cast.mo.phone) == (409, "01632 960188")
    assert [words in text for words in ("Both texts", "01632 960177", "01632 960188")] == [True] * 3
    client.post(place(cast), {**MO, "phone": "01632 960177", "version": "2"})
    cast.mo.refresh_from_db()
    assert cast.mo.phone == "01632 960177"


def test_an_nhs_number_of_somebody_else_is_refused_beside_its_field(sign_in, cast):
    cast.grace.change(nhs_number="6541003238", nhs_number_reason="")
    answer = sign_in(cast.priya).post(place(cast), {**MO, "nhs_number": "6541003238"})
    assert (
        answer.status_code,
        "Somebody else of the scheme has this NHS number" in answer.content.decode(),
    ) == (
        422,
        True,
    )


@pytest.mark.parametrize("number", ["4380590096", "2222222222", "12", "x" * 20])
def test_a_number_that_is_none_is_refused(sign_in, cast, number):
    assert sign_in(cast.priya).post(place(cast), {**MO, "nhs_number": number}).status_code == 422


def test_a_clinician_takes_back_their_own_referral_and_gets_no_message_about_it(sign_in, cast):
    row = _referral(cast, NOW)
    row.change(consent_to_tell=True)
    before = Message.objects.of(cast.scheme).filter(template="referral_answered").count()
    client = sign_in(cast.whitlock)
    client.post(reverse("referrals-withdraw", args=[row.pk]), {"why": "Sent twice"})
    row.refresh_from_db()
    after = Message.objects.of(cast.scheme).filter(template="referral_answered").count()
    assert (row.state, row.answered_by, row.answer_note, before, after) == (
        "withdrawn",
        "Sam Whitlock",
        "Sent twice",
        0,
        0,
    )
    receipt = client.get(reverse("referrals-receipt", args=[row.pk])).content.decode()
    assert ("Withdrawn" in receipt, "Take it back" in receipt) == (True, False)


def test_a_coordinator_who_was_told_takes_it_back_and_the_sender_hears(sign_in, cast):
    row = _referral(cast, NOW)
    sign_in(cast.priya).post(reverse("referrals-withdraw", args=[row.pk]), {"why": "Has moved away"})
    assert Referral.objects.get(pk=row.pk).state == "withdrawn"
    assert Message.objects.of(cast.scheme).filter(template="referral_answered").count() == 1


def test_a_colleague_does_not_take_back_what_they_have_not_sent(sign_in, cast):
    row = _referral(cast, NOW)
    answer = sign_in(cast.other_referrer).post(reverse("referrals-withdraw", args=[row.pk]), {"why": "x"})
    assert answer.status_code == 404
    with pytest.raises(NotAllowed):
        referrals_answered.withdraw(referral=row, why="x", by=cast.by(cast.other_referrer), at=NOW)


def test_what_is_answered_is_not_taken_back(sign_in, cast):
    row = _referral(cast, NOW)
    referrals_answered.decline(referral=row, reason="other-service", note="", by=cast.by(cast.priya), at=NOW)
    client, where = sign_in(cast.whitlock), reverse("referrals-withdraw", args=[row.pk])
    assert "cannot be taken back" in client.get(where).content.decode()
    assert client.post(where, {"why": "x"}).status_code == 422
    row.refresh_from_db()
    assert row.state == "declined"
