"""Asking a person how it goes, and what follows from the answer."""

from datetime import date, datetime, time, timedelta

from django.db import transaction

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.accounts.roles import PERSON
from peersupport.audit.services import events
from peersupport.core import secret_links
from peersupport.core.calendar import to_utc
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from peersupport.messaging.choices import EMAIL, FAILED
from peersupport.messaging.models import Message
from peersupport.messaging.selectors.ways import ways
from peersupport.messaging.services import outbox
from programmes.choices import BY_LINK, ON_PAPER
from programmes.models import Feedback, FeedbackAnswer, Relationship
from programmes.selectors.feedback import PURPOSE
from programmes.selectors.recipients import reach_patients
from volunteers.choices import FEEDBACK
from volunteers.models import QualityQuestion

LINK_DAYS = 30


class FeedbackRefused(Refusal):
    """Feedback that cannot be asked for or given."""


@transaction.atomic
def ask(*, by: Actor, relationship: Relationship, at: datetime, today: date) -> Feedback:
    """Send the person a link. One that is still open is not doubled."""
    require(by, may.PLAN_SUPPORT, relationship)
    relationship = hold(Relationship.objects.of(by.scheme)).get(pk=relationship.pk)
    if not QualityQuestion.objects.of(by.scheme).asked(FEEDBACK).exists():
        raise FeedbackRefused("There are no questions to ask yet. Ask your scheme manager to set them.")
    person = reach_patients({relationship.patient_id})[relationship.patient_id]
    if not person.refusal and not ways(person, EMAIL):
        raise FeedbackRefused(
            "There is no address for messages. Ask on paper or by phone, and write it down below."
        )
    _refuse_second_link(relationship, today)
    until = today + timedelta(days=LINK_DAYS)
    row = Feedback.make(
        scheme=by.scheme,
        relationship=relationship,
        way=BY_LINK,
        asked_on=today,
        link_until_on=until,
        **secret_links.fresh(PURPOSE),
    )
    outbox.ask(
        scheme=by.scheme,
        key=_key(row),
        template="feedback_wanted",
        kind="feedback",
        recipient=row.pk,
        not_before=at,
        expires_at=to_utc(until + timedelta(days=1), time(0)),
        day=until,
    )
    _tell(by, "feedback.asked", row, at)
    return row


def _refuse_second_link(relationship: Relationship, today: date) -> None:
    """A link that is open is not doubled; one that could not be sent ends, so that they can be asked again."""
    for row in relationship.feedback.filter(returned_at=None, link_until_on__gte=today):
        if not Message.objects.of(row.scheme_id).filter(key=_key(row), state=FAILED).exists():
            raise FeedbackRefused("They were asked already, and the link still works.")
        outbox.cancel(scheme=relationship.scheme, key=_key(row), why="a newer link is on its way")
        row.change(link_until_on=today - timedelta(days=1))


def _key(row: Feedback) -> str:
    return f"feedback:{row.pk}"


@transaction.atomic
def give(
    *,
    feedback: Feedback,
    answers: dict[QualityQuestion, str],
    words: str,
    wants_talk: bool,
    at: datetime,
    today: date,
) -> None:
    """The person answers by the link, which is used up with that."""
    by = Actor.outside(feedback.scheme, PERSON, about=feedback.pk)
    require(by, may.GIVE_FEEDBACK, feedback)
    row = hold(Feedback.objects.of(feedback.scheme)).get(pk=feedback.pk)
    if not row.is_open(today):
        raise FeedbackRefused("This link has run out, or was used. Call us instead.")
    row.change(returned_at=at, words=words, wants_talk=wants_talk)
    _keep(row, answers)
    _tell(by, "feedback.given", row, at)


@transaction.atomic
def record_paper(
    *,
    by: Actor,
    relationship: Relationship,
    answers: dict[QualityQuestion, str],
    words: str,
    wants_talk: bool,
    at: datetime,
    today: date,
) -> Feedback:
    """What came on paper or was said on the phone."""
    require(by, may.PLAN_SUPPORT, relationship, *answers)
    if not answers:
        raise FeedbackRefused("There are no questions to answer yet. Ask your scheme manager to set them.")
    said = {"words": words, "wants_talk": wants_talk, "returned_at": at, "asked_on": today}
    mine = {"recorded_by": by.name, "read_on": today, "read_by": by.name}
    row = Feedback.make(scheme=by.scheme, relationship=relationship, way=ON_PAPER, **mine, **said)
    _keep(row, answers)
    _tell(by, "feedback.recorded", row, at)
    return row


@transaction.atomic
def settle_talk(*, by: Actor, feedback: Feedback, words: str, at: datetime, today: date) -> None:
    """Somebody has talked with the person: what came of it, in words."""
    require(by, may.PLAN_SUPPORT, feedback)
    row = hold(Feedback.objects.of(by.scheme)).get(pk=feedback.pk)
    if not row.wants_talk or row.talked_on:
        raise FeedbackRefused("Nobody waits for a talk here any more.")
    row.change(talked_on=today, talked_by=by.name, talk_words=words)
    _read(row, by=by, today=today)
    _tell(by, "feedback.talked", row, at)


@transaction.atomic
def mark_read(*, by: Actor, feedback: Feedback, at: datetime, today: date) -> None:
    """Somebody has read what the person wrote. A second reader changes nothing."""
    require(by, may.PLAN_SUPPORT, feedback)
    row = hold(Feedback.objects.of(by.scheme)).get(pk=feedback.pk)
    if row.returned_at is None:
        raise FeedbackRefused("They have not answered yet, so there is nothing to read.")
    if _read(row, by=by, today=today):
        _tell(by, "feedback.read", row, at)


def _read(row: Feedback, *, by: Actor, today: date) -> bool:
    """Whether this is the first time."""
    if row.read_on:
        return False
    row.change(read_on=today, read_by=by.name)
    return True


def _keep(row: Feedback, answers: dict[QualityQuestion, str]) -> None:
    for question, answer in answers.items():
        if question.scheme_id != row.scheme_id or question.use != FEEDBACK:
            raise FeedbackRefused
        FeedbackAnswer.make(scheme=row.scheme, feedback=row, question=question, answer=answer)


def _tell(by: Actor, action: str, row: Feedback, at: datetime) -> None:
    events.record(
        by=by, action=action, row=row, person=row.relationship.patient, at=at, detail={"way": row.way}
    )
