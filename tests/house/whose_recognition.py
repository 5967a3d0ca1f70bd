"""A Tuesday group that Denise leads, and a milestone of Riverbank."""

from datetime import date
from uuid import UUID

from tests.cast import Cast
from volunteers.models import Duty, MilestoneRule


def of_recognition(cast: Cast) -> dict[str, UUID]:
    """Owner -> key."""
    facts = {"kind": "course", "name": "Tuesday group", "on": date(2026, 12, 1), "minutes": 120}
    duty = Duty.make(scheme=cast.scheme, volunteer=cast.denise, recorded_by="Priya Nair", **facts)
    rule = MilestoneRule.make(scheme=cast.scheme, measure="contacts", number=10)
    return {"duty": duty.pk, "milestone": rule.pk}
