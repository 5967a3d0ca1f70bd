"""Watching practice, sharing what was seen, and the questions that are asked."""

from datetime import date, datetime

from django.db import transaction

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import NotAllowed, require
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from volunteers.choices import MOST_QUESTIONS, OBSERVATION, USUAL_QUESTIONS
from volunteers.models import Observation, ObservationAnswer, QualityQuestion, Volunteer


class ObservationRefused(Refusal):
    """An observation that cannot be recorded or shared."""


class QuestionRefused(Refusal):
    """A question that cannot be asked."""


@transaction.atomic
def observe(
    *,
    by: Actor,
    volunteer: Volunteer,
    observed_on: date,
    answers: dict[QualityQuestion, str],
    note: str,
    share: bool,
    at: datetime,
    today: date,
) -> Observation:
    """Write down what was seen; `share` shows it to the volunteer at once. Nobody observes themself."""
    require(by, may.WORK_VOLUNTEERS, volunteer, *answers)
    if volunteer.user_id and volunteer.user_id == by.user_key:
        raise ObservationRefused("This is your own record. Somebody else has to observe you.")
    if observed_on > today:
        raise ObservationRefused("This day is in the future. Check it.", field="observed_on")
    if not answers or any(question.use != OBSERVATION for question in answers):
        raise ObservationRefused("There are no questions to answer yet. Ask your scheme manager to set them.")
    row = Observation.make(
        scheme=by.scheme,
        volunteer=volunteer,
        observed_on=observed_on,
        observed_by=by.membership,
        note=note,
        shared_on=today if share else None,
    )
    for question, answer in answers.items():
        ObservationAnswer.make(scheme=by.scheme, observation=row, question=question, answer=answer)
    detail = {"observed_on": observed_on.isoformat(), "shared": share}
    events.record(by=by, action="practice.observed", row=row, person=volunteer, at=at, detail=detail)
    return row


@transaction.atomic
def share(*, by: Actor, observation: Observation, at: datetime, today: date) -> None:
    """Show it to the volunteer. Twice is once."""
    require(by, may.WORK_VOLUNTEERS, observation)
    row = hold(Observation.objects.of(by.scheme)).get(pk=observation.pk)
    if row.volunteer.user_id and row.volunteer.user_id == by.user_key:
        raise NotAllowed
    if row.shared_on is None:
        row.change(shared_on=today)
        events.record(by=by, action="observation.shared", row=row, person=row.volunteer, at=at)


@transaction.atomic
def add_question(*, by: Actor, use: str, words: str, at: datetime) -> QualityQuestion:
    """Ask this from now on, after the others."""
    require(by, may.MANAGE_SCHEME)
    asked = list(hold(QualityQuestion.objects.of(by.scheme)).asked(use))
    if len(asked) >= MOST_QUESTIONS[use]:
        raise QuestionRefused(f"{MOST_QUESTIONS[use]} questions are enough: people get tired. End one first.")
    if any(row.words == words for row in asked):
        raise QuestionRefused("This is asked already.", field="words")
    position = max((row.position for row in asked), default=0) + 1
    row = QualityQuestion.make(scheme=by.scheme, use=use, words=words, position=position)
    events.record(by=by, action="quality_question.added", row=row, at=at, detail={"use": use})
    return row


@transaction.atomic
def start_questions(*, by: Actor, at: datetime) -> list[QualityQuestion]:
    """Our own few questions, where there are none yet."""
    require(by, may.MANAGE_SCHEME)
    if QualityQuestion.objects.of(by.scheme).exists():
        raise QuestionRefused("There are questions already.")
    return [add_question(by=by, use=use, words=words, at=at) for use, words in USUAL_QUESTIONS]


@transaction.atomic
def end_question(*, by: Actor, question: QualityQuestion, at: datetime, today: date) -> None:
    """Ask it no more. Answers that were given stay."""
    require(by, may.MANAGE_SCHEME, question)
    question = hold(QualityQuestion.objects.of(by.scheme)).get(pk=question.pk)
    if question.ended_on is None:
        question.change(ended_on=today)
        events.record(by=by, action="quality_question.ended", row=question, at=at)
