"""Logging: which planned contact an entry answers, what it moves, what it refuses."""

from datetime import date, timedelta

import pytest

from peersupport.accounts.gates import NotAllowed
from peersupport.audit.models import Event
from peersupport.messaging.models import Message
from programmes.models import Concern, Contact
from programmes.services import contacts
from programmes.services.contacts import NotLogged
from programmes.services.contacts_moves import NotThatDay
from tests.cast import TODAY
from tests.programmes.builders import mondays

START = date(2026, 11, 2)  # weekly contacts on Mondays; the fourth is today


@pytest.fixture
def mo(cast):
    """Denise supports Mo; the first three contacts were held and the fourth is due today."""
    return mondays(cast)


@pytest.fixture
def denise(cast):
    return cast.by(cast.denise_member)


@pytest.fixture
def log(mo, denise, monday):
    def log(**changes):
        said = {"outcome": "talked", "happened_on": TODAY, "worried": False, "mode": "phone", "minutes": 30}
        return contacts.log(relationship=mo, by=denise, at=monday, **{**said, **changes})

    return log


def states(relationship):
    return [row.state for row in relationship.planned.order_by("number")[:6]]


def due(relationship, number):
    return relationship.planned.get(number=number).due_on


class TestClearing:
    def test_a_conversation_today_clears_todays_contact(self, log, mo):
        logged = log()
        assert (logged.planned.number, states(mo)) == (4, ["held"] * 4 + ["planned"] * 2)

    def test_an_early_conversation_clears_the_contact_still_to_come(self, log, mo, denise, monday):
        log()
        assert log(happened_on=TODAY + timedelta(days=0)).planned is None  # a second one on the day is extra
        early = contacts.log(
            relationship=mo,
            by=denise,
            at=monday + timedelta(days=5),
            happened_on=date(2026, 11, 28),
            outcome="talked",
            worried=False,
        )
        assert early.planned.number == 5

    def test_a_late_entry_clears_the_contact_of_the_day_it_happened(self, log, mo):
        row = mo.planned.get(number=2)
        row.change(state="planned", done_on=None)
        assert log(happened_on=date(2026, 11, 11)).planned.number == 2
        assert mo.planned.get(number=2).done_on == date(2026, 11, 11)

    def test_a_contact_given_up_as_no_answer_becomes_held_when_the_call_came_late(self, log, mo):
        mo.planned.get(number=3).change(state="no_answer")
        assert log(happened_on=date(2026, 11, 18)).planned.number == 3
        assert mo.planned.get(number=3).state == "held"

    def test_a_person_who_did_not_want_to_talk_is_recorded_as_declined(self, log, mo):
        log(outcome="declined", minutes=None)
        assert states(mo)[3] == "declined"

    def test_the_contact_chosen_on_the_page_is_cleared_when_no_window_holds_the_day(self, log, mo):
        last = mo.planned.get(number=14)
        mo.planned.exclude(pk=last.pk).update(state="held")
        last.change(due_on=date(2026, 10, 30), opens_on=date(2026, 10, 25), closes_on=date(2026, 11, 19))
        assert log(planned=last).planned == last

    def test_a_contact_that_did_not_happen_is_missed_and_no_longer_planned(self, log, mo):
        third = mo.planned.get(number=3)
        third.change(state="planned", done_on=None)
        logged = log(outcome="missed", planned=third, minutes=None)
        assert (logged.contact.happened_on, states(mo)[2]) == (date(2026, 11, 16), "missed")

    def test_a_contact_still_to_come_cannot_be_missed(self, log, mo):
        with pytest.raises(NotLogged) as refusal:
            log(outcome="missed", planned=mo.planned.get(number=5))
        assert refusal.value.field == "outcome"

    def test_the_entry_keeps_who_said_what_and_the_person_was_last_seen_that_day(self, log, mo):
        log(note="A good talk", next_step="Ask about the walk", progress="well")
        entry = Contact.objects.of(mo.scheme).get()
        mo.patient.refresh_from_db()
        assert (entry.note, entry.next_step, entry.logged_by, mo.patient.last_seen_on) == (
            "A good talk",
            "Ask about the walk",
            "Denise Harper",
            TODAY,
        )

    def test_the_audit_says_which_contact_but_nothing_of_what_was_written(self, log, mo):
        log(note="A good talk", worried=False)
        event = Event.objects.of(mo.scheme).get(action="contact.logged")
        assert (event.person_key, event.detail) == (
            mo.patient_id,
            {"outcome": "talked", "happened_on": "2026-11-23", "number": 4},
        )

    def test_a_reminder_of_an_answered_contact_is_taken_back(self, log, mo, monday):
        from programmes.services import contacts_ticks

        contacts_ticks.remind(at=monday)
        log()
        assert Message.objects.of(mo.scheme).get().state == "cancelled"


class TestMoving:
    def test_the_next_contact_moves_to_the_day_that_was_agreed(self, log, mo):
        logged = log(next_on=date(2026, 12, 2))
        fifth = mo.planned.get(number=5)
        assert (logged.contact.next_on, fifth.due_on, fifth.planned_on, fifth.moved_why) == (
            date(2026, 12, 2),
            date(2026, 12, 2),
            date(2026, 11, 30),
            "Agreed another day",
        )

    def test_the_windows_beside_a_moved_contact_still_touch(self, log, mo):
        log(next_on=date(2026, 12, 3))
        fifth, sixth = mo.planned.filter(number__in=(5, 6)).order_by("number")
        assert sixth.opens_on == fifth.closes_on + timedelta(days=1)

    def test_a_contact_on_its_planned_day_does_not_count_as_moved(self, log, mo):
        log(next_on=date(2026, 11, 30))
        assert Event.objects.of(mo.scheme).filter(action="planned_contact.moved").count() == 0

    def test_a_rearranged_contact_stays_planned_on_its_new_day(self, log, mo):
        log(outcome="moved", next_on=date(2026, 11, 26), minutes=None)
        fourth = mo.planned.get(number=4)
        assert (fourth.state, fourth.due_on) == ("planned", date(2026, 11, 26))

    def test_a_rearranged_contact_needs_a_new_day(self, log):
        with pytest.raises(NotThatDay) as refusal:
            log(outcome="moved", next_on=None)
        assert (refusal.value.field, refusal.value.words) == ("next_on", "Enter the new day of this contact")

    @pytest.mark.parametrize("day", [date(2026, 11, 30), date(2026, 12, 25), date(2026, 11, 20)])
    def test_a_contact_cannot_move_onto_another_past_it_or_into_the_past(self, log, mo, day):
        with pytest.raises(NotThatDay):
            log(outcome="moved", next_on=day)
        assert (due(mo, 4), Contact.objects.of(mo.scheme).count()) == (TODAY, 0)

    def test_an_overdue_contact_without_a_free_day_before_the_next_is_not_moved(self, log, mo):
        third = mo.planned.get(number=3)
        third.change(state="planned", done_on=None)
        with pytest.raises(NotThatDay) as refusal:
            log(outcome="moved", planned=third, next_on=date(2026, 11, 25))
        assert "It did not happen" in refusal.value.words

    def test_the_last_contact_never_moves_past_the_agreed_end_by_a_log(self, log, mo):
        mo.planned.exclude(number=14).update(state="held")
        last = mo.planned.get(number=14)
        with pytest.raises(NotThatDay) as refusal:
            log(outcome="moved", planned=last, next_on=last.due_on + timedelta(days=1))
        assert refusal.value.words == (
            "Support ends on Monday 12 April 2027, as was agreed. Ask a coordinator for a later end. "
            "A talk until Sunday 2 May 2027 still counts: log it then."
        )
        log(outcome="moved", planned=last, next_on=last.due_on - timedelta(days=1))
        assert due(mo, 14) == date(2027, 4, 11)


class TestNoAnswer:
    def test_a_vain_try_counts_and_a_new_one_is_put_two_days_later(self, mo, denise, monday):
        logged = contacts.no_answer(relationship=mo, by=denise, at=monday)
        fourth = mo.planned.get(number=4)
        assert (fourth.tries, fourth.due_on, fourth.state, logged.contact.worried) == (
            1,
            date(2026, 11, 25),
            "planned",
            None,
        )

    def test_the_new_try_never_goes_beyond_the_day_the_contact_closes(self, mo, denise, monday):
        contacts.no_answer(relationship=mo, by=denise, at=monday + timedelta(days=2))
        assert due(mo, 4) == date(2026, 11, 26)

    def test_support_ends_with_the_new_try_of_the_last_contact(self, mo, denise, monday):
        last = mo.planned.get(number=14)
        on_the_day = monday + (last.due_on - TODAY)
        contacts.no_answer(relationship=mo, by=denise, at=on_the_day)
        mo.refresh_from_db()
        assert (due(mo, 14), mo.ends_on) == (last.due_on + timedelta(days=2),) * 2

    def test_on_its_last_day_the_contact_is_given_up(self, mo, denise, monday):
        contacts.no_answer(relationship=mo, by=denise, at=monday + timedelta(days=3))
        assert (states(mo)[3], mo.planned.get(number=4).done_on) == ("no_answer", date(2026, 11, 26))

    def test_no_answer_to_a_contact_whose_time_is_over_counts_for_its_own_day(self, mo, denise, monday):
        third = mo.planned.get(number=3)
        third.change(state="planned", done_on=None)
        logged = contacts.no_answer(relationship=mo, by=denise, at=monday, planned=third)
        assert (logged.contact.happened_on, states(mo)[2:4]) == (date(2026, 11, 16), ["no_answer", "planned"])

    def test_a_new_try_is_not_put_on_a_bank_holiday(self, mo, denise, monday):
        eve = monday.replace(month=12, day=23)
        mo.planned.filter(due_on__lt=date(2026, 12, 21)).update(state="held")
        contacts.no_answer(
            relationship=mo, by=denise, at=eve
        )  # Friday is Christmas Day, Monday a holiday too
        row = mo.planned.get(number=8)
        assert (row.tries, row.due_on) == (1, min(date(2026, 12, 29), row.closes_on))

    def test_a_try_when_nothing_is_open_is_kept_and_moves_nothing(self, mo, denise, monday):
        mo.planned.update(state="held")
        logged = contacts.no_answer(relationship=mo, by=denise, at=monday)
        assert (logged.planned, logged.contact.outcome) == (None, "no_answer")


class TestRefusals:
    def test_whether_somebody_is_worried_must_be_answered(self, log, mo):
        with pytest.raises(NotLogged) as refusal:
            log(worried=None)
        assert refusal.value.words == "Say whether you are worried about Mo’s safety"

    def test_a_day_still_to_come_is_refused(self, log):
        with pytest.raises(NotLogged) as refusal:
            log(happened_on=TODAY + timedelta(days=1))
        assert refusal.value.field == "happened_on"

    def test_a_day_before_support_opened_is_refused(self, log):
        with pytest.raises(NotLogged) as refusal:
            log(happened_on=START - timedelta(days=8))
        assert refusal.value.words.endswith("Enter a day from Monday 26 October 2026 on")

    def test_another_volunteer_cannot_log_for_it(self, cast, mo, monday):
        with pytest.raises(NotAllowed):
            contacts.no_answer(relationship=mo, by=cast.by(cast.abdul_member), at=monday)

    def test_nobody_of_another_scheme_can_log_for_it(self, cast, mo, monday):
        with pytest.raises(NotAllowed):
            contacts.no_answer(relationship=mo, by=cast.by(cast.hilda), at=monday)

    def test_access_of_a_volunteer_ends_with_the_support(self, mo, denise, monday):
        mo.change(state="ended", ended_on=TODAY)
        with pytest.raises(NotAllowed):
            contacts.no_answer(relationship=mo, by=denise, at=monday)

    def test_a_coordinator_may_log_for_a_volunteer(self, cast, mo, monday):
        logged = contacts.no_answer(relationship=mo, by=cast.by(cast.priya), at=monday)
        assert logged.contact.logged_by == "Priya Nair"


class TestWorry:
    def test_a_worry_on_a_log_is_open_at_once_with_the_words_of_the_note(self, log, mo, cast):
        concern = log(worried=True, note="She has stopped eating").concern
        assert (concern.words, concern.state, concern.patient, concern.owner) == (
            "She has stopped eating",
            "raised",
            cast.mo,
            cast.priya,
        )

    def test_a_worry_without_a_note_says_that_details_follow(self, log, mo):
        assert log(worried=True).concern.words == "Marked as worried on a contact log. Details follow."

    def test_nothing_of_a_refused_entry_stays(self, log, mo):
        with pytest.raises(NotThatDay):
            log(worried=True, next_on=date(2027, 12, 1))
        assert (Contact.objects.of(mo.scheme).count(), Concern.objects.of(mo.scheme).count()) == (0, 0)
