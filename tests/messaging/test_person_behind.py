"""A message may name a referral, a feedback or a link: wishes and limits are those of the person behind it."""

from uuid import uuid4

import pytest
from django.urls import reverse

from peersupport.accounts.models import Invite
from peersupport.messaging.models import Message, OptOut
from peersupport.messaging.recipients import look_up, look_up_all
from peersupport.messaging.services import opt_outs, preferences
from peersupport.messaging.services.pump import pump
from programmes.services import feedback
from tests.cast import TODAY
from tests.programmes.builders import mondays
from tests.programmes.reviewing import ask_questions
from tests.programmes.test_referrals import receive
from volunteers.models import JoiningLink


def state_of(message: Message) -> tuple[str, str]:
    message.refresh_from_db()
    return message.state, message.why


@pytest.fixture
def feedback_wanted(cast, monday):
    """Mo, who has an address, is asked how it goes."""
    cast.mo.change(email="mo@example.org")
    ask_questions(cast)
    feedback.ask(by=cast.by(cast.priya), relationship=mondays(cast), at=monday, today=TODAY)
    return Message.objects.of(cast.scheme).get(template="feedback_wanted")


@pytest.fixture
def receipt(cast):
    """Dr Whitlock is told that a referral arrived."""
    receive(cast)
    return Message.objects.of(cast.scheme).get(recipient_kind="referrer")


def wish(cast, monday, whom, said):
    preferences.save(whom=whom, wish=said, by=cast.by(cast.priya), at=monday)


class TestFeedback:
    def test_a_person_who_wants_no_messages_is_not_asked_for_feedback(self, cast, monday, feedback_wanted):
        wish(cast, monday, ("patient", cast.mo.pk), "none")
        pump(at=monday)
        assert state_of(feedback_wanted) == ("cancelled", "asked for no messages")

    def test_an_opt_out_of_the_person_holds_for_it(self, cast, monday, feedback_wanted):
        opt_outs.stop(by=cast.by(cast.priya), kind="patient", key=cast.mo.pk, since_on=TODAY, at=monday)
        pump(at=monday)
        assert state_of(feedback_wanted) == ("cancelled", "asked for no messages")

    def test_a_person_who_needs_easy_read_is_asked_by_somebody(self, cast, monday, feedback_wanted):
        cast.mo.change(needs=["easy-read"])
        pump(at=monday)
        assert state_of(feedback_wanted) == ("failed", "needs it another way: easy read")

    def test_stopping_messages_on_its_page_stops_all_messages_to_the_person(
        self, ask, cast, monday, sign_in, feedback_wanted
    ):
        client = sign_in(cast.priya)
        client.post(reverse("messages-stop", args=[feedback_wanted.pk]))
        other = ask(kind="patient", recipient=cast.mo.pk, template="support_starts_patient")
        pump(at=monday)
        assert state_of(other) == ("cancelled", "asked for no messages")
        page = client.get(reverse("messages-detail", args=[other.pk]))
        assert page.context["facts"][0].tags[0].text == "Gets no messages"
        client.post(reverse("messages-resume", args=[other.pk]))
        assert not OptOut.objects.of(cast.scheme).exists()

    def test_it_counts_for_the_cap_of_the_person(self, ask, cast, monday, feedback_wanted):
        cast.scheme.change(messages_a_day=1)
        pump(at=monday)
        second = ask(kind="patient", recipient=cast.mo.pk, template="support_starts_patient")
        pump(at=monday)
        assert state_of(feedback_wanted)[0] == "sent"
        assert state_of(second) == ("waiting", "enough messages for one day")


class TestClinician:
    @pytest.mark.parametrize(
        ("said", "end"),
        [("none", ("cancelled", "asked for no messages")), ("call", ("failed", "wants to be rung"))],
    )
    def test_what_a_clinician_says_on_their_own_page_holds_for_the_next_message(
        self, cast, monday, sign_in, receipt, said, end
    ):
        sign_in(cast.whitlock).post(reverse("my-messages"), {"wish": said})
        pump(at=monday)
        assert state_of(receipt) == end

    def test_a_clinicians_wish_is_not_another_clinicians(self, cast, monday, sign_in, receipt):
        sign_in(cast.other_referrer).post(reverse("my-messages"), {"wish": "none"})
        pump(at=monday)
        assert state_of(receipt) == ("sent", "")

    def test_the_cap_counts_all_referrals_of_a_clinician_together(self, cast, monday, receipt):
        cast.scheme.change(messages_a_day=1)
        receive(cast, nhs_number="", nhs_number_reason="unknown", first_name="Ben")
        assert pump(at=monday) == 1


class TestLinks:
    def test_a_candidates_link_hangs_on_the_volunteer(self, cast):
        link = JoiningLink.make(
            scheme=cast.scheme, volunteer=cast.denise, nonce=uuid4(), token_hash="0" * 64,
            sent_on=TODAY, until_on=TODAY,
        )  # fmt: skip
        assert look_up("candidate", link.pk).person == ("volunteer", cast.denise.pk)

    def test_an_invite_hangs_on_the_volunteer_or_on_the_member_of_staff(self, cast):
        made = [
            Invite.make(
                scheme=cast.scheme, membership=member, nonce=uuid4(), token_hash=f"{number}" * 64,
                sent_on=TODAY, until_on=TODAY,
            )
            for number, member in enumerate((cast.denise_member, cast.priya))
        ]  # fmt: skip
        found = look_up_all(("invited", row.pk) for row in made)
        assert [found["invited", row.pk].person for row in made] == [
            ("volunteer", cast.denise.pk),
            ("user", cast.priya.user_id),
        ]


def test_staff_and_clinician_of_one_account_are_one_person(cast, receipt):
    assert look_up("referrer", receipt.recipient_key).person == ("user", cast.whitlock.user_id)
    assert look_up("staff", cast.whitlock.pk).person == ("user", cast.whitlock.user_id)
