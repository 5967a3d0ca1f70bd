"""Who is on the waiting list, but for whom a room above looks for no single peer, without this room knowing why.

A room registers, in its AppConfig, the dotted name of a function `(scheme)` that gives a queryset of keys of places.
"""

from django.db.models import Q
from django.utils.module_loading import import_string

_asked: list[str] = []


def register(function: str) -> None:
    if function not in _asked:
        _asked.append(function)


def unsought(scheme) -> Q:
    """The condition of a place for which no single peer is sought. No query of its own."""
    found = Q(pk__in=())
    for name in _asked:
        found |= Q(pk__in=import_string(name)(scheme))
    return found
