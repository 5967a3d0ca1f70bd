"""What volunteers do themselves: a module at their own pace, its quiz, and what makes training possible."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import NotAllowed, require
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from volunteers.choices import ONLINE, STEPPED_DOWN
from volunteers.models import Module, QuizTry, TrainingNeeds, Volunteer
from volunteers.services.training import finish


class LearningRefused(Refusal):
    """A module that cannot be done on the web."""


@dataclass(frozen=True, slots=True)
class Result:
    """How a try went; a module without a quiz is passed by saying so. `wrong` are keys of questions."""

    passed: bool
    right: int = 0
    out_of: int = 0
    wrong: tuple = ()


@transaction.atomic
def do_module(*, by: Actor, module: Module, answers: Mapping, at: datetime, today: date) -> Result:
    """The volunteer has read a module; `answers` has the chosen number of each question's key. Any number of tries."""
    require(by, may.SEE_MY_PEOPLE, module)
    volunteer = own_record(by)
    if not Module.objects.visible_to(by).filter(pk=module.pk).exists():
        raise NotAllowed
    if module.way != ONLINE:
        raise LearningRefused("This module is not done on the web. Ask your coordinator for the next date.")
    result = _marked(module, answers)
    if result.out_of:
        row = QuizTry.make(
            scheme=by.scheme,
            volunteer=volunteer,
            module=module,
            tried_at=at,
            right=result.right,
            out_of=result.out_of,
        )
        detail = {"right": result.right, "out_of": result.out_of}
        events.record(by=by, action="quiz.tried", row=row, person=volunteer, at=at, detail=detail)
    if result.passed:
        finish(by=by, volunteer=volunteer, module=module, done_on=today, at=at, today=today)
    return result


def _marked(module: Module, answers: Mapping) -> Result:
    questions = list(module.questions.order_by("position", "pk")) if module.pass_mark else []
    if module.pass_mark and not questions:
        raise LearningRefused("The questions of this module are not written yet. Ask your coordinator.")
    if not questions:
        return Result(passed=True)
    wrong = tuple(row.pk for row in questions if answers.get(row.pk) != row.right)
    right = len(questions) - len(wrong)
    return Result(100 * right >= module.pass_mark * len(questions), right, len(questions), wrong)


@transaction.atomic
def say_needs(*, by: Actor, volunteer: Volunteer, fields: dict, at: datetime, today: date) -> TrainingNeeds:
    """The volunteer, or a coordinator for them. That a device is lent is written down by the scheme only."""
    if by.can(may.WORK_VOLUNTEERS):
        require(by, may.WORK_VOLUNTEERS, volunteer)
    elif volunteer.pk != own_record(by).pk:
        raise NotAllowed
    row = TrainingNeeds.objects.of(by.scheme).filter(volunteer=volunteer).first()
    if not by.can(may.WORK_VOLUNTEERS) and row and row.loan == "lent":
        fields = {**fields, "loan": "lent"}
    if row:
        row.change(**fields, said_on=today)
    else:
        row = TrainingNeeds.make(scheme=by.scheme, volunteer=volunteer, said_on=today, **fields)
    events.record(by=by, action="training_needs.said", row=row, person=volunteer, at=at)
    return row


def own_record(by: Actor) -> Volunteer:
    """The volunteer who is here, locked. Whoever has stepped down is not let in."""
    own = Volunteer.objects.of(by.scheme).filter(user_id=by.user_key, user__isnull=False)
    me = hold(own).first()
    if me is None or me.stage == STEPPED_DOWN:
        raise NotAllowed
    return me
