"""Canaries: a made-up word in every column that may hold something about a person, and where it was seen again."""

import base64
import json
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from uuid import UUID

from django.apps import apps
from django.db import IntegrityError, models, transaction

from peersupport.core.fields import CodesField
from tests.conftest import MONDAY_MORNING

DIGITS = str.maketrans("0123456789", "abcdefghij")
CANARY = re.compile(r"zq[a-j]{6}vq")
# Packed for the machine: a word in them would only break the page.
PACKED = {"matching.Run.inputs", "matching.Run.outcome", "matching.Proposal.explained"}
# Digests: made anew by the product.
DIGESTS = {"messaging.Message.address", "messaging.Bounce.address", "accounts.User.password"}
PLAUSIBLE = {
    models.DateTimeField: MONDAY_MORNING,
    models.DateField: MONDAY_MORNING.date(),
    models.BooleanField: False,
    (models.IntegerField, models.DecimalField): 1,
    models.UUIDField: UUID(int=7),
    models.BinaryField: b"",
    models.JSONField: {},
    (models.CharField, models.TextField): "",
}
BASE64 = re.compile(r"[A-Za-z0-9+/=]{24,}")


@dataclass
class Planted:
    """`fields` got a canary, `empty` belong to a table without rows; `where` names the column of each canary."""

    fields: set[str] = field(default_factory=set)
    empty: set[str] = field(default_factory=set)
    where: dict[str, str] = field(default_factory=dict)


def plant() -> Planted:
    """A canary of its own in every row and column labelled PERSONAL that holds words."""
    planted = Planted()
    for model in apps.get_models():
        columns = [model._meta.get_field(name) for name in getattr(model, "PERSONAL", ())]
        words = [column for column in columns if holds_words(column)]
        rows = list(model._base_manager.values_list("pk", flat=True))
        (planted.fields if rows else planted.empty).update(map(str, words))
        for key in rows:
            values = {column.name: _new(planted, column) for column in words}
            model._base_manager.filter(pk=key).update(**values)
    return planted


def fill_empty_tables(scheme) -> None:
    """A plausible row in each table about people that has none, so that its columns can get a canary."""
    for model in apps.get_models():
        if getattr(model, "PERSONAL", ()) and not model._base_manager.exists():
            row = model(**{column.name: _anything(column, scheme) for column in _to_fill(model)})
            with suppress(IntegrityError), transaction.atomic():
                model._base_manager.bulk_create([row])


def _to_fill(model) -> list[models.Field]:
    return [
        column
        for column in model._meta.concrete_fields
        if not column.primary_key and (not column.has_default() or isinstance(column, models.BooleanField))
    ]


def _anything(column: models.Field, scheme):
    if isinstance(column, models.ForeignKey):
        rows = column.related_model._base_manager
        return scheme if column.name == "scheme" else rows.first()
    if column.choices:
        return next(iter(column.flatchoices))[0]
    for kinds, value in PLAUSIBLE.items():
        if isinstance(column, kinds):
            return value
    return None


def holds_words(column: models.Field) -> bool:
    """Codes of a fixed list, dates and numbers cannot hold a word of ours."""
    kinds = (models.CharField, models.TextField, models.BinaryField)
    return isinstance(column, kinds) and not column.choices and str(column) not in PACKED | DIGESTS


def _new(planted: Planted, column: models.Field):
    word = f"zq{len(planted.where):06d}vq".translate(DIGITS)
    planted.where[word] = str(column)
    if isinstance(column, models.EmailField):
        return f"{word}@example.org"
    if isinstance(column, models.BinaryField):
        return f"%PDF-{word}".encode()
    return [word] if isinstance(column, CodesField) else word


def seen(*texts: str) -> set[str]:
    """The canaries in these texts, also with other capitals, with blanks in them or packed by the broker."""
    return {found for text in texts for way in _ways(text) for found in CANARY.findall(way)}


def _ways(text: str) -> Iterable[str]:
    yield from (text.lower(), re.sub(r"\s+", "", text).lower())
    for packed in BASE64.findall(text):
        try:
            yield base64.b64decode(packed, validate=True).decode().lower()
        except ValueError:
            continue


def in_redis(client) -> list[str]:
    """Every key with its value; one that ran out meanwhile without."""
    readers = {"none": client.get, "string": client.get, "list": lambda key: client.lrange(key, 0, -1),
               "zset": lambda key: client.zrange(key, 0, -1), "hash": client.hgetall,
               "set": client.smembers}  # fmt: skip
    return [f"{key} {json.dumps(readers[client.type(key)](key), default=list)}" for key in client.keys("*")]
