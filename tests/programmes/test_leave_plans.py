"""A volunteer is away: each running plan with a contact in those days is shifted, covered or kept, on purpose."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from peersupport.audit.models import Event
from peersupport.reporting.selectors.today import tasks
from programmes.models import PlanChange
from programmes.selectors.leave_plans import pairs_of
from programmes.services import changes_cover, leave_plans
from tests.cast import TODAY
from tests.programmes.builders import mondays, tuesdays
from volunteers.models import Leave


@pytest.fixture
def pair(cast):
    return mondays(cast)


@pytest.fixture
def leave(cast, pair):
    """Away for the week of the contact on 30 November."""
    return Leave.make(
        scheme=cast.scheme, volunteer=cast.denise, starts_on=date(2026, 11, 28), ends_on=date(2026, 12, 4)
    )


def away(cast, monday) -> list:
    return [one.row for one in tasks(actor=cast.by(cast.priya), at=monday) if one.kind == "cover"]


def left(cast, monday) -> list:
    return [one.row for one in tasks(actor=cast.by(cast.priya), at=monday) if one.kind == "cover-left"]


def test_the_contacts_of_those_days_are_shown_and_nothing_is_settled_yet(cast, pair, leave):
    found = pairs_of(leave, by=cast.by(cast.priya), today=TODAY)
    assert [(one.relationship, [row.due_on for row in one.open]) for one in found] == [
        (pair, [date(2026, 11, 30)])
    ]


def test_today_asks_for_cover_until_it_is_there(cast, pair, leave, monday):
    assert [one.relationship for one in away(cast, monday)] == [pair]
    changes_cover.cover(
        relationship=pair, volunteer=cast.abdul, by=cast.by(cast.priya), at=monday, starts_on=leave.starts_on,
        ends_on=leave.ends_on, why="Leave",
    )  # fmt: skip
    assert away(cast, monday) == []


def test_today_counts_every_contact_of_the_days_away_and_asks_for_cover_of_them_all(
    cast, pair, leave, monday
):
    leave.change(ends_on=date(2026, 12, 16))
    Leave.make(
        scheme=cast.scheme, volunteer=cast.denise, starts_on=date(2027, 1, 2), ends_on=date(2027, 1, 20)
    )
    (row,) = away(cast, monday)
    assert [one.due_on for one in row.open] == [date(2026, 11, 30), date(2026, 12, 7), date(2026, 12, 14)]


def test_today_asks_about_cover_that_goes_on_when_the_days_away_are_taken_back(cast, pair, leave, monday):
    row = changes_cover.cover(
        relationship=pair, volunteer=cast.abdul, by=cast.by(cast.priya), at=monday, starts_on=leave.starts_on,
        ends_on=leave.ends_on, why="Leave",
    )  # fmt: skip
    before = left(cast, monday)
    leave.change(ends_on=date(2026, 11, 29))
    shortened = left(cast, monday)
    leave.delete()
    assert (before, shortened, left(cast, monday)) == ([], [row], [row])
    changes_cover.stop(cover=row, by=cast.by(cast.priya), at=monday)
    assert left(cast, monday) == []


def test_cover_that_goes_on_may_be_kept_and_is_asked_about_no_more(cast, pair, leave, monday, sign_in):
    row = changes_cover.cover(
        relationship=pair, volunteer=cast.abdul, by=cast.by(cast.priya), at=monday, starts_on=leave.starts_on,
        ends_on=leave.ends_on, why="Leave",
    )  # fmt: skip
    client, page = sign_in(cast.priya), reverse("people-plan", args=[pair.patient_id])
    keep = reverse("covers-keep", args=[row.pk])
    assert keep not in client.get(page).content.decode()
    leave.delete()
    shown = client.get(page).content.decode()
    assert ("Volunteer is not away" in shown, keep in shown) == (True, True)
    shown = client.post(keep, follow=True).content.decode()
    assert ("the cover goes on as planned" in shown, "Volunteer is not away" in shown) == (True, False)
    row.refresh_from_db()
    assert (left(cast, monday), row.stopped_at) == ([], None)
    assert Event.objects.of(cast.scheme).filter(action="relationship.cover_kept").count() == 1


def test_both_may_keep_their_contacts_which_is_written_down(cast, pair, leave, monday):
    before = list(pair.planned.order_by("number").values_list("due_on", flat=True))
    leave_plans.keep(relationship=pair, leave=leave, by=cast.by(cast.priya), at=monday)
    change = PlanChange.objects.of(cast.scheme).get()
    assert (change.kind, change.changed_by, change.after) == ("kept", "Priya Nair", ["2026-11-30"])
    assert list(pair.planned.order_by("number").values_list("due_on", flat=True)) == before
    assert away(cast, monday) == []


def test_keeping_nothing_is_refused(cast, pair, leave, monday):
    other = tuesdays(cast)
    leave.change(starts_on=date(2026, 12, 2))
    with pytest.raises(leave_plans.NothingToKeep):
        leave_plans.keep(relationship=other, leave=leave, by=cast.by(cast.priya), at=monday)


def test_recording_leave_leads_to_the_plans_with_the_days_of_a_shift_filled_in(cast, pair, sign_in):
    client = sign_in(cast.priya)
    days = {"starts_on": date(2026, 11, 28), "ends_on": date(2026, 12, 4)}
    typed = {
        f"{name}_{part}": getattr(on, part) for name, on in days.items() for part in ("day", "month", "year")
    }
    answer = client.post(reverse("volunteers-record-leave", args=[cast.denise.pk]), typed, follow=True)
    text = answer.content.decode()
    assert "1 contact not settled" in text
    pause = f"{reverse('relationships-pause', args=[pair.pk])}?from_on_day=28&amp;from_on_month=11"
    assert pause in text


def test_the_page_keeps_with_one_button(cast, pair, leave, sign_in):
    client = sign_in(cast.priya)
    client.post(f"{reverse('relationships-keep', args=[pair.pk])}?leave={leave.pk}")
    assert "Settled" in client.get(reverse("leave-plans", args=[leave.pk])).content.decode()


def test_without_contacts_in_those_days_the_page_says_so(cast, leave, sign_in):
    leave.change(starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 1) + timedelta(days=2))
    text = sign_in(cast.priya).get(reverse("leave-plans", args=[leave.pk])).content.decode()
    assert "No contact falls into these days" in text
