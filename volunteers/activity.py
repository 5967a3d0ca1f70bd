"""What volunteers did and will do, asked of every room that knows some of it.

A room registers, in its AppConfig, dotted names of functions `(scheme_key, volunteer_keys, first, last)` that
give Activities of those volunteers from the first to the last day, both included, with a fixed number of queries.
One answer for hours, certificate, milestones and workload.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.module_loading import import_string

_done: list[str] = []
_planned: list[str] = []


@dataclass(frozen=True, slots=True)
class Activity:
    """`kind` is one of choices.ACTIVITIES; `minutes` is 0 when nobody wrote down how long it took."""

    volunteer: UUID
    on: date
    kind: str
    minutes: int


def register(*, done: str, planned: str) -> None:
    for names, name in ((_done, done), (_planned, planned)):
        if name not in names:
            names.append(name)


def done(scheme: UUID, volunteers: Iterable[UUID], first: date, last: date) -> dict[UUID, list[Activity]]:
    """Volunteer -> what they did, by day."""
    return _ask(_done, scheme, volunteers, first, last)


def planned(scheme: UUID, volunteers: Iterable[UUID], first: date, last: date) -> dict[UUID, list[Activity]]:
    """Volunteer -> what is planned for them and not done yet, by day."""
    return _ask(_planned, scheme, volunteers, first, last)


def _ask(names: list[str], scheme, volunteers, first: date, last: date) -> dict[UUID, list[Activity]]:
    who = list(volunteers)
    found: dict[UUID, list[Activity]] = defaultdict(list)
    for name in names if who else ():
        for one in import_string(name)(scheme, who, first, last):
            found[one.volunteer].append(one)
    return {key: sorted(found[key], key=lambda one: one.on) for key in who}
