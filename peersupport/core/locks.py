"""Holding the rows that a decision rests on, until the transaction ends."""

from typing import TypeVar

from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)


def hold(rows: QuerySet[M], *joined: str, passing_by: bool = False) -> QuerySet[M]:
    """These rows, and of the rows joined to them those named; `passing_by` leaves out what somebody else holds.

    Their keys stay free: rows that point at them are checked at commit, when the writer already holds the end of
    the audit chain, and would wait there for somebody who waits for that end.
    """
    return rows.select_for_update(of=("self", *joined), no_key=True, skip_locked=passing_by)
