"""What stands in the way of letting somebody go. Higher rooms say it, without this room knowing them.

A room registers, in its AppConfig, the dotted name of a function `(volunteer) -> str`: words that say what
has to happen first, or nothing. (It is registered before models exist, so none is imported here.)
"""

from typing import Any

from django.utils.module_loading import import_string

_asked: list[str] = []
_asked_of_roles: list[str] = []


def register(function: str) -> None:
    if function not in _asked:
        _asked.append(function)


def stops(volunteer: Any) -> str:
    """Every reason why this person cannot step down yet, in one text; empty when there is none."""
    return " ".join(words for name in _asked if (words := import_string(name)(volunteer)))


def register_for_roles(function: str) -> None:
    """The same for one role: a function `(held role) -> str`."""
    if function not in _asked_of_roles:
        _asked_of_roles.append(function)


def role_stops(held: Any) -> str:
    """Every reason why this person cannot give this role back yet."""
    return " ".join(words for name in _asked_of_roles if (words := import_string(name)(held)))
