"""What stands in the way of letting somebody go. Higher rooms say it, without this room knowing them.

A room registers, in its AppConfig, the dotted name of a function `(volunteer, on) -> str`: words that say
what has to happen first on that day, or nothing. (It is registered before models exist, so none is imported here.)
"""

from datetime import date
from typing import Any

from django.utils.module_loading import import_string

_asked: list[str] = []
_asked_of_roles: list[str] = []


def register(function: str) -> None:
    if function not in _asked:
        _asked.append(function)


def stops(volunteer: Any, on: date) -> str:
    """Every reason why this person cannot step down yet, in one text; empty when there is none."""
    return " ".join(words for name in _asked if (words := import_string(name)(volunteer, on)))


def register_for_roles(function: str) -> None:
    """The same for one role: a function `(held role, on) -> str`."""
    if function not in _asked_of_roles:
        _asked_of_roles.append(function)


def role_stops(held: Any, on: date) -> str:
    """Every reason why this person cannot give this role back yet."""
    return " ".join(words for name in _asked_of_roles if (words := import_string(name)(held, on)))
