"""Places that a room above keeps for two who get to know each other, without this room knowing it.

A room registers, in its AppConfig, dotted names of functions: `(scheme_key, volunteer_keys)` gives the Promises of
places that are held, with a fixed number of queries; `(volunteer, place, today)` gives those that the volunteer has
agreed on with others, who come before the person of this place. Nobody holds these: a start asks for them.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.utils.module_loading import import_string

_asked: list[str] = []
_agreed: list[str] = []


class Promise(NamedTuple):
    """A place of this volunteer in this role is held for a place on the waiting list, from `free_on` or today on."""

    volunteer: UUID
    place: UUID
    role: UUID
    free_on: date | None = None


def register(function: str) -> None:
    if function not in _asked:
        _asked.append(function)


def register_agreed(function: str) -> None:
    if function not in _agreed:
        _agreed.append(function)


def agreed_before(volunteer, place, *, today: date) -> list[Promise]:
    """What others need of this volunteer who come before the person of `place`, an Enrolment."""
    return [one for name in _agreed for one in import_string(name)(volunteer, place, today=today)]


def promised(scheme: UUID, volunteers: Iterable[UUID]) -> dict[UUID, list[Promise]]:
    """By key of volunteer, for each of these."""
    found: dict[UUID, list[Promise]] = {key: [] for key in volunteers}
    for name in _asked if found else ():
        for one in import_string(name)(scheme, list(found)):
            found[one.volunteer].append(one)
    return found
