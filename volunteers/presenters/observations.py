"""Words for observations and questions."""

from collections.abc import Iterable

from django.urls import reverse

from peersupport.core.presenters import Action, Fact, Tag, ToDo
from peersupport.core.templatetags.words import day
from volunteers.choices import ANSWERS, QUESTION_USES
from volunteers.models import Observation, QualityQuestion

SAID = dict(ANSWERS)


def observations(rows: Iterable[Observation], *, works: bool) -> list[dict]:
    """Each with its answers; one that was not shared offers to share it."""
    return [_observation(row, works) for row in rows]


def _observation(row: Observation, works: bool) -> dict:
    answers = sorted(row.answers.all(), key=lambda one: (one.question.position, one.pk))
    share = Action("Show it to the volunteer", reverse("observations-share", args=[row.pk]), post=True)
    return {
        "title": f"{day(row.observed_on)}, {row.observed_by.user.name}",
        "facts": [Fact(one.question.words, SAID[one.answer]) for one in answers],
        "note": row.note,
        "tags": [Tag("Shared", "green")] if row.shared_on else [Tag("Not shared yet", "yellow")],
        "actions": [share] if works and not row.shared_on else [],
    }


def questions(rows: Iterable[QualityQuestion]) -> list[ToDo]:
    uses = dict(QUESTION_USES)
    return [
        ToDo(
            row.words,
            uses[row.use],
            Action("End", reverse("asked-end", args=[row.pk]), hidden=row.words, post=True),
        )
        for row in rows
    ]
