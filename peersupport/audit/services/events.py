"""Saying what was done. Call it in the transaction that does it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from peersupport.audit.models import ChainHead, Event
from peersupport.audit.services import chain
from peersupport.core.keys import new_keys
from peersupport.core.locks import hold
from peersupport.core.sql import insert_all

# Key of the row and of the person it is about, as text, and details as in `record`.
Fact = tuple[str, str, dict]


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
        event.digest = chain.sign(*chain.facts_of(head.digest, event))
        head.number, head.digest = event.number, event.digest
        made.append(event)
    Event.objects.bulk_create(made)
    _move(head)
    return made


@transaction.atomic
def record_each(*, by, action: str, kind: str, facts: Sequence[Fact], at: datetime) -> None:
    """The same about rows of one kind that nobody has loaded, however many, at little more than writing costs."""
    head, same = _head(by), {**_said(by, action), "kind": kind, "at": at, "created_at": at}
    sign, made = chain.signer(Event(**same)), []
    for new, (key, person, detail) in zip(new_keys(len(facts), at=at), facts, strict=True):
        head.number += 1
        head.digest = sign(head.digest, head.number, key, person, detail)
        about = {"key": key, "person_key": person, "detail": detail}
        made.append({"id": new, "number": head.number, "digest": head.digest, **about})
    insert_all(Event, made, same=same)
    _move(head)


def _head(by) -> ChainHead:
    """The end of the scheme's chain, held until the transaction ends."""
    return hold(ChainHead.objects.all()).get_or_create(scheme_key=by.scheme.pk)[0]


def _move(head: ChainHead) -> None:
    head.seal = chain.sign(*chain.end_of(head))
    head.save(update_fields=["number", "digest", "seal"])


def _event(by, action: str, row, person, detail: dict, at: datetime, *, number: int) -> Event:
    return Event(
        **_said(by, action),
        number=number,
        at=at,
        kind=row._meta.label_lower,
        key=row.pk,
        person_key=getattr(person, "pk", None),
        detail=detail,
    )


def _said(by, action: str) -> dict:
    who = {"by_key": by.user_key, "by_name": by.name, "by_role": by.role}
    return {"scheme_key": by.scheme.pk, "action": action, **who}


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
