"""What was done and looked at in a scheme, for those who audit it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from django.db.models import QuerySet

from peersupport.accounts.actors import Actor
from peersupport.audit.models import Event
from programmes.models import Patient, Referral
from programmes.selectors.patients import search
from volunteers.models import Volunteer

ABOUT = (Patient, Volunteer, Referral)
AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What the log is narrowed to: words of a name or an NHS number, a name, an action. Empty: everything."""

    person: str = ""
    who: str = ""
    action: str = ""


def log(*, actor: Actor, by: Narrowed) -> QuerySet[Event]:
    """Events of the scheme, newest first."""
    rows = Event.objects.visible_to(actor)
    if by.person:
        rows = rows.filter(person_key__in=_keys(actor, by.person))
    if by.who:
        rows = rows.filter(by_name__icontains=by.who)
    if by.action:
        rows = rows.filter(action=by.action)
    return rows.order_by("-number")


def actions(*, actor: Actor) -> list[str]:
    """Every action that the log has."""
    rows = Event.objects.visible_to(actor).order_by("action")
    return list(rows.values_list("action", flat=True).distinct())


def names(events: Iterable[Event], *, actor: Actor) -> dict[UUID, str]:
    """Whom events are about: key to name. Three queries however many; somebody who was erased has no name."""
    keys = {event.person_key for event in events if event.person_key}
    found = {}
    for model in ABOUT:
        for row in model.objects.visible_to(actor).filter(pk__in=keys - found.keys()):
            found[row.pk] = row.name
    return found


def parts(rows: QuerySet[Event], *, actor: Actor) -> Iterator[tuple[list[Event], dict[UUID, str]]]:
    """All these events however many, so many at once, with the names of whom they are about."""
    found = rows.iterator(chunk_size=AT_ONCE)
    while part := list(islice(found, AT_ONCE)):
        yield part, names(part, actor=actor)


def _keys(actor: Actor, text: str) -> set[UUID]:
    """Volunteers have no NHS number to be found by."""
    models = (Patient, Referral) if any(letter.isdigit() for letter in text) else ABOUT
    found = (search(model.objects.visible_to(actor), text) for model in models)
    return {key for rows in found for key in rows.values_list("pk", flat=True)}
