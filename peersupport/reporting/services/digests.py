"""One message to each coordinator on the morning of a working day: how many things wait. Never what.

The number comes from the query of the Today page, for that very person, so that it shows nobody else's people.
"""

from datetime import date, datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone

from peersupport.accounts.actors import Actor
from peersupport.accounts.models import Membership, Scheme
from peersupport.accounts.selectors.memberships import coordinators
from peersupport.core.calendar import is_closed, is_weekend, to_utc
from peersupport.core.ticks import each
from peersupport.messaging.models import Message
from peersupport.messaging.selectors import preferences
from peersupport.messaging.services import outbox
from peersupport.reporting.selectors import today as worklist

MORNING, TOO_LATE = time(7, 30), time(16)


def send(*, scheme: Scheme, at: datetime) -> int:
    """Ask for the messages of this day. Gives how many are new: a second run, or a late one, adds none.

    Nothing goes out before the morning, after the afternoon, on closed days, or to somebody who has nothing to do.
    """
    local = timezone.localtime(at)
    today = local.date()
    if (
        not MORNING <= local.time() < TOO_LATE
        or is_weekend(today)
        or is_closed(today, division=scheme.division)
    ):
        return 0
    return each(_wanted(scheme, today), lambda member: _ask(member, today, at=at))


def _ask(member: Membership, today: date, *, at: datetime) -> int:
    number = waiting(member, at=at)
    return len(outbox.ask_all([_message(member, number, today)])) if number else 0


def _wanted(scheme: Scheme, today: date) -> list[Membership]:
    """Who gets it, and has not had it today."""
    staff = [member for member in coordinators(scheme=scheme, on=today) if member.user.is_active]
    said = preferences.digests(scheme, [member.user_id for member in staff])
    asked = set(_had(scheme, staff, today))
    return [
        member
        for member in staff
        if said.get(member.user_id, member.role in preferences.DIGEST_ROLES)
        and _key(member, today) not in asked
    ]


def waiting(member: Membership, *, at: datetime) -> int:
    """How many lines of Today are this person's, or nobody's."""
    actor = Actor.of(member)
    owners = worklist.owners(worklist.tasks(actor=actor, at=at), actor=actor)
    return owners.mine + owners.nobody


def _had(scheme: Scheme, staff: list[Membership], today: date) -> list[str]:
    keys = [_key(member, today) for member in staff]
    return list(Message.objects.of(scheme).filter(key__in=keys).values_list("key", flat=True))


def _key(member: Membership, today: date) -> str:
    return f"digest:{member.pk}:{today}"


def _message(member: Membership, number: int, today: date) -> Message:
    return Message(
        scheme=member.scheme,
        key=_key(member, today),
        template="digest",
        recipient_kind="staff",
        recipient_key=member.pk,
        day=today,
        number=number,
        link=reverse("today"),
        not_before=to_utc(today, MORNING),
        expires_at=to_utc(today + timedelta(days=1), time(0)),
    )
