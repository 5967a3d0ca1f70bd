"""Ticks over the planned contacts of all schemes. Each asks "due and not yet done", so it may run twice or late.

Rows go through in batches with a constant number of statements each; a second worker skips the rows of the first.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from peersupport.accounts.actors import Actor
from peersupport.audit.services import events
from peersupport.messaging.services import outbox
from programmes.choices import NO_ANSWER, PAUSED, PLANNED, PLANNED_CONTACT
from programmes.models import PlannedContact
from programmes.services import contacts_messages as messages

BATCH = 500
# A pause may be agreed before it begins, and without days it lasts until it is ended.
IN_A_PAUSE = Q(relationship__state=PAUSED) & (
    Q(relationship__paused_from_on=None)
    | Q(
        due_on__gte=F("relationship__paused_from_on"),
        due_on__lt=F("relationship__paused_until_on"),
    )
)


def remind(*, at: datetime) -> int:
    """Ask for the reminders of today's and tomorrow's contacts. Gives how many are new.

    They go out at nine on the day before; after a missed night today's are still of use.
    """

    def ask(batch: list[PlannedContact]) -> int:
        return len(outbox.ask_all([messages.reminder(planned) for planned in batch]))

    asked = 0
    for rows, today in _by_local_day(at):
        soon = rows.filter(due_on__range=(today, today + timedelta(days=1))).exclude(IN_A_PAUSE)
        asked += _in_batches(soon.filter(relationship__patient__died_on__isnull=True), ask)
    return asked


def flag_overdue(*, at: datetime) -> int:
    """Tell the volunteer, and the audit, once about each overdue contact. Gives how many are new.

    It stays planned, and overdue, until somebody says what happened: a missed contact must not disappear.
    """
    return sum(
        _in_batches(rows.overdue(today), partial(_flag, today=today, at=at))
        for rows, today in _by_local_day(at)
    )


def give_up(*, at: datetime) -> int:
    """Contacts that were only ever tried become "no answer" when their time is over. Gives how many."""
    return sum(
        _in_batches(rows.filter(tries__gt=0, closes_on__lt=today), partial(_give_up, at=at))
        for rows, today in _by_local_day(at)
    )


def _flag(batch: list[PlannedContact], *, today: date, at: datetime) -> int:
    new = outbox.ask_all([messages.overdue(planned, today=today) for planned in batch])
    keys = {message.key for message in new}
    fresh = [planned for planned in batch if messages.overdue_key(planned) in keys]
    _record("planned_contact.overdue", fresh, at=at)
    return len(fresh)


def _give_up(batch: list[PlannedContact], *, at: datetime) -> int:
    PLANNED_CONTACT.check(PLANNED, NO_ANSWER)
    mine = PlannedContact.objects.everywhere().filter(pk__in=[row.pk for row in batch])
    mine.update(state=NO_ANSWER, done_on=F("closes_on"))
    _record("planned_contact.given_up", batch, at=at)
    return len(batch)


def _by_local_day(at: datetime) -> Iterator[tuple[QuerySet[PlannedContact], date]]:
    """Open contacts by the local day of their scheme."""
    rows = PlannedContact.objects.everywhere().open()
    for zone in sorted(set(rows.values_list("scheme__time_zone", flat=True))):
        yield rows.filter(scheme__time_zone=zone), timezone.localdate(at, ZoneInfo(zone))


def _in_batches(rows: QuerySet[PlannedContact], act: Callable[[list[PlannedContact]], int]) -> int:
    """Do `act` to all rows, some at a time, each time locked and in a transaction of its own."""
    rows = rows.select_related("scheme", "relationship__patient").order_by("pk")
    rows = rows.prefetch_related("relationship__covers")
    rows = rows.select_for_update(of=("self",), no_key=True, skip_locked=True)
    done, last = 0, UUID(int=0)
    while last:
        with transaction.atomic():
            batch = list(rows.filter(pk__gt=last)[:BATCH])
            done += act(batch) if batch else 0
            last = batch[-1].pk if batch else None
    return done


def _record(action: str, batch: list[PlannedContact], *, at: datetime) -> None:
    of_scheme = defaultdict(list)
    for planned in batch:
        detail = {"number": planned.number, "due_on": planned.due_on.isoformat()}
        of_scheme[planned.scheme].append((planned, planned.relationship.patient, detail))
    for scheme, rows in of_scheme.items():
        events.record_all(by=Actor.system(scheme), action=action, rows=rows, at=at)
