"""Words of the sheet before supervision: one card a volunteer, printed on A4."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from peersupport.core.presenters import Fact
from peersupport.core.templatetags.words import count, day
from programmes.selectors.sheets import Sheet
from volunteers.presenters.supervision import due_tags, due_words
from volunteers.presenters.supervision_sessions import by_when


@dataclass(frozen=True, slots=True)
class SheetCard:
    """One volunteer's sheet: what happened, what is to talk about, and what was agreed before."""

    name: str
    note: str
    happened: tuple[Fact, ...]
    soon: tuple[Fact, ...]
    talk_about: tuple[str, ...]
    good: tuple[str, ...]
    actions: tuple[str, ...]


def cards(found: Iterable[Sheet], *, on: date) -> list[SheetCard]:
    return [_card(sheet, on) for sheet in found]


def _card(sheet: Sheet, on: date) -> SheetCard:
    levels = ", ".join(f"{name} ({role})" for role, _, name in sheet.line.levels)
    return SheetCard(
        name=sheet.volunteer.name,
        note=f"{levels + '. ' if levels else ''}Since {day(sheet.since_on)}",
        happened=tuple(_happened(sheet, on)),
        soon=tuple(_soon(sheet)),
        talk_about=tuple(_talk_about(sheet)),
        good=tuple(_good(sheet)),
        actions=tuple(_actions(sheet, on)),
    )


def _actions(sheet: Sheet, on: date) -> Iterable[str]:
    for row in sheet.actions:
        yield f"{row.what} ({row.get_who_display().lower()}, {by_when(row, on)})"
    if sheet.owed > len(sheet.actions):
        yield f"{count(sheet.owed, 'action')}, to read for those who look after them"


def _happened(sheet: Sheet, on: date) -> Iterable[Fact]:
    hidden = [f"{sheet.hidden} in another area"] if sheet.hidden > 0 else []
    yield Fact("Supports", ", ".join([*sheet.people, *hidden]) or "Nobody now")
    parts = [f"{sheet.held} held"]
    parts += [f"{sheet.not_answered} not answered"] if sheet.not_answered else []
    words = (
        f"{count(sheet.planned, 'contact')} planned: {', '.join(parts)}" if sheet.planned else "None planned"
    )
    yield Fact("Contacts", words)
    due = sheet.line.due
    yield Fact("Supervision", due_words(due) if due else "Nothing owed", due_tags(due, on) if due else ())


def _soon(sheet: Sheet) -> Iterable[Fact]:
    for check in sheet.checks:
        yield Fact("Check", f"{check.get_level_display()}, renew by {day(check.renew_by_on)}")
    for row in sheet.training:
        yield Fact("Training", f"{', '.join(row.roles)}, refresh by {day(row.due_on)}")
    for leave in sheet.leave:
        yield Fact("Away", f"{day(leave.starts_on)} to {day(leave.ends_on)}")


def _talk_about(sheet: Sheet) -> Iterable[str]:
    for gap in sheet.gaps:
        yield f"Not logged: {gap.person}, due {day(gap.due_on)}"
    for when in sheet.hard:
        yield f"Said on {day(when)} that a contact was hard"
    for when in sheet.worries:
        yield f"A worry was raised on {day(when)}"
    if sheet.late_logs:
        yield f"{count(sheet.late_logs, 'contact')} logged more than two days later"


def _good(sheet: Sheet) -> Iterable[str]:
    if sheet.went_well:
        yield f"{count(sheet.went_well, 'contact')} went well"
    if sheet.finished:
        yield f"{count(sheet.finished, 'person', 'people')} supported to the end"
    if sheet.thanked:
        yield f"Thanked for {count(sheet.thanked, 'log')}"
