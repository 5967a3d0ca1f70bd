"""Saying what was done. Call it in the transaction that does it."""

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from peersupport.audit.models import ChainHead, Event


@transaction.atomic
def record(*, by, action: str, row, at: datetime, person=None, detail: dict | None = None) -> Event:
    """Append one event. `by` has scheme, user_key, name and role; `person` is the patient or volunteer
    whom it is about (default: none); `detail` may hold only values of columns labelled PLAIN.
    """
    head, _ = ChainHead.objects.select_for_update().get_or_create(scheme_key=by.scheme.pk)
    event = Event(
        scheme_key=by.scheme.pk,
        number=head.number + 1,
        at=at,
        by_key=by.user_key,
        by_name=by.name,
        by_role=by.role,
        action=action,
        kind=row._meta.label_lower,
        key=row.pk,
        person_key=getattr(person, "pk", None),
        detail=detail or {},
    )
    event.digest = link(head.digest, event)
    event.save(force_insert=True)
    head.number, head.digest = event.number, event.digest
    head.save(update_fields=["number", "digest"])
    return event


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
