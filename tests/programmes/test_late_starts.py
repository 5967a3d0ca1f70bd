"""Support that began before anybody wrote it down: the missed part is shown and asked about, never dropped."""

from datetime import date, timedelta

import pytest

from peersupport.audit.models import Event
from peersupport.messaging.models import Message
from programmes.models import Relationship
from programmes.selectors import contacts
from programmes.selectors.board import board
from programmes.selectors.board_people import supported
from programmes.selectors.my_people import my_people
from programmes.services import contacts_ticks, followups_late, relationships
from tests.cast import TODAY
from tests.programmes.ticks_told import at

THREE_WEEKS_AGO = date(2026, 11, 2)


@pytest.fixture
def start(cast, monday):
    """Mo and Denise have met on Mondays since 2 November, unless told otherwise."""

    def begin(**changes) -> Relationship:
        agreed = {
            "enrolment": cast.mos_place,
            "volunteer": cast.denise,
            "by": cast.by(cast.priya),
            "at": monday,
        }
        return relationships.start(
            **agreed | {"start_on": THREE_WEEKS_AGO, "mode": "phone", "late": "to-log"} | changes
        )

    return begin


def states(pair) -> list[str]:
    return list(pair.planned.order_by("number").values_list("state", flat=True))


@pytest.mark.parametrize("late", ["", "shifted"])
def test_nobody_starts_in_the_past_without_saying_what_became_of_it(start, late):
    with pytest.raises(relationships.LateStart) as refusal:
        start(late=late)
    assert (refusal.value.words, refusal.value.field) == (
        "3 contacts lie before today. Say what became of them.", "late",
    )  # fmt: skip
    assert Relationship.objects.everywhere().count() == 0


def test_the_volunteer_is_asked_about_each_contact_that_may_have_taken_place(cast, start):
    pair = start()
    (mine,) = my_people(by=cast.by(cast.denise_member), today=TODAY).people
    assert [row.due_on for row in mine.owed] == [THREE_WEEKS_AGO + timedelta(weeks=n) for n in range(3)]
    assert (len(states(pair)), pair.started_on) == (14, THREE_WEEKS_AGO)


def test_what_did_not_take_place_is_missed_and_the_rest_is_planned(start):
    assert states(start(late="missed")) == ["missed"] * 3 + ["planned"] * 11


def test_a_missed_contact_can_still_become_a_held_one(start):
    pair = start(late="missed")
    assert set(pair.planned.filter(state="missed").values_list("done_on", flat=True)) == set(
        pair.planned.filter(number__lte=3).values_list("due_on", flat=True)
    )


def test_messages_name_the_first_contact_to_come(start):
    start()
    told = Message.objects.everywhere().filter(template="support_starts_volunteer")
    assert list(told.values_list("day", flat=True)) == [TODAY]


def test_the_audit_says_what_was_answered(start):
    start(late="missed")
    detail = Event.objects.get(action="relationship.started").detail
    assert (detail["late"], detail["before_today"], detail["starts"]) == ("missed", 3, "2026-11-02")


def test_a_plan_that_would_be_over_is_refused(start):
    with pytest.raises(relationships.BadStart) as refusal:
        start(start_on=TODAY - timedelta(weeks=25))
    assert refusal.value.words == "All contacts of this plan would be over. Choose a later first contact."


def test_the_gate_is_asked_for_today(cast, start):
    cast.denise.checks.update(renew_by_on=TODAY - timedelta(days=1))
    with pytest.raises(relationships.NotEligible):
        start()


def test_nobody_hears_of_past_contacts_before_the_volunteer_had_time_to_answer(cast, start):
    """Three and today's, asked on the 23rd: overdue after three days, told to the coordinator after four."""
    start()
    counts = [
        (contacts_ticks.flag_overdue(at=at(day)), followups_late.escalate(at=at(day))) for day in (25, 26, 27)
    ]
    rows = Message.objects.of(cast.scheme).filter(template__startswith="contact")
    assert counts == [(0, 0), (4, 0), (0, 4)]
    assert rows.filter(template="contacts_not_logged_staff").count() == 0


def test_every_list_counts_from_the_day_on_which_the_volunteer_was_asked(cast, start):
    start()
    asks = {"actor": cast.by(cast.priya), "on": date(2026, 11, 27)}
    listed = contacts.overdue(by=asks["actor"], on=asks["on"])
    (pair,) = supported(cast.denise, **asks).running
    (line,) = (one for one in board(**asks) if one.volunteer == cast.denise)
    assert [row.days_late for row in listed] == [4] * 4
    assert (pair.late_on, line.late, line.late_days) == (TODAY, 4, 4)
