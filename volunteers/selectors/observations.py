"""Observations of one volunteer, and the questions that are asked."""

from volunteers.models import Observation, QualityQuestion


def observations(volunteer, *, actor) -> list[Observation]:
    """Those this person may see, newest first, with answers in order. Two queries."""
    rows = Observation.objects.visible_to(actor).filter(volunteer=volunteer)
    rows = rows.select_related("observed_by__user").prefetch_related("answers__question")
    return list(rows.order_by("-observed_on", "-pk"))


def questions(scheme, use: str) -> list[QualityQuestion]:
    return list(QualityQuestion.objects.of(scheme).asked(use))
