"""The delivery log: every message of a scheme and what became of it. No contents, no addresses."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from uuid import UUID

from django.db.models import Count, QuerySet
from django.db.models.functions import Coalesce

from peersupport.accounts.actors import Actor
from peersupport.core.calendar import to_utc
from peersupport.messaging import people
from peersupport.messaging.choices import STAFF
from peersupport.messaging.models import Message
from peersupport.messaging.people import Person, Whom


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What the log is narrowed to; empty: everything. `day` is the local day it was sent, or is planned for."""

    state: str = ""
    template: str = ""
    day: date | None = None


def log(*, actor: Actor, by: Narrowed) -> QuerySet[Message]:
    """Messages with `when`, the latest first."""
    rows = _of_day_and_template(actor, by)
    return (rows.filter(state=by.state) if by.state else rows).order_by("-not_before", "-pk")


def counts(*, actor: Actor, by: Narrowed) -> dict[str, int]:
    """State -> how many, of the same day and template."""
    rows = _of_day_and_template(actor, by).order_by().values("state")
    return dict(rows.annotate(number=Count("pk")).values_list("state", "number"))


def templates(*, actor: Actor) -> list[str]:
    """Templates that the log has."""
    return list(Message.objects.visible_to(actor).order_by().values_list("template", flat=True).distinct())


def may_see(message: Message, *, actor: Actor) -> bool:
    return is_seen(message, people.find(actor, [message.whom]), actor=actor)


def is_seen(message: Message, named: Mapping[Whom, Person], *, actor: Actor) -> bool:
    """Somebody who is limited to an area sees messages to staff and to people of that area (`named`)."""
    return not actor.team_id or message.recipient_kind == STAFF or message.whom in named


def by_reference(reference: str) -> Message | None:
    """The message that a gateway knows by this reference."""
    scheme, _, rest = reference.partition(":")
    try:
        rows = Message.objects.of(UUID(scheme))
    except ValueError:
        return None
    return rows.filter(key=rest.partition("#")[0]).first()


def _of_day_and_template(actor: Actor, by: Narrowed) -> QuerySet[Message]:
    rows = Message.objects.visible_to(actor).annotate(when=Coalesce("sent_at", "not_before"))
    if by.template:
        rows = rows.filter(template=by.template)
    if by.day:
        start, end = (to_utc(day, time(0)) for day in (by.day, by.day + timedelta(days=1)))
        rows = rows.filter(when__gte=start, when__lt=end)
    return rows
