"""How the delivery log names a recipient without knowing the rooms above.

A room registers what it calls a kind of recipient, and the dotted name of a function
`(actor, keys: set[UUID]) -> dict[UUID, Person]` that leaves out whom the actor may not see.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.module_loading import import_string

from peersupport.messaging.choices import USER

Whom = tuple[str, UUID]


@dataclass(frozen=True)
class Person:
    """A name, and the page where staff find them, if there is one."""

    name: str
    url: str = ""


_kinds: dict[str, tuple[str, str]] = {}
_own: list[str] = []


def register(kind: str, *, words: str, function: str) -> None:
    """Say what recipients of this kind are called. Two answers for one kind are a mistake."""
    if _kinds.setdefault(kind, (words, function)) != (words, function):
        raise ValueError(f"kind of person {kind!r} is taken")


def register_own(function: str) -> None:
    """The dotted name of `(memberships) -> dict[UUID, Whom]`: who of them is a person of the room, by their key."""
    if function not in _own:
        _own.append(function)


def own(members: Collection) -> dict[UUID, Whom]:
    """As which person messages reach these members, by key of membership: by their account, unless a room says more."""
    found = {member.pk: (USER, member.user_id) for member in members}
    for name in _own:
        found |= import_string(name)(members)
    return found


def words(kind: str) -> str:
    """ "Volunteer"; a kind that nobody registered keeps its own name."""
    return _kinds[kind][0] if kind in _kinds else kind.replace("_", " ").capitalize()


def find(actor, wanted: Iterable[Whom]) -> dict[Whom, Person]:
    """Those of the wanted (kind, key) whom this actor may see; one call a kind however many."""
    keys = defaultdict(set)
    for kind, key in wanted:
        keys[kind].add(key)
    found = {kind: _function(kind)(actor, keys[kind]) for kind in keys.keys() & _kinds.keys()}
    return {(kind, key): person for kind, people in found.items() for key, person in people.items()}


def _function(kind: str) -> Callable[..., dict[UUID, Person]]:
    return import_string(_kinds[kind][1])
