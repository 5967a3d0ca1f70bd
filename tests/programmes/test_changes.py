"""Pausing and resuming: past contacts stay, the rest shifts whole, and who and why is kept."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from peersupport.accounts.gates import NotAllowed
from peersupport.audit.models import Event
from peersupport.core.calendar import closed_days
from peersupport.messaging.models import Message
from programmes.models import PlannedContact, Relationship
from programmes.selectors import changes as selectors
from programmes.services import changes, changes_ticks, contacts_messages, contacts_ticks, followups_late
from programmes.services.changes_rows import HasEnded, NoReason
from tests.cast import TODAY
from tests.programmes.builders import held, mondays
from volunteers.models import Leave

BACK_ON = date(2027, 1, 13)  # a Wednesday
FIRST = date(2027, 1, 18)  # the Monday after


@pytest.fixture
def pair(cast) -> Relationship:
    """Mondays; three contacts are held, the fourth is due today, 23 November 2026."""
    return mondays(cast)


@pytest.fixture
def pause(cast, pair, monday):
    def act(**more):
        facts = {"relationship": pair, "by": cast.by(cast.priya), "at": monday, "from_on": TODAY}
        return changes.pause(**{**facts, "until_on": BACK_ON, "why": "In hospital", **more})

    return act


@pytest.fixture
def resume(cast, pair, monday):
    def act(**more):
        facts = {"relationship": pair, "by": cast.by(cast.priya), "at": monday}
        return changes.resume(**{**facts, "first_on": date(2026, 12, 7), "why": "Home early", **more})

    return act


def dues(pair) -> list[date]:
    return list(pair.planned.order_by("number").values_list("due_on", flat=True))


def test_a_pause_keeps_the_past_and_shifts_the_rest_behind_it(pair, pause):
    before = dues(pair)
    pause()
    after = dues(pair)
    assert after[:3] == before[:3]
    assert [day - after[3] for day in after[3:] if day.weekday() == 0] == [
        day - before[3] for day, moved in zip(before[3:], after[3:], strict=True) if moved.weekday() == 0
    ]
    assert after[3] == FIRST


def test_nothing_is_due_while_paused(pair, pause):
    pause()
    assert [day for day in dues(pair)[3:] if TODAY <= day < BACK_ON] == []
    assert PlannedContact.objects.everywhere().overdue(BACK_ON).count() == 0


def test_a_contact_that_was_late_before_the_pause_stays_late(pair, pause):
    pair.planned.filter(number=3).update(state="planned")
    pause()
    late = PlannedContact.objects.everywhere().overdue(TODAY).values_list("number", flat=True)
    assert list(late) == [3]


def test_no_shifted_contact_is_on_a_bank_holiday_or_on_leave(cast, pair, pause):
    Leave.make(
        scheme=cast.scheme, volunteer=cast.denise, starts_on=date(2027, 2, 1), ends_on=date(2027, 2, 2)
    )
    pause()
    assert not set(dues(pair)[3:]) & (closed_days("england-and-wales") | {date(2027, 2, 1)})
    row = pair.planned.get(planned_on=date(2027, 2, 1))
    assert (row.due_on, row.moved_why) == (date(2027, 2, 3), "Coach on leave")


def test_the_plan_ends_with_its_last_contact(pair, pause):
    pause()
    pair.refresh_from_db()
    assert (pair.state, pair.paused_from_on, pair.paused_until_on, pair.ends_on) == (
        "paused", TODAY, BACK_ON, dues(pair)[-1],
    )  # fmt: skip


def test_what_is_saved_is_what_was_shown(pair, pause):
    shown = selectors.paused(
        Relationship.objects.everywhere().get(), from_on=TODAY, until_on=BACK_ON, today=TODAY
    )
    pause()
    names = ("number", "due_on", "opens_on", "closes_on", "moved_why")
    rows = pair.planned.filter(number__gt=3).order_by("number").values_list(*names)
    assert list(rows) == [tuple(getattr(line, name) for name in names) for line in shown.lines]


def test_windows_of_the_shifted_contacts_touch_and_hold_their_day(pair, pause):
    pause()
    rows = list(pair.planned.filter(number__gt=3).order_by("number"))
    assert all(row.opens_on <= row.due_on <= row.closes_on for row in rows)
    assert all(one.closes_on + timedelta(days=1) == two.opens_on for one, two in pairwise(rows))


def test_a_pause_that_starts_later_keeps_the_contacts_before_it(pair, pause):
    before = dues(pair)
    pause(from_on=date(2026, 12, 7), until_on=date(2026, 12, 20))
    assert dues(pair)[:5] == before[:5]
    assert dues(pair)[5] == date(2026, 12, 21)


def test_a_longer_pause_starts_from_the_one_there_is(pair, pause):
    pause(until_on=date(2026, 12, 7))
    pause(until_on=BACK_ON, why="Still in hospital")
    assert dues(pair)[3] == FIRST
    assert pair.changes.count() == 2


def test_a_pause_after_one_that_is_over_keeps_what_is_late_between_them(cast, pair, pause, monday):
    """Nobody said "Go on", and the tick that does has stood still; the fourth contact then came and was not logged."""
    pause(until_on=date(2026, 12, 7))
    later = monday + timedelta(days=18)
    pause(at=later, from_on=later.date(), until_on=BACK_ON, why="In hospital again")
    pair.refresh_from_db()
    told = followups_late.escalate(at=later)
    assert (pair.paused_from_on, dues(pair)[3:5]) == (later.date(), [date(2026, 12, 7), FIRST])
    assert told == 1


def test_a_longer_pause_moves_no_contact_that_is_past(cast, pair, pause, monday):
    """One lies in the pause, moved there by agreement, and the next was held all the same."""
    pause()
    fourth, fifth = pair.planned.filter(number__in=(4, 5)).order_by("number")
    fourth.change(due_on=date(2026, 12, 2), opens_on=date(2026, 11, 30), closes_on=date(2026, 12, 5))
    fifth.change(
        due_on=date(2026, 12, 9), opens_on=date(2026, 12, 6), state="held", done_on=date(2026, 12, 9)
    )
    later = monday + timedelta(days=17)
    pause(at=later, from_on=date(2026, 12, 10), until_on=date(2027, 2, 1), why="Still in hospital")
    assert dues(pair)[3:6] == [date(2026, 12, 2), date(2026, 12, 9), date(2027, 2, 1)]
    assert list(pair.planned.order_by("number").values_list("number", flat=True)) == list(range(1, 15))


def test_support_never_goes_on_before_a_contact_that_was_held_early(cast, pair, pause, resume):
    """The fourth, of today, is held; the fifth, of 30 November, too, already on Friday."""
    held(pair, 4)
    pair.planned.filter(number=5).update(state="held", done_on=date(2026, 11, 27))
    pause(from_on=date(2026, 12, 1))
    friday = datetime(2026, 11, 27, 9, tzinfo=UTC)
    with pytest.raises(changes.BadDays) as refused:
        resume(at=friday, first_on=date(2026, 11, 30))
    assert refused.value.words == (
        "There is a contact before it already. Enter a day from Tuesday 1 December 2026 on."
    )
    resume(at=friday, first_on=date(2026, 12, 1))
    assert dues(pair)[5] == date(2026, 12, 1)


def test_windows_beside_a_change_are_fitted_too(cast, pair, pause):
    """A new try of the contact before never comes behind the next one."""
    pause(from_on=date(2026, 11, 24), until_on=date(2026, 11, 26))
    before, after = pair.planned.filter(number__in=(4, 5)).order_by("number")
    assert before.closes_on == after.opens_on - timedelta(days=1)


def test_who_and_why_are_kept_with_before_and_after(pair, pause):
    change = pause()
    assert (change.kind, change.changed_by, change.why) == ("pause", "Priya Nair", "In hospital")
    assert (change.before[0], change.after[0], len(change.after)) == ("2026-11-23", "2027-01-18", 11)


def test_the_audit_has_the_days_and_not_the_reason(pause):
    pause()
    event = Event.objects.get(action="relationship.paused")
    assert event.detail["after"][0] == "2027-01-18" and "hospital" not in str(event.detail)


def test_the_reminder_of_the_old_day_is_taken_back_and_the_volunteer_hears_of_the_change(cast, pair, pause):
    planned = pair.planned.select_related("scheme", "relationship").get(number=4)
    contacts_ticks.remind(at=datetime(2026, 11, 22, 9, tzinfo=UTC))
    pause()
    messages = Message.objects.of(cast.scheme)
    assert messages.get(key=contacts_messages.reminder_key(planned)).state == "cancelled"
    assert messages.filter(template="plan_changed", state="waiting").count() == 1


def test_resuming_early_brings_the_rest_forward(pair, pause, resume):
    pause()
    resume()
    pair.refresh_from_db()
    assert (pair.state, pair.paused_until_on, dues(pair)[3]) == ("open", None, date(2026, 12, 7))
    assert dues(pair)[4] == date(2026, 12, 14)


def test_what_is_not_paused_cannot_be_resumed(resume):
    with pytest.raises(changes.NotPaused):
        resume()


@pytest.mark.parametrize(
    "from_on, until_on, field",
    [
        (date(2026, 11, 22), BACK_ON, "from_on"),
        (TODAY, TODAY, "until_on"),
        (TODAY, date(2028, 1, 1), "until_on"),
    ],
    ids=["in the past", "ends as it starts", "too long"],
)
def test_days_that_do_not_fit_are_refused_and_nothing_changes(pair, pause, from_on, until_on, field):
    before = dues(pair)
    with pytest.raises(changes.BadDays) as caught:
        pause(from_on=from_on, until_on=until_on)
    assert (caught.value.field, dues(pair), pair.changes.count()) == (field, before, 0)


def test_a_change_needs_a_reason(pause):
    with pytest.raises(NoReason):
        pause(why="  ")


def test_with_no_contact_to_come_there_is_nothing_to_pause(pair, pause):
    pair.planned.update(state="held")
    with pytest.raises(changes.NothingToCome):
        pause()


def test_what_has_ended_is_not_paused(pair, pause):
    pair.change(state="ended", ended_on=TODAY)
    with pytest.raises(HasEnded):
        pause()


@pytest.mark.parametrize("who", ["denise_member", "ana", "whitlock", "hilda"])
def test_only_who_plans_support_in_this_scheme_may_pause(cast, pause, who):
    with pytest.raises(NotAllowed):
        pause(by=cast.by(getattr(cast, who)))


def test_a_pause_ends_by_itself_on_the_agreed_day_and_once(pair, pause, monday):
    pause(until_on=date(2026, 11, 30))
    found = [changes_ticks.end_pauses(at=monday + timedelta(days=days)) for days in (6, 7, 7)]
    pair.refresh_from_db()
    assert (found, pair.state, pair.paused_until_on) == ([0, 1, 0], "open", None)


def test_contacts_before_a_pause_that_is_to_come_are_reminded_of(cast, pair, pause, monday):
    pause(from_on=date(2026, 12, 7), until_on=date(2026, 12, 20))
    contacts_ticks.remind(at=monday)
    assert Message.objects.of(cast.scheme).filter(template="contact_tomorrow").count() == 1
