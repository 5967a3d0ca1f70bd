"""What is still open with somebody who leaves."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from peersupport.core.calendar import to_utc
from volunteers.choices import INVITED
from volunteers.models import Claim, Duty, Place, SupervisionPlace, TrainingNeeds, Volunteer
from volunteers.selectors.expenses import unpaid


@dataclass(frozen=True, slots=True)
class StillOpen:
    """Sessions and duties that have not begun, by day; places in courses; what is not paid; a device on loan."""

    sessions: tuple[SupervisionPlace, ...]
    duties: tuple[Duty, ...]
    courses: tuple[Place, ...]
    claims: tuple[Claim, ...]
    has_device: bool


def still_open(volunteer: Volunteer, *, at: datetime) -> StillOpen:
    """Six queries at most."""
    return StillOpen(
        sessions=tuple(sessions_ahead(volunteer, at=at)),
        duties=tuple(duties_ahead(volunteer, at=at)),
        courses=tuple(volunteer.places.open().select_related("course").order_by("course__name", "pk")),
        claims=tuple(unpaid(volunteer)),
        has_device=has_device(volunteer),
    )


def sessions_ahead(volunteer: Volunteer, *, at: datetime) -> list[SupervisionPlace]:
    """Places in sessions of supervision that have not begun."""
    today = timezone.localdate(at)
    rows = SupervisionPlace.objects.of(volunteer.scheme_id).filter(
        volunteer=volunteer,
        state=INVITED,
        session__on__gte=today - timedelta(days=1),
        session__cancelled_on__isnull=True,
        session__taken_on__isnull=True,
    )
    rows = rows.select_related("session").order_by("session__on", "session__at", "pk")
    return [row for row in rows if to_utc(row.session.on, row.session.at) > at]


def duties_ahead(volunteer: Volunteer, *, at: datetime) -> list[Duty]:
    """Days of courses and meetings after today."""
    rows = volunteer.duties.held().filter(on__gt=timezone.localdate(at))
    return list(rows.order_by("on", "pk"))


def has_device(volunteer: Volunteer) -> bool:
    return TrainingNeeds.objects.of(volunteer.scheme_id).filter(volunteer=volunteer, loan="lent").exists()
