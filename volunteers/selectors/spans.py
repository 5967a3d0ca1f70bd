"""What holds from one day to another: roles held, checks, leave; and what was signed. Four queries for any number."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from peersupport.accounts.models import SchemeRow
from peersupport.core.prepared import prepared
from peersupport.core.sql import KeyText, Together, these
from volunteers.models import Agreement, Check, HeldRole, Leave
from volunteers.selectors.agreements_rules import Signature


class Span(NamedTuple):
    """From a day up to and with another; None is open."""

    starts_on: date
    ends_on: date | None
    key: UUID | str | None = None
    workforce: str = ""

    def holds(self, on: date) -> bool:
        return self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)


def _kept(model: type[SchemeRow], *columns: str) -> Callable[..., Iterable[tuple]]:
    """Rows about these volunteers: the volunteer's key, as text, and the columns."""

    @prepared
    def rows(scheme: UUID, keys: Collection[str]) -> QuerySet:
        about = model.objects.of(scheme).filter(volunteer__in=these(keys))
        return about.values_list(KeyText("volunteer_id"), *columns)

    return rows


# Where each kind of evidence is kept, and what a row becomes.
KEPT = {
    "held": (_kept(HeldRole, "since_on", "until_on", "role_id"), Span),
    "checks": (_kept(Check, "issued_on", "renew_by_on", "level", "workforce"), Span),
    "signatures": (_kept(Agreement, "signed_on", "text_id", "role_id"), Signature),
    "leave": (_kept(Leave, "starts_on", "ends_on", "pk"), Span),
}


def spans_of(scheme: UUID, keys: Collection[str]) -> Mapping[str, Mapping[str, list]]:
    """By kind of evidence and key of volunteer, as text: UUIDs are slow to make and to compare."""
    found, together = {}, Together.of(keys)
    for name, (rows, made) in KEPT.items():
        by_volunteer = defaultdict(list)
        for volunteer, *values in rows(scheme, together):
            by_volunteer[volunteer].append(made(*values))
        found[name] = by_volunteer
    return found
