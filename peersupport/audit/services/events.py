"""Saying what was done. Call it in the transaction that does it."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from django.db import transaction

from peersupport.audit.models import ChainHead, Event
from peersupport.core.keys import new_key
from peersupport.core.locks import hold
from peersupport.core.sql import insert_all

# Key of the row, key of the person or None, and details as in `record`.
Fact = tuple[UUID, UUID | None, dict]
_as_text = json.JSONEncoder(sort_keys=True).encode


@transaction.atomic
def record(*, by, action: str, row, at: datetime, person=None, detail: dict | None = None) -> Event:
    """Append one event. `by` has scheme, user_key, name and role; `person` is the patient or volunteer
    whom it is about (default: none); `detail` may hold only values of columns labelled PLAIN.
    """
    return record_all(by=by, action=action, rows=[(row, person, detail or {})], at=at)[0]


@transaction.atomic
def record_all(*, by, action: str, rows: Iterable[tuple], at: datetime) -> list[Event]:
    """Append one event for each (row, person or None, detail) with four statements: for imports."""
    head = _head(by)
    made = []
    for row, person, detail in rows:
        event = _event(by, action, row, person, detail, at, number=head.number + 1)
        event.digest = link(head.digest, event)
        head.number, head.digest = event.number, event.digest
        made.append(event)
    Event.objects.bulk_create(made)
    head.save(update_fields=["number", "digest"])
    return made


@transaction.atomic
def record_each(*, by, action: str, kind: str, facts: Iterable[Fact], at: datetime) -> None:
    """The same about rows of one kind that nobody has loaded, however many, at little more than writing costs."""
    head, same = _head(by), {"scheme_key": by.scheme.pk, "at": at, "by_name": by.name, "by_role": by.role}
    said = {"by_key": by.user_key, "action": action, "kind": kind, **same}
    made = []
    for key, person_key, detail in facts:
        head.number += 1
        head.digest = _digest(
            head.digest, head.number, at, by.user_key, by.name, by.role, action, kind, key, person_key, detail
        )
        made.append({
            "id": str(new_key()), "number": head.number, "key": str(key), "detail": detail, "digest": head.digest,
            "person_key": person_key and str(person_key),
        })  # fmt: skip
    insert_all(Event, made, same=said | {"created_at": at})
    head.save(update_fields=["number", "digest"])


def _head(by) -> ChainHead:
    """The end of the scheme's chain, held until the transaction ends."""
    return hold(ChainHead.objects.all()).get_or_create(scheme_key=by.scheme.pk)[0]


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


def looked_at_all(*, by, people: Iterable, at: datetime, page: str) -> list[Event]:
    """Somebody opened one page about several people: an event each, with four statements."""
    rows = [(person, person, {"page": page}) for person in people]
    return record_all(by=by, action=f"{rows[0][0]._meta.model_name}.looked", rows=rows, at=at) if rows else []


def link(before: str, event: Event) -> str:
    """The digest of an event behind the digest `before`."""
    return _digest(
        before, event.number, event.at, event.by_key, event.by_name, event.by_role, event.action, event.kind,
        event.key, event.person_key, event.detail,
    )  # fmt: skip


def _digest(
    before: str, number: int, at: datetime, by_key, by_name: str, by_role: str, action: str, kind: str, key,
    person_key, detail: dict,
) -> str:  # fmt: skip
    facts = [
        number,
        at.timestamp(),
        str(by_key),
        by_name,
        by_role,
        action,
        kind,
        str(key),
        str(person_key),
        detail,
    ]
    return hashlib.sha256(f"{before}{_as_text(facts)}".encode()).hexdigest()


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
