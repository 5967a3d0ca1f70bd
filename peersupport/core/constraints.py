"""A rule that the database keeps, as a refusal in words: two who write at once pass every check before."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from peersupport.core.errors import Refusal


@contextmanager
def refused_by(constraint: str, refusal: type[Refusal]) -> Iterator[None]:
    """Raise the refusal when that constraint stops what is written here; any other error stays what it is.

    SQLite, which names no constraint, lets one writer in at a time: there the check before is enough.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) != constraint:
            raise
        raise refusal from None  # the database's words quote the row
