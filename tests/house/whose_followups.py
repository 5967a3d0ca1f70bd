"""A letter to Mo that was decided on, and the programme whose rules suggested it."""

from datetime import date, datetime
from uuid import UUID

from programmes.models import FollowUp, Relationship
from tests.cast import Cast


def of_followups(cast: Cast, relationship: Relationship, at: datetime) -> dict[str, UUID]:
    """Owner -> key."""
    letter = FollowUp.make(
        scheme=cast.scheme, relationship=relationship, step="letter", since_on=date(2026, 11, 2), tries=3,
        taken=True, at=at, by_name="Priya Nair",
    )  # fmt: skip
    return {"follow_up": letter.pk, "programme": cast.coaching.pk}
