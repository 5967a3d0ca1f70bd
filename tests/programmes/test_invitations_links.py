"""Rolling recruitment by itself: who finished is sent a link at the right time, once, and says yes, later or no."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core import mail
from django.urls import reverse

from peersupport.accounts.selectors.schemes import systems
from peersupport.core import clock, secret_links
from peersupport.messaging.models import Message
from peersupport.messaging.recipients import look_up
from peersupport.messaging.services import bounces, pump
from peersupport.messaging.services.outbox import told_otherwise
from programmes.models import Invitation
from programmes.selectors.invitations import PURPOSE, invitations
from programmes.services.invitations import InvitationRefused, ask_anew, record_answer
from programmes.services.invitations_ticks import ask_all
from tests.cast import TODAY
from volunteers.models import Enquiry, Volunteer
from volunteers.services.joining import set_rules

NOW = datetime(2026, 11, 23, 9, 5, tzinfo=UTC)
FOUR_WEEKS = TODAY - timedelta(days=28)


def night(day: date = TODAY) -> int:
    """The tick of one night."""
    return ask_all(at=datetime.combine(day, time(9, 5), tzinfo=UTC), actors=systems())


def finished(place, on: date = FOUR_WEEKS, **more):
    place.change(state="ended", ended_on=on, ended_as="finished")
    place.patient.change(**{"email": "mo@example.org", **more})
    return place.patient


@pytest.fixture
def mo(cast):
    return finished(cast.mos_place)


@pytest.fixture
def row(cast, mo) -> Invitation:
    """Mo was asked this morning."""
    night()
    return mo.invitations.get()


def link(row: Invitation) -> str:
    return reverse("invitations-answer", args=[secret_links.token(PURPOSE, row.nonce)])


def state(cast, on: date = TODAY) -> list[str]:
    return [line.state(on) for line in invitations(actor=cast.by(cast.priya), on=on)]


def asked(cast) -> list:
    return [row.patient.short_name for row in Invitation.objects.of(cast.scheme).select_related("patient")]


# --- When -------------------------------------------------------------------------------------


def test_a_graduate_is_asked_four_weeks_after_the_end_and_not_a_day_before(cast):
    finished(cast.mos_place, TODAY - timedelta(days=27))
    assert (night(), night(TODAY + timedelta(days=1))) == (0, 1)


def test_somebody_with_a_landline_only_is_left_for_a_person_to_ask(cast, mo):
    mo.change(email="", phone="01632 960171")
    assert (night(), state(cast)) == (0, ["now"])


def test_each_night_again_asks_once(cast, mo):
    assert [night(TODAY + timedelta(days=n)) for n in range(4)] == [1, 0, 0, 0]
    assert Message.objects.of(cast.scheme).filter(template="volunteering_asked").count() == 1


def test_a_month_of_missed_nights_loses_nobody(cast, mo):
    assert (night(TODAY + timedelta(days=30)), asked(cast)) == (1, ["Mo"])


@pytest.mark.parametrize(
    "spoil",
    [
        lambda cast: cast.mos_place.change(ended_as="stopped"),
        lambda cast: cast.mo.consents.update(withdrawn_on=TODAY),
        lambda cast: cast.mo.change(died_on=TODAY),
        lambda cast: cast.mo.change(email="", phone=""),
        lambda cast: cast.mo.change(needs=["braille"]),
        lambda cast: cast.mo.change(became_volunteer=cast.denise),
        lambda cast: cast.mos_place.change(state="waiting", ended_on=None),
        lambda cast: cast.mos_place.change(ended_on=TODAY - timedelta(days=365)),
    ],
    ids=["left", "no consent", "died", "no address", "needs", "volunteers", "waits again", "a year ago"],
)
def test_nobody_is_asked_by_itself_who_is_not_to_be_or_whom_no_message_reaches(cast, mo, spoil):
    spoil(cast)
    cast.mo.refresh_from_db()
    assert (night(), asked(cast)) == (0, [])


def test_whom_no_message_reaches_waits_for_a_person_to_ask(cast, mo):
    mo.change(email="", phone="")
    night()
    assert state(cast) == ["now"]


def test_a_scheme_may_leave_the_asking_to_people(cast, mo, sign_in):
    sign_in(cast.maria).post(reverse("joining-rules"), {"account_at": "checks"})
    quiet = night()
    set_rules(by=cast.by(cast.maria), account_at="checks", asks_by_itself=True, at=NOW)
    assert (quiet, night()) == (0, 1)


# --- The message ------------------------------------------------------------------------------


def test_the_message_arrives_with_a_link_that_lies_in_no_outbox(cast, row):
    message = Message.objects.of(cast.scheme).get(template="volunteering_asked")
    pump.pump(at=NOW)
    [sent] = mail.outbox
    assert (message.link, sent.to, link(row) in sent.body) == ("", ["mo@example.org"], True)


def test_who_has_answered_meanwhile_gets_no_message(cast, row):
    row.change(answer="no", answered_on=TODAY)
    assert look_up("invitation", row.pk).refusal == "answered already"


# --- It did not arrive ------------------------------------------------------------------------


@pytest.fixture
def came_back(cast, row) -> Invitation:
    """The gateway said that there is no such address."""
    pump.pump(at=NOW)
    message = Message.objects.of(cast.scheme).get(template="volunteering_asked")
    bounces.bounced(message=message, hard=True, by=cast.by(cast.priya), at=NOW)
    return row


def ask_again(cast, patient) -> Invitation:
    return ask_anew(by=cast.by(cast.priya), patient=patient, at=NOW, today=TODAY)


def test_whom_the_link_did_not_reach_is_for_a_person_to_ask(cast, came_back, sign_in):
    page = sign_in(cast.priya).get(reverse("invitations"))
    [line] = page.context["table"].rows
    said = (line.cells[2].text, line.cells[3].tags[0].text, [one.text for one in line.cells[4].actions])
    assert (state(cast), night(TODAY + timedelta(days=1))) == (["now"], 0)
    assert said == (
        "Mon 23 Nov 2026: the link did not arrive", "Did not arrive",
        ["Write down the answer", "Send the link again"],
    )  # fmt: skip


def test_a_new_link_goes_to_the_new_address_and_the_old_one_ends(cast, client, came_back, mo, sign_in):
    old = link(came_back)
    mo.change(email="mo.ellis@example.org")
    sign_in(cast.priya).post(reverse("invitations-send-again", args=[mo.pk]))
    came_back.refresh_from_db()
    pump.pump(at=NOW)
    assert (state(cast), mail.outbox[-1].to, link(came_back) in mail.outbox[-1].body) == (
        ["asked"], ["mo.ellis@example.org"], True,
    )  # fmt: skip
    assert (client.get(old).status_code, client.get(link(came_back)).status_code) == (404, 200)


def test_to_an_address_that_came_back_no_new_link_is_sent(cast, came_back, mo):
    with pytest.raises(InvitationRefused, match="Enter another address on their page first, or call them"):
        ask_again(cast, mo)


def test_a_link_that_arrived_is_not_sent_again(cast, row, mo):
    pump.pump(at=NOW)
    with pytest.raises(InvitationRefused, match="No link to Mo has come back"):
        ask_again(cast, mo)


def test_whoever_was_told_in_another_way_is_not_asked_anew(cast, came_back):
    message = Message.objects.of(cast.scheme).get(template="volunteering_asked")
    told_otherwise(message=message, by=cast.by(cast.priya), at=NOW)
    assert state(cast) == ["asked"]


# --- The answer -------------------------------------------------------------------------------


def says(client, row, answer: str, **more):
    return client.post(link(row), {"answer": answer, **more})


def test_a_yes_makes_a_separate_record_and_uses_the_link_up(cast, client, row, mo):
    answer = says(client, row, "yes")
    mo.refresh_from_db()
    who = mo.became_volunteer
    assert (answer.headers["Location"], client.get(link(row)).status_code) == (
        reverse("invitations-thanks"), 410,
    )  # fmt: skip
    assert (who.first_name, who.email, tuple(who.conditions), who.coordinator) == (
        "Maureen", "mo@example.org", (), None,
    )  # fmt: skip
    assert Enquiry.objects.of(cast.scheme).get(volunteer=who).source == "form"


def test_who_says_yes_is_sent_the_page_on_which_they_see_where_they_stand(cast, client, row):
    says(client, row, "yes")
    assert Message.objects.of(cast.scheme).filter(template="joining_link").count() == 1


def test_a_no_is_taken_for_a_no(cast, client, row):
    says(client, row, "no")
    later = [night(TODAY + timedelta(days=n)) for n in (1, 100, 300)]
    assert (later, state(cast), Volunteer.objects.of(cast.scheme).count()) == ([0, 0, 0], ["answered"], 3)


def test_who_says_later_is_asked_once_more_when_the_months_are_over(cast, client, row):
    says(client, row, "later", months="3")
    row.refresh_from_db()
    on = date(2027, 2, 23)
    nights = [night(on + timedelta(days=n)) for n in (-1, 0, 1)]
    assert (row.ask_again_on, nights, asked(cast)) == (on, [0, 1, 0], ["Mo", "Mo"])


def test_looking_uses_nothing_up_and_names_nobody(client, row):
    page = client.get(link(row)).content.decode()
    assert ([name in page for name in ("Ellis", "Denise", "COPD")], client.head(link(row)).status_code) == (
        [False, False, False], 200,
    )  # fmt: skip


def test_the_link_runs_out_after_60_days_and_nobody_is_asked_again(cast, client, row):
    with clock.fixed(NOW + timedelta(days=61)):
        gone = client.get(link(row)).status_code
    unknown = client.get(reverse("invitations-answer", args=["0" * 64])).status_code
    assert (gone, unknown, night(TODAY + timedelta(days=61))) == (410, 404, 0)


def test_without_an_answer_the_page_says_what_to_do(client, row):
    answer = client.post(link(row), {})
    assert (answer.status_code, answer.context["form"].errors) == (
        422,
        {"answer": ["Choose yes, later or no"]},
    )


def test_what_was_said_on_the_phone_answers_the_link_too(cast, client, row, mo):
    facts = {"asked_on": TODAY, "answer": "no", "at": NOW, "today": TODAY}
    record_answer(by=cast.by(cast.priya), patient=mo, **facts)
    row.refresh_from_db()
    assert (row.answer, row.asked_by, client.get(link(row)).status_code) == ("no", cast.priya, 410)


def test_the_list_says_who_was_asked_and_until_when_the_link_works(cast, row, sign_in):
    page = sign_in(cast.priya).get(reverse("invitations"), {"state": "asked"})
    said = [row.cells[2].text for row in page.context["table"].rows]
    assert (state(cast), said) == (
        ["asked"], ["Mon 23 Nov 2026: no answer yet, the link works until Fri 22 Jan 2027"],
    )  # fmt: skip
