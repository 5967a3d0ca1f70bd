"""What was seen of Denise's practice, what Mo said, and a review of October in Harton with one flag."""

from datetime import date, datetime
from uuid import UUID

from programmes.models import Feedback, QualityFlag, QualityReview, Relationship
from tests.cast import Cast
from volunteers.models import Observation, QualityQuestion


def of_quality(cast: Cast, relationship: Relationship, at: datetime) -> dict[str, UUID]:
    """Owner -> key."""
    about, on = {"scheme": cast.scheme}, date(2026, 11, 20)
    question = QualityQuestion.make(**about, use="feedback", position=1, words="Do they listen?")
    seen = Observation.make(**about, volunteer=cast.denise, observed_on=on, observed_by=cast.priya)
    said = Feedback.make(**about, relationship=relationship, way="paper", asked_on=on, returned_at=at)
    figures = dict.fromkeys(("logged", "late", "due", "held"), 0)
    figures |= {"answers": {}, "rules": {"late_days": 3, "least": 5}}
    month = {"month": date(2026, 10, 1), "team": cast.central, "figures": figures}
    review = QualityReview.make(**about, **month, made_at=at, made_by="Priya Nair")
    flag = QualityFlag.make(**about, review=review, kind="observation", volunteer=cast.denise)
    return {
        "quality question": question.pk,
        "observation": seen.pk,
        "feedback": said.pk,
        "quality review": review.pk,
        "flag": flag.pk,
    }
