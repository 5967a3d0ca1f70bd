"""When volunteers are on leave, as plans and caseloads take it."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from peersupport.core.calendar import ClosedDays
from volunteers.models import Leave, Volunteer

Spans = list[tuple[date, date]]


def leaves_of(scheme: UUID, volunteers: Collection[UUID]) -> dict[UUID, Spans]:
    """First and last day of each leave, by key of volunteer. One query, none for nobody."""
    found: dict[UUID, Spans] = {key: [] for key in volunteers}
    rows = Leave.objects.of(scheme).filter(volunteer__in=found) if found else Leave.objects.none()
    for key, first, last in rows.values_list("volunteer_id", "starts_on", "ends_on"):
        found[key].append((first, last))
    return found


def days_away(volunteer: Volunteer) -> ClosedDays:
    """The days on which one volunteer is on leave. One query."""
    return within(leaves_of(volunteer.scheme_id, [volunteer.pk])[volunteer.pk])


def within(spans: Iterable[tuple[date, date]]) -> ClosedDays:
    """The days of these spans, first and last included."""
    days = list(spans)
    return (lambda day: any(first <= day <= last for first, last in days)) if days else frozenset()
