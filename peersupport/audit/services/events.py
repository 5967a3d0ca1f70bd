"""Saying what was done. Call it in the transaction that does it."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import transaction

from peersupport.audit.models import ChainHead, Event


@transaction.atomic
def record(*, by, action: str, row, at: datetime, person=None, detail: dict | None = None) -> Event:
    """Append one event. `by` has scheme, user_key, name and role; `person` is the patient or volunteer
    whom it is about (default: none); `detail` may hold only values of columns labelled PLAIN.
    """
    return record_all(by=by, action=action, rows=[(row, person, detail or {})], at=at)[0]


@transaction.atomic
def record_all(*, by, action: str, rows: Iterable[tuple], at: datetime) -> list[Event]:
    """Append one event for each (row, person or None, detail) with four statements: for ticks and imports."""
    head, _ = ChainHead.objects.select_for_update().get_or_create(scheme_key=by.scheme.pk)
    made = []
    for row, person, detail in rows:
        event = _event(by, action, row, person, detail, at, number=head.number + 1)
        event.digest = link(head.digest, event)
        head.number, head.digest = event.number, event.digest
        made.append(event)
    Event.objects.bulk_create(made)
    head.save(update_fields=["number", "digest"])
    return made


def _event(by, action: str, row, person, detail: dict, at: datetime, *, number: int) -> Event:
    return Event(
        scheme_key=by.scheme.pk,
        number=number,
        at=at,
        by_key=by.user_key,
        by_name=by.name,
        by_role=by.role,
        action=action,
        kind=row._meta.label_lower,
        key=row.pk,
        person_key=getattr(person, "pk", None),
        detail=detail,
    )


def looked(*, by, person, at: datetime, page: str) -> Event:
    """Somebody opened the record of a person."""
    return record(
        by=by,
        action=f"{person._meta.model_name}.looked",
        row=person,
        person=person,
        at=at,
        detail={"page": page},
    )


def link(before: str, event: Event) -> str:
    """The digest of an event behind the digest `before`."""
    facts = [
        event.number,
        event.at.timestamp(),
        str(event.by_key),
        event.by_name,
        event.by_role,
        event.action,
        event.kind,
        str(event.key),
        str(event.person_key),
        event.detail,
    ]
    return hashlib.sha256(f"{before}{json.dumps(facts, sort_keys=True)}".encode()).hexdigest()


def broken_links(scheme_key) -> Iterator[int]:
    """The numbers of events that were changed, or before which one is missing or was put in."""
    before, expected = "", 1
    for event in Event.objects.filter(scheme_key=scheme_key).order_by("number").iterator():
        if event.number != expected or link(before, event) != event.digest:
            yield event.number
        before, expected = event.digest, event.number + 1
    head = ChainHead.objects.filter(scheme_key=scheme_key).first()
    if head and head.number != expected - 1:
        yield head.number
