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
from peersupport.accounts.models import Scheme
from peersupport.audit.services import events
from peersupport.core.sql import these
from programmes.choices import NO_ANSWER, PAUSED, PLANNED, PLANNED_CONTACT
from programmes.models import PlannedContact
from programmes.services import contacts_messages as messages

BATCH = 1_000
# Rows with no more than a tick needs; `person` is the patient's key.
Batch = list[PlannedContact]


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
    asked = 0
    for rows, today, zone in _by_local_day(at):
        wanted = rows.filter(relationship__patient__died_on__isnull=True).exclude(IN_A_PAUSE)
        for due_on in (today, today + timedelta(days=1)):
            new = wanted.filter(due_on=due_on).not_yet("reminded_for")
            asked += _in_batches(new, partial(_remind, due_on=due_on, zone=zone, at=at))
    return asked


def flag_overdue(*, at: datetime) -> int:
    """Tell the volunteer, and the audit, once about each overdue contact. Gives how many are new.

    It stays planned, and overdue, until somebody says what happened: a missed contact must not disappear.
    """
    flagged = 0
    for rows, today, zone in _by_local_day(at):
        new = rows.overdue(today).not_yet("flagged_for")
        flagged += _in_batches(new, partial(_flag, today=today, zone=zone, at=at))
    return flagged


def give_up(*, at: datetime) -> int:
    """Contacts that were only ever tried become "no answer" when their time is over. Gives how many."""
    return sum(
        _in_batches(rows.filter(tries__gt=0, closes_on__lt=today), partial(_give_up, at=at))
        for rows, today, _ in _by_local_day(at)
    )


def _remind(batch: Batch, *, due_on: date, zone: str, at: datetime) -> int:
    rows = _rows(batch)
    rows.update(reminded_for=due_on)
    return len(messages.remind_each(rows, due_on=due_on, zone=zone, at=at))


def _flag(batch: Batch, *, today: date, zone: str, at: datetime) -> int:
    rows = _rows(batch)
    rows.update(flagged_for=F("due_on"))
    messages.overdue_each(rows, today=today, zone=zone, at=at)
    _record("planned_contact.overdue", batch, at=at)
    return len(batch)


def _give_up(batch: Batch, *, at: datetime) -> int:
    PLANNED_CONTACT.check(PLANNED, NO_ANSWER)
    _rows(batch).update(state=NO_ANSWER, done_on=F("closes_on"))
    _record("planned_contact.given_up", batch, at=at)
    return len(batch)


def _rows(batch: Batch) -> QuerySet[PlannedContact]:
    return PlannedContact.objects.everywhere().filter(pk__in=these([row.pk for row in batch]))


def _by_local_day(at: datetime) -> Iterator[tuple[QuerySet[PlannedContact], date, str]]:
    """Open contacts by the local day of their scheme, and its zone."""
    for zone in sorted(set(Scheme.objects.values_list("time_zone", flat=True))):
        rows = PlannedContact.objects.everywhere().open().filter(scheme__time_zone=zone)
        yield rows, timezone.localdate(at, ZoneInfo(zone)), zone


def _in_batches(rows: QuerySet[PlannedContact], act: Callable[[Batch], int]) -> int:
    """Do `act` to all rows, some at a time, each time locked and in a transaction of its own."""
    rows = rows.only("number", "due_on", "scheme").annotate(person=F("relationship__patient")).order_by("pk")
    rows = rows.select_for_update(of=("self",), no_key=True, skip_locked=True)
    done, last = 0, UUID(int=0)
    while last:
        with transaction.atomic():
            batch = list(rows.filter(pk__gt=last)[:BATCH])
            done += act(batch) if batch else 0
            last = batch[-1].pk if len(batch) == BATCH else None
    return done


def _record(action: str, batch: Batch, *, at: datetime) -> None:
    of_scheme, kind = defaultdict(list), PlannedContact._meta.label_lower
    for row in batch:
        detail = {"number": row.number, "due_on": row.due_on.isoformat()}
        of_scheme[row.scheme_id].append((row.pk, row.person, detail))
    for scheme in Scheme.objects.filter(pk__in=of_scheme):
        by, facts = Actor.system(scheme), of_scheme[scheme.pk]
        events.record_each(by=by, action=action, kind=kind, facts=facts, at=at)
