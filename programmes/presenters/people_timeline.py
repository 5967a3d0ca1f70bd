"""What happened, in words."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from peersupport.core.presenters import Event
from programmes.choices import ACCEPTED, DECLINE_REASONS, FINISHED, OUTCOMES, PROGRESS, SOURCES, TALKED
from programmes.models import Contact, PlannedContact, Referral
from programmes.selectors import people_timeline as kinds
from programmes.selectors.people_timeline import Happening
from volunteers.choices import MODES

GOING = {"well": "Going well", "mixed": "Mixed", "hard": "It was hard"}


def events(
    found: list[Happening], reminded: Mapping[UUID, datetime], *, on: date, reads_why: bool
) -> list[Event]:
    """Why support ended is for those who match people (`reads_why`)."""
    return [_event(one, reminded, on, reads_why) for one in found]


def _event(one: Happening, reminded: Mapping[UUID, datetime], on: date, reads_why: bool) -> Event:
    if one.kind == kinds.LATE:
        return Event(
            f"Due {when(one.on, on)}", _late(one.row, reminded.get(one.row.pk), on), one.on, open=True
        )
    href = reverse("concerns-detail", args=[one.row.pk]) if one.kind == kinds.WORRY else ""
    words = _WORDS[one.kind](one.row)
    if one.kind == kinds.STOPPED and reads_why and one.row.end_note:
        words += f". {one.row.end_note}"
    return Event(when(one.on, on), words, one.on, href=href)


def when(value: date, on: date) -> str:
    """`Tuesday 3 November`, with the year when it is another."""
    words = f"{value:%A} {value.day} {value:%B}"
    return words if value.year == on.year else f"{words} {value.year}"


def _late(row: PlannedContact, reminded_at: datetime | None, on: date) -> str:
    words = f"Contact {row.number} is not logged yet"
    if reminded_at is None:
        return words
    name, asked = row.relationship.volunteer.short_name, timezone.localdate(reminded_at)
    return f"{words}. {name} was reminded on {asked.day} {asked:%B}"


def contact(row: Contact) -> str:
    """`Phone, 35 minutes. Walked to the shop. Going well`."""
    mode = dict(MODES).get(row.mode, "")
    first = mode or "We talked" if row.outcome == TALKED else dict(OUTCOMES)[row.outcome]
    if row.outcome == TALKED and row.minutes:
        first += f", {row.minutes} minutes"
    note = row.note.strip().rstrip(".")
    parts = (first, note, GOING.get(row.progress, dict(PROGRESS).get(row.progress, "")))
    return ". ".join(part for part in parts if part)


def _referred(row: Referral) -> str:
    by = row.sent_by_name or dict(SOURCES)[row.source].lower()
    return f"Referred by {by}. Reference {row.reference}"


def _answered(row: Referral) -> str:
    by = f" by {row.answered_by}" if row.answered_by else ""
    why = dict(DECLINE_REASONS).get(row.answer_reason, "")
    words = "Referral accepted" if row.state == ACCEPTED else f"Referral {row.get_state_display().lower()}"
    return f"{words}{by}. {why}" if why else f"{words}{by}"


def _joined(row) -> str:
    return f"Joined {row.cohort.programme.name}, {row.cohort.name}"


def course_over(row) -> str:
    """`Finished Living well, Autumn`."""
    words = "Finished" if row.ended_as == FINISHED else "Left before the end of"
    return f"{words} {row.cohort}"


_WORDS = {
    kinds.CONTACT: contact,
    kinds.WORRY: lambda row: "A worry was raised",
    kinds.STARTED: lambda row: f"Support by {row.volunteer.name} began ({row.role.name.lower()})",
    kinds.STOPPED: lambda row: f"Support by {row.volunteer.name} ended",
    kinds.REFERRED: _referred,
    kinds.ANSWERED: _answered,
    kinds.JOINED: _joined,
    kinds.COURSE_OVER: course_over,
}
