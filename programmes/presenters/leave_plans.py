"""Plans of a volunteer who is away, with what can be done for each."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.http import urlencode

from peersupport.core.presenters import Action, Cell, Column, Row, Table, Tag
from peersupport.core.templatetags.words import count, day
from programmes.selectors.leave_plans import AwayPair
from volunteers.models import Leave


def table(pairs: Iterable[AwayPair], leave: Leave, *, today: date) -> Table:
    columns = [Column(words) for words in ("Person", "Planned in these days", "State")]
    return Table(
        "Plans with contacts in the days away", [*columns, Column("What to do", hidden=True)],
        [_row(pair, leave, today) for pair in pairs],
    )  # fmt: skip


def _row(pair: AwayPair, leave: Leave, today: date) -> Row:
    relationship = pair.relationship
    person, settled = relationship.patient, not pair.open
    words = "Settled" if settled else f"{count(len(pair.open), 'contact')} not settled"
    return Row((
        Cell(person.name, reverse("people-plan", args=[person.pk]), sub=_cover(pair), full=True),
        Cell(", ".join(day(row.due_on) for row in pair.contacts), label="Planned", full=True),
        Cell(tags=[Tag(words, "green" if settled else "orange")], label="State"),
        Cell(actions=() if settled else _actions(pair, leave, today), full=True),
    ), edge="" if settled else "orange")  # fmt: skip


def _cover(pair: AwayPair) -> str:
    return f"Stands in for {pair.relationship.volunteer.name}" if pair.cover else ""


def _actions(pair: AwayPair, leave: Leave, today: date) -> list[Action]:
    name, key = pair.relationship.patient.name, pair.relationship.pk
    first, back = max(leave.starts_on, today), leave.ends_on + timedelta(days=1)
    days = _parts("from_on", first) | _parts("until_on", back)
    pause = f"{reverse('relationships-pause', args=[key])}?{urlencode(days)}"
    keep = f"{reverse('relationships-keep', args=[key])}?leave={leave.pk}"
    shift = Action("Shift the rest", pause, f"of {name}")
    if pair.cover:
        return [
            shift,
            Action("Stop this cover", reverse("covers-stop", args=[pair.cover.pk]), f"for {name}", post=True),
        ]
    return [
        shift,
        Action("Find cover", cover_for(key, first, leave.ends_on), f"for {name}"),
        Action("Both keep it", keep, f"with {name}", post=True),
    ]


def cover_for(relationship: UUID, first: date, last: date) -> str:
    """The page on which cover is found, with the days filled in."""
    days = {"starts_on": first.isoformat(), "ends_on": last.isoformat()}
    return f"{reverse('relationships-cover', args=[relationship])}?{urlencode(days)}"


def _parts(name: str, value: date) -> dict[str, int]:
    return {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}
