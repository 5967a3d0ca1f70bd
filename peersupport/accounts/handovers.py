"""Whoever leaves hands their open work over. Higher rooms say what that is, without this room knowing them.

A room registers, in its AppConfig, the dotted name of a function `(membership) -> list[QuerySet]`: open rows
that name this member, in a column `owner` or `coordinator`. What a new name in the column does not do alone, the
room does afterwards, by a function `(membership, to, at)`; `to` is None when nothing was open.
"""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.module_loading import import_string

_asked: list[str] = []
_afterwards: list[str] = []
COLUMNS = ("owner", "coordinator")


def register(function: str, *, afterwards: str = "") -> None:
    for known, name in ((_asked, function), (_afterwards, afterwards)):
        if name and name not in known:
            known.append(name)


def open_work(membership: Any) -> list[QuerySet]:
    """Every kind of row that waits for this member, also an empty one."""
    return [rows for name in _asked for rows in import_string(name)(membership)]


def finish(membership: Any, to: Any, at: datetime) -> None:
    """Somebody has left, and `to` is named where they were."""
    for name in _afterwards:
        import_string(name)(membership, to, at)


def column(rows: QuerySet) -> str:
    """How this kind of row names whose it is."""
    known = {field.name for field in rows.model._meta.fields}
    return next(name for name in COLUMNS if name in known)
