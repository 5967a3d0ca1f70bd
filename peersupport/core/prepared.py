"""Statements that are the same each time but for a few keys: Django builds them once, and then only the keys change.

A round asks some thirty statements, and building them took longer than to read all they answer.
"""

from collections.abc import Callable, Collection, Iterable
from copy import copy
from functools import wraps
from typing import Any
from uuid import UUID

from django.db import connection, connections
from django.db.models import Model, QuerySet, UUIDField
from django.db.models.sql.compiler import SQLCompiler

from peersupport.core.sql import Together

Given = Model | UUID | str | Collection[UUID] | Collection[str] | Together | None
Build = Callable[..., QuerySet]
KEY = UUIDField()
ALL: list[Build] = []  # what was prepared, for the test that compares


def prepared(build: Build) -> Callable[..., Iterable[Any]]:
    """Make of a function from keys to a queryset one that gives the rows.

    Each argument is a key or a row with one, None, or many keys that are used in `these(…)` alone: the statement must
    not depend on them in any other way. Rows are what the queryset would give, without `prefetch_related`.
    """
    kept: dict[tuple, _Statement] = {}

    @wraps(build)
    def rows(*given: Given) -> Iterable[Any]:
        shape = (connection.vendor, *map(_kind, given))
        if shape not in kept:
            kept[shape] = _Statement(build, given)
        return kept[shape].rows(given)

    rows.build = build  # type: ignore[attr-defined]
    ALL.append(rows)
    return rows


def _kind(given: Given) -> str:
    if given is None:
        return "none"
    return "key" if isinstance(given, UUID | str | Model) else "keys"


class _Statement:
    """A queryset as it was compiled, and where in its parameters each argument stands."""

    def __init__(self, build: Build, given: tuple[Given, ...]) -> None:
        marks = [_mark(at, one) for at, one in enumerate(given)]
        self._queryset = build(*marks)
        self._compiler = self._queryset.query.get_compiler(connection=connection)
        self._sql, self._params = self._compiler.as_sql()
        sought = {_text(mark): at for at, mark in enumerate(marks) if mark is not None}
        self._places = [sought.get(_text(one)) for one in self._params]
        if missing := set(sought.values()).difference(self._places):
            raise ValueError(f"{build.__qualname__} does not ask for argument {min(missing)}")

    def rows(self, given: tuple[Given, ...]) -> Iterable[Any]:
        """The rows for these keys, read when they are first asked for."""
        values = [None if one is None else _value(one) for one in given]
        params = [
            kept if at is None else values[at] for kept, at in zip(self._params, self._places, strict=True)
        ]
        compiler = copy(self._compiler)
        compiler.connection = connections[self._queryset.db]
        compiler.as_sql = lambda *_, **__: (self._sql, params)
        return self._queryset._iterable_class(_Asked(self._queryset, compiler))


class _Asked:
    """What the iterables of Django ask of a queryset, with a compiler that has its statement already."""

    def __init__(self, queryset: QuerySet, compiler: SQLCompiler) -> None:
        self.model, self.db, self._fields = queryset.model, queryset.db, queryset._fields
        self._known_related_objects = queryset._known_related_objects
        self.query = copy(queryset.query)
        self.query.get_compiler = lambda *_, **__: compiler


def _mark(at: int, given: Given) -> UUID | Together | None:
    """What stands for an argument while the statement is built: no row can have such a key."""
    mark = UUID(int=at + 1)
    return {"none": None, "key": mark, "keys": Together(str(mark))}[_kind(given)]


def _text(value: object) -> str:
    return str(value.text if isinstance(value, Together) else value).replace("-", "")


def _value(given: Given) -> Any:
    if isinstance(given, Model):
        given = given.pk
    if isinstance(given, UUID | str):
        return KEY.get_db_prep_value(given, connection)
    return (given if isinstance(given, Together) else Together.of(given)).text
