"""Places that a room above holds for two who get to know each other, without this room knowing it.

A room registers, in its AppConfig, the dotted name of a function `(scheme_key, volunteer_keys)` that gives Promises
with a fixed number of queries.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.utils.module_loading import import_string

_asked: list[str] = []


class Promise(NamedTuple):
    """A place of this volunteer in this role is held for a place on the waiting list, from `free_on` or today on."""

    volunteer: UUID
    place: UUID
    role: UUID
    free_on: date | None = None


def register(function: str) -> None:
    if function not in _asked:
        _asked.append(function)


def promised(scheme: UUID, volunteers: Iterable[UUID]) -> dict[UUID, list[Promise]]:
    """By key of volunteer, for each of these."""
    found: dict[UUID, list[Promise]] = {key: [] for key in volunteers}
    for name in _asked if found else ():
        for one in import_string(name)(scheme, list(found)):
            found[one.volunteer].append(one)
    return found
