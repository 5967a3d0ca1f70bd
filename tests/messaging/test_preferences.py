"""How people want to be told things: written down by them or for them, and read each time a message is sent."""

from datetime import time

import pytest
from django.core import mail
from django.urls import reverse

from peersupport.accounts.gates import NotAllowed
from peersupport.messaging.models import Message, OptOut, Preference
from peersupport.messaging.selectors import preferences as selectors
from peersupport.messaging.services import opt_outs, preferences
from peersupport.messaging.services.pump import pump
from peersupport.messaging.texts import TEMPLATES
from programmes.services import feedback
from tests.cast import TODAY
from tests.programmes.builders import mondays
from tests.programmes.people_builders import refer
from tests.programmes.reviewing import ask_questions


def wish(cast, monday, wish, *, kind="volunteer", key=None, by=None):
    whom = (kind, key or cast.denise.pk)
    return preferences.save(whom=whom, wish=wish, by=by or cast.by(cast.priya), at=monday)


def end_of(message, monday) -> tuple[str, str]:
    pump(at=monday)
    message.refresh_from_db()
    return message.state, message.why


@pytest.mark.parametrize(
    ("wanted", "end"),
    [
        ("post", ("failed", "wants a letter")),
        ("call", ("failed", "wants to be rung")),
        ("none", ("cancelled", "asked for no messages")),
        ("email", ("sent", "")),
        ("", ("sent", "")),
    ],
)
def test_the_wish_is_read_when_the_message_is_sent(ask, cast, monday, wanted, end):
    message = ask()
    wish(cast, monday, wanted)
    assert end_of(message, monday) == end


def test_no_wish_holds_back_an_urgent_message_to_staff(ask, cast, monday):
    me = cast.by(cast.priya)
    preferences.save(whom=("user", cast.priya.user_id), wish="none", by=me, at=monday)
    message = ask(kind="staff", recipient=cast.priya.pk, template="concern_raised")
    assert end_of(message, monday) == ("sent", "")


def test_somebody_who_needs_easy_read_gets_no_plain_message_and_staff_are_asked_to_tell_them(
    ask, cast, monday, sign_in
):
    cast.mo.change(needs=["easy-read", "large-print"], email="mo@example.org")
    message = ask(kind="patient", recipient=cast.mo.pk, template="support_starts_patient")
    assert end_of(message, monday) == ("failed", "needs it another way: easy read")
    page = sign_in(cast.priya).get(reverse("today")).content.decode()
    assert "needs it another way: easy read. Tell them in another way" in page


def test_what_was_told_in_another_way_leaves_the_worklist(ask, cast, monday, sign_in):
    message = ask()
    wish(cast, monday, "call")
    pump(at=monday)
    client = sign_in(cast.priya)
    before = "was not sent: wants to be rung" in client.get(reverse("today")).content.decode()
    client.post(reverse("messages-told", args=[message.pk]))
    after = "was not sent: wants to be rung" in client.get(reverse("today")).content.decode()
    message.refresh_from_db()
    assert (before, after, message.why) == (True, False, "told in another way")


class TestWhoMaySayIt:
    def test_a_volunteer_says_it_on_their_own_page(self, cast, sign_in):
        sign_in(cast.denise_member).post(reverse("my-messages"), {"wish": "text"})
        row = Preference.objects.of(cast.scheme).get()
        assert (row.recipient_kind, row.recipient_key, row.wish) == ("volunteer", cast.denise.pk, "text")

    def test_a_coordinator_says_it_for_a_person_who_said_so_on_the_phone(self, cast, sign_in):
        place = reverse("messages-wishes", args=["patient", cast.mo.pk])
        answer = sign_in(cast.priya).post(place, {"wish": "post"})
        row = Preference.objects.of(cast.scheme).get()
        assert (answer.status_code, row.recipient_key, row.wish) == (302, cast.mo.pk, "post")

    def test_nobody_says_it_for_staff_or_from_another_scheme_or_area(self, cast, sign_in):
        staff = reverse("messages-wishes", args=["staff", cast.tom.pk])
        foreign = reverse("messages-wishes", args=["patient", cast.mo.pk])
        area = reverse("messages-wishes", args=["patient", cast.grace.pk])
        found = [
            sign_in(who).post(place, {"wish": "none"}).status_code
            for who, place in ((cast.priya, staff), (cast.hilda, foreign), (cast.tom, area))
        ]
        assert (found, Preference.objects.of(cast.scheme).count()) == ([404, 404, 404], 0)

    def test_a_volunteer_says_nothing_for_another(self, cast, monday):
        with pytest.raises(NotAllowed):
            wish(cast, monday, "none", by=cast.by(cast.abdul_member))

    def test_saying_it_twice_keeps_one_row(self, cast, monday):
        wish(cast, monday, "text")
        wish(cast, monday, "post")
        assert [row.wish for row in Preference.objects.of(cast.scheme)] == ["post"]


class TestLimits:
    def test_a_manager_sets_quiet_hours_and_how_many_a_day(self, cast, sign_in):
        sent = {"quiet_from": "21:00", "quiet_until": "07:30", "messages_a_day": "3"}
        answer = sign_in(cast.maria).post(reverse("messages-limits"), sent)
        cast.scheme.refresh_from_db()
        scheme = cast.scheme
        assert (answer.status_code, scheme.quiet_from, scheme.quiet_until, scheme.messages_a_day) == (
            302,
            time(21),
            time(7, 30),
            3,
        )

    def test_a_day_without_any_hour_for_messages_is_refused(self, cast, monday):
        with pytest.raises(preferences.AllDay):
            preferences.set_limits(
                by=cast.by(cast.maria), at=monday, quiet_from=time(8), quiet_until=time(7), messages_a_day=5
            )


def test_every_message_can_be_read_in_full_on_one_page(cast, sign_in):
    page = sign_in(cast.maria).get(reverse("messages-texts"))
    shown = [text.title for _, texts in page.context["groups"] for text in texts]
    assert sorted(shown) == sorted(text.title for text in TEMPLATES.values())
    assert mail.outbox == []


class TestWhoseWishItIs:
    """Messages about a referral, or with a link to a form, go to somebody who has said it once for all."""

    def test_a_clinician_who_wants_none_hears_of_no_referral(self, ask, cast, monday):
        referral = refer(cast)
        referral.change(sent_by=cast.whitlock.user, patient=None, consent_to_tell=True)
        message = ask(kind="referrer", recipient=referral.pk, template="referral_received")
        me = cast.by(cast.whitlock)
        preferences.save(whom=selectors.own(me), wish="none", by=me, at=monday)
        assert end_of(message, monday) == ("cancelled", "asked for no messages")

    @pytest.mark.parametrize("how", ["wish", "opt-out"])
    def test_a_person_who_wants_none_is_not_asked_how_it_went(self, cast, monday, how):
        ask_questions(cast)
        row = feedback.ask(by=cast.by(cast.priya), relationship=mondays(cast), at=monday, today=TODAY)
        if how == "wish":
            wish(cast, monday, "none", kind="patient", key=cast.mo.pk)
        else:
            whom = {"kind": "patient", "key": cast.mo.pk}
            opt_outs.stop(by=cast.by(cast.priya), **whom, since_on=TODAY, at=monday)
        message = Message.objects.of(cast.scheme).get(recipient_key=row.pk)
        assert end_of(message, monday) == ("cancelled", "asked for no messages")

    def test_a_person_who_needs_easy_read_gets_no_plain_question(self, cast, monday):
        ask_questions(cast)
        row = feedback.ask(by=cast.by(cast.priya), relationship=mondays(cast), at=monday, today=TODAY)
        cast.mo.change(needs=["easy-read"])
        message = Message.objects.of(cast.scheme).get(recipient_key=row.pk)
        assert end_of(message, monday) == ("failed", "needs it another way: easy read")

    def test_to_stop_on_the_page_of_a_message_stops_all_of_the_persons(self, cast, monday, sign_in):
        ask_questions(cast)
        row = feedback.ask(by=cast.by(cast.priya), relationship=mondays(cast), at=monday, today=TODAY)
        message = Message.objects.of(cast.scheme).get(recipient_key=row.pk)
        client = sign_in(cast.priya)
        client.post(reverse("messages-stop", args=[message.pk]))
        assert OptOut.objects.of(cast.scheme).by("patient", cast.mo.pk).on(TODAY).exists()
        client.post(reverse("messages-resume", args=[message.pk]))
        assert not OptOut.objects.of(cast.scheme).on(TODAY).exists()
