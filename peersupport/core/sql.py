"""Expressions that statements over whole sets of rows need, alike on PostgreSQL and SQLite."""

import json
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import CharField, Field, Func, JSONField, Model, TextField, UUIDField, Value
from django.db.models.expressions import RawSQL


class KeyText(Func):
    """A key as Python writes it, with dashes."""

    template = "%(expressions)s::text"
    arity = 1
    output_field = CharField()

    def as_sqlite(self, compiler, connection, **more):
        parts = [f"substr(%(expressions)s, {start}, {length})" for start, length in PARTS]
        return self.as_sql(compiler, connection, template=" || '-' || ".join(parts), **more)


# A round writes the same few hundred keys again and again, and UUIDs are slow to write.
key_text = lru_cache(maxsize=1 << 14)(str)

HEX = "replace(%(expressions)s, '-', '')"
RANDOM = "substr(lower(hex(randomblob(16))), {})"
PARTS = ((1, 8), (9, 4), (13, 4), (17, 4), (21, 12))


class NewKey(Func):
    """A key of version 7 for each row, like `new_key`, with the moment `at` in front."""

    template = "(%(expressions)s || substr(gen_random_uuid()::text, 16))::uuid"
    arity = 1
    output_field = UUIDField()

    def __init__(self, at: datetime):
        moment = f"{int(at.timestamp() * 1000):012x}"
        super().__init__(Value(f"{moment[:8]}-{moment[8:]}-7"))

    def as_sqlite(self, compiler, connection, **more):
        template = f"{HEX} || {RANDOM.format(14)[:-1]}, 3) || '8' || {RANDOM.format(18)}"
        return self.as_sql(compiler, connection, template=template, **more)


class Together(NamedTuple):
    """Many keys as one parameter: a thousand of them cost Python more than the database."""

    text: str

    @classmethod
    def of(cls, keys: Iterable[UUID] | Iterable[str]) -> "Together":
        if connection.vendor == "postgresql":
            return cls(f"{{{','.join(map(key_text, keys))}}}")  # keys need no quotes
        return cls(json.dumps([key_text(key).replace("-", "") for key in keys]))


def these(keys: Iterable[UUID] | Iterable[str] | Together) -> RawSQL:
    """For `pk__in`: one parameter, however many keys."""
    together = keys if isinstance(keys, Together) else Together.of(keys)
    return _each(together.text, "uuid")


def these_words(words: Iterable[str]) -> RawSQL:
    """The same for words."""
    return _each(list(words) if connection.vendor == "postgresql" else json.dumps(list(words)), "text")


def _each(given: list[str] | str, kind: str) -> RawSQL:
    if connection.vendor == "postgresql":
        return RawSQL(f"SELECT unnest(%s::{kind}[])", [given])  # noqa: S611 - a type, not a value
    return RawSQL("SELECT value FROM json_each(%s)", [given])


def insert_all(model: type[Model], rows: list[dict], *, same: dict[str, Any]) -> None:
    """Insert rows whose values stand in plain JSON, with one statement; `same` are values of every row.

    On PostgreSQL the rows travel as one document, which costs a fifth of `bulk_create`.
    """
    if connection.vendor != "postgresql":
        model._base_manager.bulk_create([model(**row, **same) for row in rows])
        return
    fields = model._meta.concrete_fields
    names = ", ".join(f'"{field.column}"' for field in fields)
    chosen = ", ".join("%s" if field.name in same else _from_json(field) for field in fields)
    values = [field.get_db_prep_save(same[field.name], connection) for field in fields if field.name in same]
    statement = f'INSERT INTO "{model._meta.db_table}" ({names}) SELECT {chosen} FROM jsonb_array_elements(%s::jsonb) row'  # noqa: S608, E501 - names of columns
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, json.dumps(rows)])


def _from_json(field: Field) -> str:
    """A text is not cast: what is too long for its column must fail, and not be cut."""
    if isinstance(field, JSONField):
        return f"row -> '{field.name}'"
    cast = "" if isinstance(field, CharField | TextField) else f"::{field.db_type(connection)}"
    return f"(row ->> '{field.name}'){cast}"
