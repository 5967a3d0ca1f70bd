"""A database of its own: made, used by the default connection, and dropped."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from django.apps import apps
from django.db import connection

from peersupport.accounts.models import Scheme
from peersupport.core.errors import Refusal


class NotHere(Refusal):
    """Not measured on this server; the words say where instead."""


@contextmanager
def scratch_database(*, sqlite: bool = False) -> Iterator[None]:
    """All tables, empty, behind the default connection; on the same server, or in memory where there is none.

    Raises NotHere: a figure that rests on the server needs PostgreSQL, unless `sqlite` will do as well.
    """
    if sqlite and connection.vendor == "sqlite":
        yield from _in_memory()
        return
    _check()
    home, name = connection.settings_dict["NAME"], f"bench_{uuid4().hex}"
    _run(f'CREATE DATABASE "{name}"')
    try:
        _turn_to(name)
        _make_tables()
        yield
    finally:
        _turn_to(home)
        _run(f'DROP DATABASE "{name}" WITH (FORCE)')


def _in_memory() -> Iterator[None]:
    home = connection.settings_dict["NAME"]
    try:
        _turn_to(":memory:")
        _make_tables()
        yield
    finally:
        _turn_to(home)


def _check() -> None:
    if connection.vendor != "postgresql":
        raise NotHere(
            "Set DATABASE_URL to a PostgreSQL server: a figure from SQLite would say nothing about it."
        )
    has_tables = Scheme._meta.db_table in connection.introspection.table_names()
    if has_tables and Scheme.objects.filter(is_demo=False).exists():
        raise NotHere(
            "People's data are in this database. Set DATABASE_URL to a server that nobody works on."
        )


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _turn_to(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


def _make_tables() -> None:
    """Straight from the models: quicker than to play the migrations."""
    with connection.schema_editor() as editor:
        for model in apps.get_models():
            editor.create_model(model)
