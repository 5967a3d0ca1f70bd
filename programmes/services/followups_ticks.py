"""Ticks that tell people what comes: each message once, and caught up after nights that were missed.

The key of a message is its owner and its step, so that a tick may run twice, or late.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import partial

from django.db.models import Exists, OuterRef
from django.urls import reverse

from peersupport.accounts.actors import Actor
from peersupport.accounts.models import Membership, Scheme
from peersupport.core.calendar import to_utc
from peersupport.core.ticks import each
from peersupport.messaging.models import Message
from peersupport.messaging.services import outbox
from programmes.choices import CANCELLED, PLANNED
from programmes.models import Enrolment, PlannedContact, Relationship
from programmes.selectors.board import board
from programmes.selectors.followups import rules_of
from programmes.selectors.recipients import SUPPORTER
from programmes.services import contacts_messages as messages
from programmes.services.contacts_ticks import IN_A_PAUSE, each_scheme, local_day
from programmes.services.followups_batches import (
    JOINED,
    in_batches,
    programme,
    rules_for,
)
from programmes.services.followups_staff import Staff

REVIEW_USEFUL_DAYS = 14
# The most that rules may say, so that one query finds what any of them is about.
FARTHEST = timedelta(days=28)


def announce_reviews(*, at: datetime) -> int:
    """Tell volunteers that a phase ends, and a step-down review with it. Gives how many messages are new."""
    return each_scheme(partial(_announce_in, at=at))


def _announce_in(scheme: Scheme, *, at: datetime) -> int:
    today = local_day(at, scheme)
    later = PlannedContact.objects.of(scheme).filter(
        relationship=OuterRef("relationship"), number__gt=OuterRef("number")
    )
    # Also a contact that is held already, while nobody has written the review and the next phase has not begun.
    ends = PlannedContact.objects.of(scheme).filter(
        reviews=True, review__isnull=True, relationship__ended_on=None, due_on__lte=today + FARTHEST,
    ).exclude(state=CANCELLED).exclude(IN_A_PAUSE)  # fmt: skip
    ends = ends.exclude(Exists(later.exclude(state__in=[PLANNED, CANCELLED])))
    return in_batches(ends.select_related(*JOINED), partial(_announce, today=today))


def _review_comes(planned: PlannedContact, *, today: date) -> Message:
    """At nine on the day it is noticed."""
    zone = planned.scheme.time_zone
    return Message(
        scheme=planned.scheme,
        key=f"{messages.REVIEW}:{planned.pk}:{planned.due_on}",
        template="review_due",
        recipient_kind=SUPPORTER,
        recipient_key=planned.pk,
        day=planned.due_on,
        link=reverse("relationships-review", args=[planned.relationship_id]),
        not_before=to_utc(today, messages.MORNING, zone),
        expires_at=to_utc(max(planned.due_on, today) + timedelta(days=REVIEW_USEFUL_DAYS), time(0), zone),
    )


def _announce(batch: list[PlannedContact], *, today: date) -> int:
    rules = rules_for(batch)
    near = [row for row in batch if (row.due_on - today).days <= rules[programme(row)].review_days]
    return len(outbox.ask_all([_review_comes(row, today=today) for row in near]))


def announce_places(*, at: datetime, actors: Iterable[Actor]) -> int:
    """Tell coordinators that a place opens soon, while people wait. `actors` is the system in each scheme."""
    return each(actors, partial(_places, at=at))


def _places(actor: Actor, *, at: datetime) -> int:
    scheme = actor.scheme
    waiting = Enrolment.objects.of(scheme).waiting()
    if not waiting.exists():
        return 0
    today = local_day(at, scheme)
    rules = rules_of(waiting.values_list("cohort__programme", flat=True).distinct())
    until = today + timedelta(days=max(one.place_days for one in rules.values()))
    soon = [line for line in board(actor=actor, on=today) if _opens(line.place, until)]
    had = _supports_ever([line.volunteer for line in soon], scheme)
    staff = Staff(today)
    new = [
        _about_place(line, member, had.get(line.volunteer.pk, 0), today)
        for line in soon
        for member in staff.for_volunteer(line.volunteer)
    ]
    return len(outbox.ask_all(new))


def _opens(place, until: date) -> bool:
    return not place.now and place.next_on is not None and place.next_on <= until


def _supports_ever(volunteers, scheme) -> dict:
    """How many people each has ever had: with it, one message for each place, also when its day shifts."""
    rows = Relationship.objects.of(scheme).filter(volunteer__in=volunteers).order_by()
    counted: dict = {}
    for key in rows.values_list("volunteer_id", flat=True):
        counted[key] = counted.get(key, 0) + 1
    return counted


def _about_place(line, member: Membership, number: int, today: date) -> Message:
    scheme = line.volunteer.scheme
    return Message(
        scheme=scheme,
        key=f"place-soon:{line.volunteer.pk}:{number}:{member.pk}",
        template="place_opens",
        recipient_kind="staff",
        recipient_key=member.pk,
        day=line.place.next_on,
        link=reverse("volunteers"),
        not_before=to_utc(today, messages.MORNING, scheme.time_zone),
        expires_at=to_utc(line.place.next_on + timedelta(days=1), time(0), scheme.time_zone),
    )
