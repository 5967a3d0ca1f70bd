"""Ticks that tell people what comes: each message once, and caught up after nights that were missed.

The key of a message is its owner and its step, so that a tick may run twice, or late.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import partial
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

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
from programmes.services.contacts_ticks import IN_A_PAUSE, each_scheme
from programmes.services.followups_batches import (
    JOINED,
    in_batches,
    programme,
    rules_for,
)
from programmes.services.followups_staff import Staff
from volunteers.models import Volunteer

REVIEW_USEFUL_DAYS, PLACE_USEFUL_DAYS = 14, 7
# The most that rules may say, so that one query finds what any of them is about.
FARTHEST = timedelta(days=28)
# A place that opened so long ago is still news when nobody was told; an older one stands on the board.
STILL_NEWS = timedelta(days=28)


def announce_reviews(*, at: datetime) -> int:
    """Tell volunteers that a phase ends, and a step-down review with it. Gives how many messages are new."""
    return each_scheme(partial(_announce_in, at=at))


def _announce_in(scheme: Scheme, *, at: datetime) -> int:
    today = timezone.localdate(at)
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
    return Message(
        scheme=planned.scheme,
        key=f"{messages.REVIEW}:{planned.pk}:{planned.due_on}",
        template="review_due",
        recipient_kind=SUPPORTER,
        recipient_key=planned.pk,
        day=planned.due_on,
        link=reverse("relationships-review", args=[planned.relationship_id]),
        not_before=to_utc(today, messages.MORNING),
        expires_at=to_utc(max(planned.due_on, today) + timedelta(days=REVIEW_USEFUL_DAYS), time(0)),
    )


def _announce(batch: list[PlannedContact], *, today: date) -> int:
    rules = rules_for(batch)
    near = [row for row in batch if (row.due_on - today).days <= rules[programme(row)].review_days]
    return len(outbox.ask_all([_review_comes(row, today=today) for row in near]))


def announce_places(*, at: datetime, actors: Iterable[Actor]) -> int:
    """Tell coordinators, while people wait, that a place opens soon, or has opened in nights that were missed.

    `actors` is the system in each scheme.
    """
    return each(actors, partial(_places, at=at))


def _places(actor: Actor, *, at: datetime) -> int:
    scheme = actor.scheme
    waiting = Enrolment.objects.of(scheme).waiting()
    if not waiting.exists():
        return 0
    today = timezone.localdate(at)
    rules = rules_of(waiting.values_list("cohort__programme", flat=True).distinct())
    until = today + timedelta(days=max(one.place_days for one in rules.values()))
    openings = _openings(actor, today, until)
    began = _began([volunteer for volunteer, _ in openings], scheme)
    staff = Staff(today)
    new = [
        _about_place(volunteer, opens_on, member, len(began[volunteer.pk]), today)
        for volunteer, opens_on in openings
        if not any(opens_on <= day <= today for day in began[volunteer.pk])
        for member in staff.for_volunteer(volunteer)
    ]
    return len(outbox.ask_all(new))


def _openings(actor: Actor, today: date, until: date) -> list[tuple[Volunteer, date]]:
    """Who has a place from when on: soon, or by now, if it was only foreseen when the news was new."""
    lines = board(actor=actor, on=today)
    soon = [(line.volunteer, line.place.next_on) for line in lines if _opens(line.place, until)]
    open_now = {line.volunteer for line in lines if line.place.now}
    before = board(actor=actor, on=today - STILL_NEWS) if open_now else []
    return soon + [
        (line.volunteer, line.place.next_on)
        for line in before
        if line.volunteer in open_now and _opens(line.place, today)
    ]


def _opens(place, until: date) -> bool:
    return not place.now and place.next_on is not None and place.next_on <= until


def _began(volunteers: Iterable[Volunteer], scheme: Scheme) -> dict[UUID, list[date]]:
    """When each began to support somebody. With how many, one message for each place, also when its day shifts."""
    rows = Relationship.objects.of(scheme).filter(volunteer__in=volunteers).order_by()
    found: dict[UUID, list[date]] = defaultdict(list)
    for key, day in rows.values_list("volunteer_id", "started_on"):
        found[key].append(day)
    return found


def _about_place(
    volunteer: Volunteer, opens_on: date, member: Membership, number: int, today: date
) -> Message:
    scheme, useful = volunteer.scheme, timedelta(days=PLACE_USEFUL_DAYS)
    return Message(
        scheme=scheme,
        key=f"place-soon:{volunteer.pk}:{number}:{member.pk}",
        template="place_opens",
        recipient_kind="staff",
        recipient_key=member.pk,
        day=opens_on,
        link=reverse("volunteers"),
        not_before=to_utc(today, messages.MORNING),
        expires_at=to_utc(max(opens_on, today) + useful, time(0)),
    )
