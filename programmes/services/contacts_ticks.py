"""Ticks over the planned contacts of all schemes. Each asks "due and not yet done", so it may run twice or late.

Rows go through in batches with a constant number of statements each; a second worker skips the rows of the first.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from operator import attrgetter, itemgetter
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from peersupport.accounts.actors import Actor
from peersupport.accounts.models import Scheme
from peersupport.audit.services import events
from peersupport.core.locks import hold
from peersupport.core.sql import KeyText, these
from peersupport.core.ticks import each
from programmes.choices import NO_ANSWER, PAUSED, PLANNED, PLANNED_CONTACT
from programmes.models import PlannedContact
from programmes.services import contacts_messages as messages

BATCH = 1_000


class Due(NamedTuple):
    """No more of a planned contact than a tick needs; `key` and the patient's key `person` are text."""

    key: str
    person: str
    number: int
    due_on: date


Batch = Sequence[Due]

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
    return each_scheme(partial(_remind_in, at=at))


def _remind_in(scheme: Scheme, *, at: datetime) -> int:
    rows, today = _open(scheme), timezone.localdate(at)
    wanted = rows.filter(relationship__patient__died_on__isnull=True).exclude(IN_A_PAUSE)
    asked = 0
    for due_on in (today, today + timedelta(days=1)):
        new = wanted.filter(due_on=due_on).not_yet("reminded_for")
        asked += _in_batches(new, partial(_remind, due_on=due_on, at=at))
    return asked


def flag_overdue(*, at: datetime) -> int:
    """Tell the volunteer, and the audit, once about each overdue contact. Gives how many are new.

    It stays planned, and overdue, until somebody says what happened: a missed contact must not disappear.
    """
    return each_scheme(partial(_flag_in, at=at))


def _flag_in(scheme: Scheme, *, at: datetime) -> int:
    today = timezone.localdate(at)
    new = _open(scheme).overdue(today).not_yet("flagged_for")
    return _in_batches(new, partial(_flag, scheme=scheme, today=today, at=at))


def give_up(*, at: datetime) -> int:
    """Contacts that were only ever tried become "no answer" when their time is over. Gives how many."""
    return each_scheme(partial(_give_up_in, at=at))


def _give_up_in(scheme: Scheme, *, at: datetime) -> int:
    over = _open(scheme).filter(tries__gt=0, closes_on__lt=timezone.localdate(at))
    return _in_batches(over, partial(_give_up, scheme=scheme, at=at))


def _remind(batch: Batch, *, due_on: date, at: datetime) -> int:
    rows = _rows(batch)
    rows.update(reminded_for=due_on)
    return messages.remind_each(rows, due_on=due_on, at=at)


def _flag(batch: Batch, *, scheme: Scheme, today: date, at: datetime) -> int:
    rows = _rows(batch)
    rows.update(flagged_for=F("due_on"))
    messages.overdue_each(rows, today=today, at=at)
    _record("planned_contact.overdue", batch, scheme=scheme, at=at)
    return len(batch)


def _give_up(batch: Batch, *, scheme: Scheme, at: datetime) -> int:
    PLANNED_CONTACT.check(PLANNED, NO_ANSWER)
    _rows(batch).update(state=NO_ANSWER, done_on=F("closes_on"))
    _record("planned_contact.given_up", batch, scheme=scheme, at=at)
    return len(batch)


def _rows(batch: Batch) -> QuerySet[PlannedContact]:
    return PlannedContact.objects.everywhere().filter(pk__in=these([row.key for row in batch]))


def each_scheme(act: Callable[[Scheme], int]) -> int:
    """One after the other: no transaction holds the audit of two, and a broken one stops nobody else's contacts."""
    return each(Scheme.objects.order_by("pk"), act)


def _open(scheme: Scheme) -> QuerySet[PlannedContact]:
    return PlannedContact.objects.of(scheme).open()


def _in_batches(rows: QuerySet[PlannedContact], act: Callable[[Batch], int]) -> int:
    due = rows.values_list(KeyText("pk"), KeyText("relationship__patient"), "number", "due_on")
    return walk(due, lambda batch: act([*map(Due._make, batch)]), key=itemgetter(0))


def walk(rows: QuerySet, act: Callable[[list], int], *, size: int = BATCH, key=attrgetter("pk")) -> int:
    """Do `act` to all rows, some at a time, each time locked and in a transaction of its own. `key` reads a row's."""
    rows = hold(rows.order_by("pk"), passing_by=True)
    done, last = 0, UUID(int=0)
    while last:
        with transaction.atomic():
            batch = list(rows.filter(pk__gt=last)[:size])
            done += act(batch) if batch else 0
            last = key(batch[-1]) if len(batch) == size else None
    return done


def _record(action: str, batch: Batch, *, scheme: Scheme, at: datetime) -> None:
    facts = [(row.key, row.person, {"number": row.number, "due_on": row.due_on.isoformat()}) for row in batch]
    kind = PlannedContact._meta.label_lower
    events.record_each(by=Actor.system(scheme), action=action, kind=kind, facts=facts, at=at)
