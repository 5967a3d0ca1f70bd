"""The quiz of a module: questions are data, and whoever runs the training writes them."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.audit.services import events
from peersupport.core.locks import hold
from volunteers.models import Module, Question
from volunteers.services.courses import CourseRefused
from volunteers.services.training import needs_change


@transaction.atomic
def add_question(
    *,
    by: Actor,
    module: Module,
    words: str,
    answers: Sequence[str],
    right: int,
    at: datetime,
    anyway: bool = False,
) -> Question:
    """A question with two to eight answers, of which the one numbered `right` (from 1) is right.

    With its first question a module counts. Raises WouldStop, unless `anyway`.
    """
    require(by, may.WORK_VOLUNTEERS, module)
    module = hold(Module.objects.of(by.scheme)).get(pk=module.pk)
    lines = [line.strip() for line in answers if line.strip()]
    if not 2 <= len(lines) <= 8:
        raise CourseRefused("Give two to eight answers, each on a line of its own.", field="answers")
    if not 1 <= right <= len(lines):
        raise CourseRefused(f"There are {len(lines)} answers. Say which of them is right.", field="right")
    last = module.questions.aggregate(Max("position"))["position__max"] or 0
    about = {"scheme": by.scheme, "module": module, "position": last + 1}
    with needs_change(by=by, at=at, today=timezone.localdate(at), anyway=anyway):
        row = Question.make(**about, words=words, answers="\n".join(lines), right=right)
    events.record(by=by, action="question.added", row=row, at=at, detail={"module": str(module.pk)})
    return row


@transaction.atomic
def remove_question(*, by: Actor, question: Question, at: datetime, today: date) -> None:
    """What was passed before stays passed. Without its last question a module is needed no more."""
    require(by, may.WORK_VOLUNTEERS, question)
    detail = {"module": str(question.module_id)}
    with needs_change(by=by, at=at, today=today):
        events.record(by=by, action="question.removed", row=question, at=at, detail=detail)
        question.delete()
