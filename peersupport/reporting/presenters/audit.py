"""The audit log as a table and as a file."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from uuid import UUID

from django.utils import timezone

from peersupport.accounts.roles import OUTSIDE, ROLES, SYSTEM
from peersupport.audit.models import Event
from peersupport.core.presenters import Cell, Column, Row, Table
from peersupport.core.templatetags.words import clock_time, day

_DAY = re.compile("[0-9]{4}-[01][0-9]-[0-3][0-9]")
ROLE_WORDS = dict(ROLES + OUTSIDE) | {SYSTEM: "The system"}
FILE_COLUMNS = (
    "Number",
    "When",
    "Done by",
    "Role",
    "What",
    "Kind of row",
    "Row",
    "About",
    "Person",
    "Details",
    "Digest",
)

LOOKED = {
    "patient.looked": "Looked at a person’s record",
    "volunteer.looked": "Looked at a volunteer’s record",
}
WORDS = LOOKED | {
    "enrolment.made": "Joined the waiting list",
    "patient.made": "Record of a person made",
    "patient.joined": "Referral joined to a record",
    "planned_contact.given_up": "Planned contact: no answer",
    "match.decided": "Match decided",
}
THINGS = {"enrolment": "place", "planned_contact": "planned contact", "concern": "worry"}


def table(events: Iterable[Event], names: Mapping[UUID, str]) -> Table:
    columns = [Column(text) for text in ("When", "Who", "What", "About", "Details")]
    return Table("Audit log, newest first", columns, [_row(event, names) for event in events])


def _row(event: Event, names: Mapping[UUID, str]) -> Row:
    role = ROLE_WORDS.get(event.by_role, event.by_role)
    return Row((
        Cell(day(timezone.localdate(event.at)), sub=f"{clock_time(event.at)}, number {event.number}", nowrap=True),
        Cell(event.by_name, sub="" if role == event.by_name else role, label="Who", full=True),
        Cell(action_words(event.action), label="What", full=True),
        Cell(_about(event, names), label="About" if event.person_key else "", full=True),
        Cell(details(event), quiet=True, full=True),
    ))  # fmt: skip


def action_words(action: str) -> str:
    """`referral.accepted` is "Referral accepted"."""
    if action in WORDS:
        return WORDS[action]
    thing, _, verb = action.partition(".")
    words = f"{THINGS.get(thing, thing)} {verb}".replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:]


def choices(actions: Iterable[str]) -> list[tuple[str, str]]:
    """Actions with their words, in the order of the words."""
    return sorted(((action, action_words(action)) for action in actions), key=lambda pair: pair[1])


def _about(event: Event, names: Mapping[UUID, str]) -> str:
    return names.get(event.person_key, "A record that was erased") if event.person_key else ""


def details(event: Event) -> str:
    """`Level enhanced, role Coach`: the plain values that were kept, without keys of rows."""
    parts = []
    for name, value in event.detail.items():
        text = ", ".join(map(_value, value)) if isinstance(value, list) else _value(value)
        if text and not _is_key(text):
            parts.append(f"{name.replace('_', ' ')}: {text}")
    return "; ".join(parts)


def _value(value: object) -> str:
    """Days as they are said everywhere else."""
    text = str(value)
    try:
        return day(date.fromisoformat(text)) if _DAY.fullmatch(text) else text
    except ValueError:
        return text  # a name that only looks like a day


def _is_key(text: str) -> bool:
    return len(text) == 36 and text.count("-") == 4


def file_rows(parts: Iterable[tuple[list[Event], Mapping[UUID, str]]]) -> Iterator[tuple]:
    """A row for each event of each part, in the order of FILE_COLUMNS."""
    for event, names in ((event, names) for events, names in parts for event in events):
        when = timezone.localtime(event.at).isoformat(timespec="seconds")
        about = names.get(event.person_key, "") if event.person_key else ""
        yield (
            event.number, when, event.by_name, event.by_role, event.action, event.kind, event.key, about,
            event.person_key or "", details(event), event.digest,
        )  # fmt: skip
