"""Words of the log page, and of the list of overdue contacts."""

from collections.abc import Sequence
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from peersupport.core.presenters import Action, Cell, Column, Row, Table, Tag
from peersupport.core.templatetags.words import clock_time, count, long_day
from programmes.choices import MOVED, PLANNED, TRIED
from programmes.models.plans import LATE_AFTER_DAYS
from programmes.presenters.contacts_days import full_day, near_day
from programmes.selectors.contacts import ListedContact
from programmes.selectors.contacts_log import LogPage
from programmes.services.contacts import Logged

OVERDUE = (
    f"Here stands every contact that was planned more than {count(LATE_AFTER_DAYS, 'day')} ago, "
    "and of which nobody has said what happened."
)


def about(page: LogPage) -> str:
    """`Contact 10 of 14, today, Monday 23 November.`"""
    if page.planned is None:
        return "The plan has no contact open now. What you log is kept as an extra one."
    due, today = page.planned.due_on, page.today
    day = full_day(due, today)
    when = f"today, {day}" if due == today else f"was due {day}" if due < today else f"planned for {day}"
    return f"Contact {page.planned.number} of {page.last_number}, {when}."


def draft(kept_at: datetime) -> str:
    """`Your draft of Monday 23 November, 9:05am. Nothing is logged yet.`"""
    return f"Your draft of {long_day(timezone.localdate(kept_at))}, {clock_time(kept_at)}. Nothing is logged yet."


def no_answer(page: LogPage) -> dict[str, str]:
    """What “no answer” would do: the day it counts for, and the day of a new try or what comes instead."""
    day = "today" if page.tried_on == page.today else f"on {full_day(page.tried_on, page.today)}"
    again = full_day(page.new_try_on, page.today) if page.new_try_on else ""
    if again:
        return {"saved": f"no answer {day}", "again": again, "instead": ""}
    coming = page.coming if page.coming and page.coming != page.tried else None
    # Nothing was open today, so the contact the page is about stays where it is.
    stays = (
        page.planned if page.tried is None and page.planned and page.planned.due_on >= page.today else coming
    )
    instead = f"The next contact is on {full_day(stays.due_on, page.today)}." if stays else ""
    return {"saved": f"no answer {day}", "again": "", "instead": instead}


def saved(logged: Logged, page: LogPage) -> str:
    """What was saved, for which contact, and what comes next."""
    parts = ["Saved"]
    if logged.contact.outcome == TRIED and logged.planned and logged.planned.state == PLANNED:
        return f"Saved. Try again {_on(logged.planned.due_on, page)}"
    if logged.planned is None:
        parts.append("It counts as an extra contact")
    elif page.planned and logged.planned != page.planned:
        parts.append(f"It counts for the contact of {near_day(logged.planned.due_on, page.today)}")
    still = page.planned if page.planned and page.planned != logged.planned else None
    if still and still.due_on < page.today and logged.contact.outcome != MOVED:
        parts.append(f"The one of {near_day(still.due_on, page.today)} is still to log")
    if logged.coming:
        parts.append(f"Next: {full_day(logged.coming.due_on, page.today)}")
    return ". ".join(parts)


def _on(day: date, page: LogPage) -> str:
    return "today" if day == page.today else f"on {full_day(day, page.today)}"


def overdue_table(contacts: Sequence[ListedContact], *, may_remind: bool, on: date) -> Table:
    columns = (
        Column("Person"),
        Column("Volunteer"),
        Column("Was due", sort="ascending"),
        Column("Owner"),
        Column("Action", hidden=True),
    )
    rows = [_overdue(contact, may_remind, on) for contact in contacts]
    return Table("Contacts nobody has logged, the oldest first", columns, rows)


def _overdue(contact: ListedContact, may_remind: bool, on: date) -> Row:
    tries = f". Tried {count(contact.tries, 'time')}" if contact.tries else ""
    remind = Action(
        "Remind",
        reverse("contacts-remind", args=[contact.key]),
        f"{contact.volunteer} about {contact.person}",
        post=True,
    )
    log = f"{reverse('relationships-log', args=[contact.relationship_key])}?planned={contact.key}"
    cells = (
        Cell(
            contact.person,
            reverse("people-detail", args=[contact.patient_key]),
            sub=f"Contact {contact.number}, {contact.mode.lower()}{tries}",
            full=True,
        ),
        Cell(
            contact.volunteer,
            reverse("volunteers-detail", args=[contact.volunteer_key]),
            label="Volunteer",
            full=True,
        ),
        Cell(
            near_day(contact.due_on, on),
            tags=[Tag(f"{count(contact.days_late, 'day')} late", "orange")],
            label="Was due",
            nowrap=True,
        ),
        Cell(contact.owner or "Nobody yet", label="Owner", quiet=not contact.owner, nowrap=True),
        Cell(actions=(remind, Action("Log it", log, f"for {contact.person}")) if may_remind else ()),
    )
    return Row(cells, edge="orange")
