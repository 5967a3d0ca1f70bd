"""People join a volunteer one by one: later dates of those who run already move a little, so no week gets full."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from peersupport.messaging.models import Message
from programmes.models import PlanChange, PlannedContact
from programmes.schedule.load import peak, weekly_load
from programmes.selectors.joining import NOTICE, joined, running_of
from programmes.services import changes, contacts, relationships
from tests.cast import TODAY, make_patient

MONDAY = date(2026, 11, 30)
ARRIVALS = (1, 1, 9, 17, 17)


def week(number: int) -> date:
    return MONDAY + timedelta(weeks=number - 1)


def morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9)))


def start(cast, place, on: date, *, by=None, today: date | None = None):
    return relationships.start(
        enrolment=place, volunteer=cast.denise, by=cast.by(by or cast.priya), at=morning(today or on),
        start_on=on, mode="phone",
    )  # fmt: skip


def days(pair) -> list[date]:
    return list(pair.planned.order_by("number").values_list("due_on", flat=True))


@pytest.fixture
def places(cast):
    names = ("Ada Berg", "Ben Cole", "Cora Dunn", "Dan Ely", "Eve Ford")
    return [make_patient(cast, name, waits_since=date(2026, 9, 1)) for name in names]


def test_five_people_who_join_one_by_one_peak_at_3_contacts_a_week(cast, places):
    for place, number in zip(places, ARRIVALS, strict=True):
        start(cast, place, week(number))
    rows = PlannedContact.objects.of(cast.scheme)
    load = weekly_load([rows.values_list("due_on", flat=True)])
    assert (sum(load.values()), peak(load)) == (70, 3)


def test_no_contact_is_ever_more_than_a_week_and_a_holiday_from_what_the_taper_says(cast, places):
    for place, number in zip(places, ARRIVALS, strict=True):
        start(cast, place, week(number))
    rows = PlannedContact.objects.of(cast.scheme).values_list("phase", "due_on", "planned_on")
    assert max(abs((due - planned).days) for _, due, planned in rows) <= 7 + 4
    assert max(abs((due - planned).days) for phase, due, planned in rows if phase == 0) <= 4


@pytest.fixture
def moved(cast, places):
    """Ada and Ben run; Cora, who comes a fortnight later, makes one of them move: who, and their days before."""
    cast.coach.change(caseload="fixed", people_at_once=5)
    running = [start(cast, place, MONDAY) for place in places[:2]]
    before = {pair.pk: days(pair) for pair in running}
    start(cast, places[2], week(3))
    found = [pair for pair in running if days(pair) != before[pair.pk]]
    assert len(found) == 1
    return found[0], before[found[0].pk]


def test_only_phases_that_have_not_begun_move(moved):
    pair, before = moved
    changed = [
        number for number, both in enumerate(zip(before, days(pair), strict=True)) if len(set(both)) > 1
    ]
    assert min(changed) >= 8


def test_the_change_is_kept_with_who_and_why_before_and_after_and_without_the_newcomers_name(cast, moved):
    pair, before = moved
    change = PlanChange.objects.of(cast.scheme).get()
    assert (change.relationship, change.kind, change.changed_by) == (pair, "spread", "Priya Nair")
    assert change.why == "Denise takes on another person, and this keeps the busiest week low"
    assert change.before == [day.isoformat() for day in before if day >= week(3)]
    assert change.after == [day.isoformat() for day in days(pair) if day >= week(3)]


def test_the_volunteer_hears_of_moved_dates_once(cast, moved):
    assert Message.objects.of(cast.scheme).filter(template="plan_changed").count() == 1


def test_what_was_shown_before_the_start_is_what_is_saved(cast, places):
    cast.coach.change(caseload="fixed", people_at_once=5)
    running = [start(cast, place, MONDAY) for place in places[:2]]
    shown = joined(
        taper=cast.taper, volunteer=cast.denise, role=cast.coach, start_on=week(3), today=week(3),
        running=running_of(cast.denise, by=cast.by(cast.priya)),
    )  # fmt: skip
    third = start(cast, places[2], week(3))
    assert [slot.due_on for slot in shown.slots] == days(third)
    ahead = sorted(day for pair in running for day in days(pair) if day >= week(3))
    assert (len(shown.moves), list(shown.days_after)) == (1, ahead)


def test_a_date_within_the_notice_stays(cast, places):
    first = start(cast, places[0], MONDAY)
    before = days(first)
    late = week(10) - timedelta(weeks=1) - NOTICE + timedelta(days=1)
    start(cast, places[1], late + timedelta(days=1), today=late)
    moved = [number for number, (old, new) in enumerate(zip(before, days(first), strict=True)) if old != new]
    assert [number for number in moved if number < 12] == []


def test_a_phase_with_a_day_the_two_agreed_themselves_stays(cast, places):
    first = start(cast, places[0], MONDAY)
    tenth = first.planned.get(number=10)
    tenth.change(due_on=tenth.due_on + timedelta(days=2), moved_why=contacts.AGREED)
    before = days(first)
    start(cast, places[1], MONDAY)
    assert days(first)[8:12] == before[8:12]


def test_paused_plans_stay(cast, places):
    first = start(cast, places[0], MONDAY)
    changes.pause(
        relationship=first, by=cast.by(cast.priya), at=morning(MONDAY), from_on=MONDAY,
        until_on=week(3), why="Ill",
    )  # fmt: skip
    before = days(first)
    start(cast, places[1], MONDAY)
    assert days(first) == before


def test_plans_of_another_team_stay_when_its_coordinator_is_not_the_one_who_plans(cast):
    other = make_patient(cast, "Ada Berg", waits_since=date(2026, 9, 1), practice=cast.bridge)
    own = make_patient(cast, "Ben Cole", waits_since=date(2026, 9, 1))
    first = start(cast, other, MONDAY)
    before = days(first)
    start(cast, own, MONDAY, by=cast.tom)
    assert days(first) == before


def test_everything_past_stays(cast, places):
    first = start(cast, places[0], TODAY)
    past = days(first)[:8]
    start(cast, places[1], TODAY + timedelta(weeks=3), today=TODAY + timedelta(weeks=3))
    assert days(first)[:8] == past
