"""A message may name a referral, a feedback or a link: wishes and limits are those of the person behind it."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from peersupport.accounts.models import Invite
from peersupport.messaging.models import Message, OptOut
from peersupport.messaging.recipients import look_up, look_up_all
from peersupport.messaging.selectors.undeliverable import undeliverable
from peersupport.messaging.services import bounces, opt_outs, preferences
from peersupport.messaging.services.pump import pump
from programmes.services import feedback
from tests.cast import TODAY, make_member, make_patient, make_volunteer
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

    def test_an_address_that_does_not_work_is_one_line_however_many_referrals(self, cast, monday, receipt):
        receive(cast, nhs_number="", nhs_number_reason="unknown", first_name="Ben")
        pump(at=monday)
        for message in Message.objects.of(cast.scheme).filter(recipient_kind="referrer"):
            bounces.bounced(message=message, hard=True, by=cast.by(cast.priya), at=monday)
        receive(cast, nhs_number="", nhs_number_reason="unknown", first_name="Cleo")
        pump(at=monday)
        (line,) = undeliverable(actor=cast.by(cast.priya))
        assert (line.person.name, line.waiting) == ("Sam Whitlock", 1)


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


def test_many_addresses_that_do_not_work_cost_as_many_queries_as_two(cast, ask, monday):
    by = cast.by(cast.priya)

    def come_back(number: int) -> int:
        """One more volunteer, person, clinician and member of staff; gives how many queries all of them take."""
        volunteer = make_volunteer(cast, f"Vera{number} Bright", cast.coach, renew_by=date(2028, 5, 1))
        place = make_patient(cast, f"Paul{number} Gray", waits_since=TODAY, email=f"p{number}@example.org")
        coordinator, clinician = (
            make_member(cast.scheme, f"{name}{number} Lane", role)
            for name, role in (("Cora", "coordinator"), ("Rae", "referrer"))
        )
        receive(cast, by=clinician, nhs_number="", nhs_number_reason="unknown", last_name=f"No{number}")
        keys = {"volunteer": volunteer.pk, "patient": place.patient.pk, "staff": coordinator.pk}
        for kind, key in keys.items():
            ask(key=f"{kind}{number}", kind=kind, recipient=key)
        pump(at=monday)
        for message in Message.objects.of(cast.scheme).filter(state="sent"):
            bounces.bounced(message=message, hard=True, by=by, at=monday)
        with CaptureQueriesContext(connection) as seen:
            assert len(undeliverable(actor=by)) == 4 * number
        return len(seen)

    one, two, *_, last = [come_back(number) for number in range(1, 6)]
    assert one == two == last
