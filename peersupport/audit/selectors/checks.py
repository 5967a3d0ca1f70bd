"""The last check of a scheme's chain."""

from dataclasses import dataclass
from datetime import datetime

from peersupport.audit.models import ChainCheck


@dataclass(frozen=True, slots=True)
class Checked:
    """`number` events were whole; `broken` are the numbers of those that are not as they were written."""

    at: datetime
    number: int
    broken: tuple[int, ...]


def last_check(scheme) -> Checked | None:
    row = ChainCheck.objects.filter(scheme_key=scheme.pk).first()
    return Checked(row.at, row.number, tuple(row.broken)) if row else None
