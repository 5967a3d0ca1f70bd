"""The signatures of the chain. The keys follow from FIELD_KEYS, outside the database; older keys still verify."""

import hmac
import json
from collections.abc import Callable, Iterator

from django.db.models import Max

from peersupport.audit.models import ChainHead, Event
from peersupport.core.crypto import keys_for

PURPOSE = "audit"
_as_text = json.JSONEncoder(sort_keys=True).encode


def sign(*facts) -> str:
    """64 hexadecimal digits over plain values, with the newest key."""
    return _signed(keys_for(PURPOSE)[0], facts)


def signer(event: Event) -> Callable[..., str]:
    """`sign` for many events that share what `same_of` says: gives `(before, number, key, person, detail) -> digest`.

    What they share is turned into text once. Keys come as text, which needs no escape.
    """
    begins, newest = _as_text(same_of(event))[:-1], keys_for(PURPOSE)[0]

    def sign_one(before: str, number: int, key: str, person: str, detail: dict) -> str:
        text = f'{begins}, "{before}", {number}, "{key}", "{person}", {_as_text(detail)}]'
        return hmac.digest(newest, text.encode(), "sha256").hex()

    return sign_one


def is_signed(signature: str, *facts) -> bool:
    return any(hmac.compare_digest(signature, _signed(key, facts)) for key in keys_for(PURPOSE))


def _signed(key: bytes, facts: tuple) -> str:
    return hmac.digest(key, _as_text(facts).encode(), "sha256").hex()


def facts_of(before: str, event: Event) -> tuple:
    """What the digest of an event rests on: all that it says, and the digest before it."""
    return (*same_of(event), before, event.number, str(event.key), str(event.person_key), event.detail)


def same_of(event: Event) -> tuple:
    """What an event says that is the same for all that one act writes."""
    return (
        str(event.scheme_key), event.at.timestamp(), str(event.by_key), event.by_name, event.by_role, event.action,
        event.kind,
    )  # fmt: skip


def end_of(row) -> tuple:
    """What the seal of a head or a check rests on."""
    return ("end", str(row.scheme_key), row.number, row.digest)


def broken_links(scheme_key) -> Iterator[int]:
    """The numbers of events that were changed, or before which one is missing or was put in."""
    rows = Event.objects.filter(scheme_key=scheme_key)
    newest = rows.aggregate(number=Max("number"))["number"] or 0  # before the head, which only moves on
    head = ChainHead.objects.filter(scheme_key=scheme_key).first() or ChainHead(scheme_key=scheme_key)
    before, expected = "", 1
    for event in rows.filter(number__lte=head.number).order_by("number").iterator():
        if event.number != expected or not is_signed(event.digest, *facts_of(before, event)):
            yield event.number
        before, expected = event.digest, event.number + 1
    ends = head.number == expected - 1 and head.number >= newest and head.digest == before
    if (newest or head.number) and not (ends and is_signed(head.seal, *end_of(head))):
        yield max(newest, head.number)
