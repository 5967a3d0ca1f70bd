"""Ticks that tell people what comes, or what nobody did: each message once, for what fell due in the last week.

The key of a message is its owner and its step, so that a tick may run twice, or late; what is older than a week
stands on the Today page anyway, and a night that was missed does not send a month of messages at once.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import DateField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Greatest
from django.urls import reverse
from django.utils import timezone

from peersupport.accounts.actors import Actor
from peersupport.accounts.models import Membership, Scheme
from peersupport.accounts.roles import MANAGER
from peersupport.accounts.selectors.memberships import coordinators
from peersupport.core.calendar import to_utc
from peersupport.core.locks import hold
from peersupport.messaging.models import Message
from peersupport.messaging.services import outbox
from programmes.choices import CANCELLED, PLANNED
from programmes.models import Enrolment, FollowUpRules, PlannedContact, Relationship
from programmes.selectors.board import board
from programmes.selectors.followups import rules_of
from programmes.selectors.standing_in import supporter
from programmes.services import contacts_messages as messages
from programmes.services.contacts_ticks import IN_A_PAUSE

BATCH = 500
CATCH_UP = timedelta(days=7)
USEFUL_DAYS, REVIEW_USEFUL_DAYS = 7, 14
# The most that rules may say, so that one query finds what any of them is about.
LONGEST, FARTHEST = timedelta(days=56), timedelta(days=28)
JOINED = (
    "relationship__enrolment__cohort",
    "relationship__enrolment__owner",
    "relationship__volunteer__coordinator",
)


def escalate(*, at: datetime) -> int:
    """Tell the coordinator, and later the managers, of contacts that nobody has logged. Gives how many messages."""
    told = 0
    for rows, today in by_local_day(at):
        late = rows.overdue(today).filter(due_on__gt=today - CATCH_UP - LONGEST).exclude(IN_A_PAUSE)
        told += in_batches(late.select_related(*JOINED), partial(_escalate, today=today))
    return told


def _escalate(batch: list[PlannedContact], *, today: date) -> int:
    rules, staff = _rules(batch), _Staff(today)
    new: list[Message] = []
    for row in batch:
        days, said = (today - row.due_on).days, rules[_programme(row)]
        if said.coordinator_days <= days < said.coordinator_days + CATCH_UP.days:
            new += [_to_staff(row, member, "coordinator", today) for member in staff.of(row)]
        if said.manager_days <= days < said.manager_days + CATCH_UP.days:
            new += [_to_staff(row, member, "manager", today) for member in staff.managers(row.scheme)]
    return len(outbox.ask_all(new))


def _to_staff(row: PlannedContact, member: Membership, step: str, today: date) -> Message:
    zone = row.scheme.time_zone
    return Message(
        scheme=row.scheme,
        key=f"overdue-{step}:{row.pk}:{row.due_on}:{member.pk}",
        template="contact_not_logged_staff",
        recipient_kind="staff",
        recipient_key=member.pk,
        day=row.due_on,
        link=reverse("contacts-overdue"),
        not_before=to_utc(today, messages.MORNING, zone),
        expires_at=to_utc(today + timedelta(days=USEFUL_DAYS), time(0), zone),
    )


def announce_reviews(*, at: datetime) -> int:
    """Tell volunteers that a phase ends, and a step-down review with it. Gives how many messages are new."""
    later = PlannedContact.objects.everywhere().filter(
        relationship=OuterRef("relationship"), number__gt=OuterRef("number")
    )
    asked = 0
    for rows, today in by_local_day(at, only_open=False):
        # Also a contact that is held already, while nobody has written the review and the next phase has not begun.
        ends = rows.filter(
            reviews=True, review__isnull=True, relationship__ended_on=None,
            due_on__range=(today - CATCH_UP, today + FARTHEST),
        ).exclude(state=CANCELLED).exclude(IN_A_PAUSE)  # fmt: skip
        ends = ends.exclude(Exists(later.exclude(state__in=[PLANNED, CANCELLED])))
        ends = ends.annotate(supporter=supporter(Greatest(OuterRef("due_on"), Value(today, DateField()))))
        asked += in_batches(ends.select_related(*JOINED), partial(_announce, today=today))
    return asked


def _review_comes(planned: PlannedContact, *, today: date) -> Message:
    """At nine on the day it is noticed, to whoever supports the person then."""
    zone = planned.scheme.time_zone
    return Message(
        scheme=planned.scheme,
        key=f"review-comes:{planned.pk}:{planned.due_on}",
        template="review_due",
        recipient_kind="volunteer",
        recipient_key=planned.supporter,
        day=planned.due_on,
        link=reverse("relationships-review", args=[planned.relationship_id]),
        not_before=to_utc(today, messages.MORNING, zone),
        expires_at=to_utc(planned.due_on + timedelta(days=REVIEW_USEFUL_DAYS), time(0), zone),
    )


def _announce(batch: list[PlannedContact], *, today: date) -> int:
    rules = _rules(batch)
    near = [row for row in batch if (row.due_on - today).days <= rules[_programme(row)].review_days]
    return len(outbox.ask_all([_review_comes(row, today=today) for row in near]))


def announce_places(*, at: datetime, actors: Iterable[Actor]) -> int:
    """Tell coordinators that a place opens soon, while people wait. `actors` is the system in each scheme."""
    return sum(_places(actor, at=at) for actor in actors)


def _places(actor: Actor, *, at: datetime) -> int:
    scheme = actor.scheme
    waiting = Enrolment.objects.of(scheme).waiting()
    if not waiting.exists():
        return 0
    today = _local_day(at, scheme.time_zone)
    rules = rules_of(waiting.values_list("cohort__programme", flat=True).distinct())
    until = today + timedelta(days=max(one.place_days for one in rules.values()))
    soon = [line for line in board(actor=actor, on=today) if _opens(line.place, until)]
    had = _supports_ever([line.volunteer for line in soon], scheme)
    staff = _Staff(today)
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


class _Staff:
    """Who is told for what, read once for each scheme."""

    def __init__(self, today: date):
        self.today = today
        self._here: dict = {}

    def all(self, scheme) -> dict:
        if scheme.pk not in self._here:
            staff = coordinators(scheme=scheme, on=self.today)
            self._here[scheme.pk] = {member.pk: member for member in staff if member.user.is_active}
        return self._here[scheme.pk]

    def managers(self, scheme) -> list[Membership]:
        return [member for member in self.all(scheme).values() if member.role == MANAGER]

    def of(self, planned: PlannedContact) -> list[Membership]:
        """The owner of the person's place, else the volunteer's coordinator, else everybody who could be."""
        row = planned.relationship
        return self._first(planned.scheme, row.enrolment.owner_id, row.volunteer.coordinator_id)

    def for_volunteer(self, volunteer) -> list[Membership]:
        return self._first(volunteer.scheme, volunteer.coordinator_id)

    def _first(self, scheme, *keys) -> list[Membership]:
        here = self.all(scheme)
        found = next((here[key] for key in keys if key in here), None)
        return [found] if found else list(here.values())


def _programme(row: PlannedContact):
    return row.relationship.enrolment.cohort.programme_id


def _rules(batch: list[PlannedContact]) -> dict[object, FollowUpRules]:
    return rules_of(_programme(row) for row in batch)


def _local_day(at: datetime, zone: str) -> date:
    return timezone.localdate(at, ZoneInfo(zone))


def by_local_day(at: datetime, *, only_open: bool = True) -> Iterator[tuple[QuerySet[PlannedContact], date]]:
    """Contacts, open ones unless asked otherwise, by the local day of their scheme."""
    rows = PlannedContact.objects.everywhere()
    rows = rows.open() if only_open else rows
    for zone in sorted(set(Scheme.objects.values_list("time_zone", flat=True))):
        yield rows.filter(scheme__time_zone=zone), _local_day(at, zone)


def in_batches(rows: QuerySet[PlannedContact], act: Callable[[list[PlannedContact]], int]) -> int:
    """Do `act` to all rows, some at a time, each time locked and in a transaction of its own."""
    rows = hold(rows.select_related("scheme").order_by("pk"), passing_by=True)
    done, last = 0, UUID(int=0)
    while last:
        with transaction.atomic():
            batch = list(rows.filter(pk__gt=last)[:BATCH])
            done += act(batch) if batch else 0
            last = batch[-1].pk if batch else None
    return done
