"""May a message go now? Quiet hours, the daily cap and opt-outs, decided when it is sent."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core import mail

from peersupport.accounts.gates import NotAllowed
from peersupport.audit.models import Event
from peersupport.messaging.models import Message, OptOut
from peersupport.messaging.services import opt_outs
from peersupport.messaging.services.pump import pump
from tests.programmes.people_builders import refer

EVENING = datetime(2026, 11, 23, 21, 30, tzinfo=UTC)
MORNING = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def state_of(message: Message) -> tuple[str, str]:
    message.refresh_from_db()
    return message.state, message.why


def to_priya(ask, cast, **more) -> Message:
    return ask(kind="staff", recipient=cast.priya.pk, **{"template": "volunteer_check_expires", **more})


def test_a_message_of_the_night_waits_for_the_morning(ask):
    message = ask()
    assert pump(at=EVENING) == 0
    assert (state_of(message), message.not_before) == (("waiting", "quiet hours"), MORNING)
    assert (pump(at=MORNING - timedelta(minutes=1)), pump(at=MORNING)) == (0, 1)
    assert (state_of(message), message.attempts) == (("sent", ""), 1)


@pytest.mark.parametrize(
    "night",
    [datetime(2026, 3, 28, 23, tzinfo=UTC), datetime(2026, 10, 24, 23, 30, tzinfo=UTC)],
    ids=["29 March", "25 October"],
)
def test_the_morning_after_a_clock_change_is_at_eight_too(ask, night):
    message = ask(not_before=night)
    pump(at=night)
    message.refresh_from_db()
    hour = 7 if night.month == 3 else 8
    assert message.not_before == (night + timedelta(hours=3)).replace(hour=hour, minute=0)


def test_each_scheme_has_its_own_quiet_hours(ask, cast):
    cast.scheme.change(quiet_from=time(22))
    ask()
    assert pump(at=EVENING) == 1


def test_a_message_that_is_useless_in_the_morning_expires(ask):
    message = ask(expires_at=EVENING + timedelta(hours=2))
    pump(at=EVENING)
    pump(at=MORNING)
    assert (state_of(message), mail.outbox) == (("expired", "too late"), [])


def test_urgent_messages_and_those_to_staff_go_at_night(ask, cast):
    ask(key="urgent", template="concern_raised")
    to_priya(ask, cast, key="staff")
    assert pump(at=EVENING) == 2


def test_the_sixth_message_of_a_day_waits_for_the_next_morning(ask, monday):
    messages = [ask(key=f"{number}") for number in range(6)]
    assert pump(at=monday) == 5
    late = [one for one in messages if state_of(one) == ("waiting", "enough messages for one day")]
    assert [one.not_before for one in late] == [MORNING]
    assert pump(at=MORNING) == 1


def test_the_cap_is_each_persons_own_and_each_schemes_own(ask, cast, monday):
    cast.scheme.change(messages_a_day=1)
    for number, person in enumerate((cast.denise, cast.denise, cast.abdul)):
        ask(key=f"{number}", recipient=person.pk)
    assert pump(at=monday) == 2


def test_a_clinician_with_many_referrals_is_one_person_a_day(ask, cast, monday):
    """Each of the messages is about a referral of its own."""
    cast.scheme.change(messages_a_day=2)
    for number in range(3):
        referral = refer(cast)
        referral.change(
            reference=f"R-{number}", sent_by=cast.whitlock.user, patient=None, consent_to_tell=True
        )
        ask(key=f"{referral.pk}", kind="referrer", recipient=referral.pk, template="referral_received")
    assert pump(at=monday) == 2


def test_urgent_messages_and_those_to_staff_pass_the_cap(ask, cast, monday):
    cast.scheme.change(messages_a_day=0)
    ask(key="urgent", template="concern_raised")
    to_priya(ask, cast, key="staff")
    ask(key="other")
    assert pump(at=monday) == 2


def stop(cast, monday, **more) -> OptOut:
    whom = {"kind": "volunteer", "key": cast.denise.pk, "since_on": date(2026, 11, 23)}
    return opt_outs.stop(**{"by": cast.by(cast.priya), "at": monday, **whom, **more})


def test_somebody_who_asked_for_no_messages_gets_none(ask, cast, monday):
    stop(cast, monday)
    message = ask()
    pump(at=monday)
    assert state_of(message) == ("cancelled", "asked for no messages")


@pytest.mark.parametrize(
    ("until", "at", "sent"),
    [
        (date(2026, 11, 24), datetime(2026, 11, 24, 12, tzinfo=UTC), 0),
        (date(2026, 11, 24), datetime(2026, 11, 25, 12, tzinfo=UTC), 1),
        (None, datetime(2027, 11, 25, 12, tzinfo=UTC), 0),
    ],
)
def test_an_opt_out_lasts_as_long_as_was_asked(ask, cast, monday, until, at, sent):
    stop(cast, monday, until_on=until)
    ask()
    assert pump(at=at) == sent


def test_an_urgent_message_to_staff_passes_an_opt_out_and_no_other_does(ask, cast, monday):
    stop(cast, monday, kind="user", key=cast.priya.user_id)
    stop(cast, monday)
    must, work, urgent = (
        to_priya(ask, cast, key="must", template="concern_raised"),
        to_priya(ask, cast, key="work"),
        ask(key="urgent", template="concern_raised"),
    )
    pump(at=monday)
    assert [state_of(message)[0] for message in (must, work, urgent)] == ["sent", "cancelled", "cancelled"]


def test_messages_go_again_when_the_opt_out_is_taken_back(ask, cast, monday):
    stop(cast, monday)
    opt_outs.resume(
        by=cast.by(cast.priya), kind="volunteer", key=cast.denise.pk, today=monday.date(), at=monday
    )
    ask()
    assert pump(at=monday) == 1


def test_asking_twice_for_no_messages_is_one_opt_out(cast, monday):
    stop(cast, monday)
    stop(cast, monday, since_on=date(2026, 11, 20))
    assert list(OptOut.objects.of(cast.scheme).values_list("since_on", "until_on")) == [
        (date(2026, 11, 20), None)
    ]


def test_an_opt_out_cannot_end_before_it_begins(cast, monday):
    with pytest.raises(opt_outs.WrongDays):
        stop(cast, monday, until_on=date(2026, 11, 1))


def test_only_those_who_work_messages_may_stop_them(cast, monday):
    with pytest.raises(NotAllowed):
        stop(cast, monday, by=cast.by(cast.ana))


def test_stop_and_resume_on_the_page_of_a_message(ask, cast, monday, sign_in):
    message, client = ask(), sign_in(cast.priya)
    client.post(f"/messages/{message.pk}/stop/")
    page = client.get(f"/messages/{message.pk}/")
    assert page.context["facts"][0].tags[0].text == "Gets no messages"
    assert [action.text for action in page.context["actions"]] == ["Send messages to Denise Harper again"]
    client.post(f"/messages/{message.pk}/resume/")
    assert not OptOut.objects.of(cast.scheme).exists()
    assert [event.action for event in Event.objects.of(cast.scheme).order_by("number")] == [
        "messages.stopped",
        "messages.resumed",
    ]
