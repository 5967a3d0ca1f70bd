"""Asking for a message. Nothing is sent here: the pump sends, later, what is still wanted then."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import reduce
from operator import or_
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F, Field, Q, QuerySet, Value

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from peersupport.core.sql import NewKey
from peersupport.messaging import choices
from peersupport.messaging.models import Message
from peersupport.messaging.texts import TEMPLATES


class TooLate(Refusal):
    words = "This message would come too late now. Tell the person in another way."


@transaction.atomic
def ask(
    *,
    scheme,
    key: str,
    template: str,
    kind: str,
    recipient: UUID,
    not_before: datetime,
    expires_at: datetime | None = None,
    day: date | None = None,
    link: str = "",
    channel: str = choices.EMAIL,
) -> Message:
    """Put one message into the outbox, in the caller's transaction. The same key again is the same message."""
    if template not in TEMPLATES:
        raise KeyError(f"no message template {template!r}")
    message, _ = Message.objects.of(scheme).get_or_create(
        scheme=scheme,
        key=key,
        defaults={
            "template": template,
            "urgent": TEMPLATES[template].urgent,
            "channel": channel,
            "recipient_kind": kind,
            "recipient_key": recipient,
            "day": day,
            "link": link,
            "not_before": not_before,
            "expires_at": expires_at,
        },
    )
    return message


@transaction.atomic
def ask_all(messages: Sequence[Message]) -> list[Message]:
    """Put many unsaved messages into the outbox with two statements. Gives those whose key is new."""
    unknown = {message.template for message in messages} - TEMPLATES.keys()
    if unknown:
        raise KeyError(f"no message template {', '.join(sorted(unknown))}")
    asked = set(
        Message.objects.everywhere()
        .filter(key__in=[message.key for message in messages])
        .values_list("scheme_id", "key")
    )
    new = [message for message in messages if (message.scheme_id, message.key) not in asked]
    for message in new:
        message.urgent = TEMPLATES[message.template].urgent
    Message.objects.everywhere().bulk_create(new, ignore_conflicts=True)
    return new


@transaction.atomic
def ask_each(rows: QuerySet, *, at: datetime, **columns) -> int:
    """Put a message into the outbox for each of these rows, with one statement. Gives how many are new.

    `columns` are values, the same for all, or expressions over a row. One key twice is still one message.
    """
    if columns["template"] not in TEMPLATES:
        raise KeyError(f"no message template {columns['template']!r}")
    urgent = TEMPLATES[columns["template"]].urgent
    given = {"id": NewKey(at), "created_at": at, "scheme": F("scheme"), "urgent": urgent, **columns}
    usual = Message()
    fields = [field for field in Message._meta.concrete_fields if _is_said(field, given, usual)]
    chosen = [_expression(field, given, usual) for field in fields]
    select, values = rows.order_by().values_list(*chosen).query.sql_with_params()
    table, names = Message._meta.db_table, ", ".join(f'"{field.column}"' for field in fields)
    with connection.cursor() as cursor:
        cursor.execute(f'INSERT INTO "{table}" ({names}) {select} ON CONFLICT DO NOTHING', values)
        return cursor.rowcount


def _is_said(field: Field, given: dict, usual: Message) -> bool:
    return field.name in given or getattr(usual, field.attname) is not None


def _expression(field: Field, given: dict, usual: Message):
    value = given.get(field.name, getattr(usual, field.attname))
    return value if hasattr(value, "resolve_expression") else Value(value, output_field=field)


def cancel(*, scheme, key: str, why: str) -> int:
    """Take back a message that still waits; one just on its way may go out all the same, and then says so.

    Gives how many were taken back, 0 or 1.
    """
    waiting = Message.objects.of(scheme).filter(key=key, state=choices.WAITING)
    return waiting.update(state=choices.CANCELLED, why=why)


def cancel_all(*, scheme, prefixes: Sequence[str], why: str) -> int:
    """Take back every message that still waits and whose key begins with one of these."""
    begins = reduce(or_, (Q(key__startswith=prefix) for prefix in prefixes), Q(pk=None))
    waiting = Message.objects.of(scheme).filter(begins, state=choices.WAITING)
    return waiting.update(state=choices.CANCELLED, why=why)


@transaction.atomic
def told_otherwise(*, message: Message, by: Actor, at: datetime) -> Message:
    """A failed message is not needed any more: somebody rang, wrote or said it. Raises MoveNotAllowed."""
    require(by, may.WORK_MESSAGES, message)
    message = hold(Message.objects.of(by.scheme)).get(pk=message.pk)
    choices.MESSAGE.check(message.state, choices.CANCELLED)
    message.change(state=choices.CANCELLED, why=choices.TOLD_OTHERWISE)
    detail = {"template": message.template}
    events.record(by=by, action="message.told_otherwise", row=message, at=at, detail=detail)
    return message


@transaction.atomic
def send_anew(*, message: Message, by: Actor, at: datetime) -> Message:
    """Put a failed message into the outbox once more, under a new reference. Raises MoveNotAllowed, TooLate."""
    require(by, may.WORK_MESSAGES, message)
    message = hold(Message.objects.of(by.scheme)).get(pk=message.pk)
    choices.MESSAGE.check(message.state, choices.WAITING)
    if message.expires_at and message.expires_at <= at:
        raise TooLate
    message.change(
        state=choices.WAITING, why="", not_before=at, sent_at=None, attempts=0, round=message.round + 1
    )
    detail = {"template": message.template, "round": message.round}
    events.record(by=by, action="message.sent_anew", row=message, at=at, detail=detail)
    return message
