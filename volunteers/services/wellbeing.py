"""Ask volunteers how they are, keep what they answer, and what came of it."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import NotAllowed, require
from peersupport.audit.services import events
from peersupport.core.calendar import to_utc
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from peersupport.messaging.services import outbox
from volunteers.choices import AFTER_HARD, ASKED_FOR, FROM_TIME_TO_TIME, TALK
from volunteers.models import CareTalk, CheckIn, Volunteer
from volunteers.selectors.wellbeing import looks_after

MORNING = time(9)
USEFUL = timedelta(days=14)


class AnswerRefused(Refusal):
    """A check-in that cannot be answered like this."""


@transaction.atomic
def ask_after_hard_contact(*, volunteer: Volunteer, contact: UUID, at: datetime) -> CheckIn:
    """Once for each contact, however often it is asked for. The message comes the next morning: not at once."""
    known = CheckIn.objects.of(volunteer.scheme_id).filter(volunteer=volunteer, about=contact).first()
    return known or _ask(volunteer, AFTER_HARD, at, about=contact)


@transaction.atomic
def ask_from_time_to_time(*, volunteer: Volunteer, at: datetime) -> CheckIn | None:
    """None when an older question is still open: nobody is asked twice."""
    volunteer = hold(Volunteer.objects.of(volunteer.scheme_id).select_related("scheme")).get(pk=volunteer.pk)
    if volunteer.check_ins.filter(answered_at__isnull=True).exists():
        return None
    return _ask(volunteer, FROM_TIME_TO_TIME, at)


def _ask(volunteer: Volunteer, reason: str, at: datetime, about: UUID | None = None) -> CheckIn:
    row = CheckIn.make(scheme=volunteer.scheme, volunteer=volunteer, reason=reason, about=about, asked_at=at)
    morning = to_utc(timezone.localdate(at) + timedelta(days=1), MORNING)
    outbox.ask(
        scheme=volunteer.scheme,
        key=f"check-in:{row.pk}",
        template="check_in",
        kind="volunteer",
        recipient=volunteer.pk,
        not_before=morning,
        expires_at=morning + USEFUL,
        link=reverse("checkins-answer", args=[row.pk]),
    )
    by = Actor.system(volunteer.scheme)
    events.record(by=by, action="check_in.asked", row=row, person=volunteer, at=at)
    return row


@transaction.atomic
def answer(*, by: Actor, check_in: CheckIn, answer: str, at: datetime, words: str = "") -> CheckIn:
    """The volunteer's own answer. It may be changed as long as nobody has acted on it."""
    require(by, may.SEE_MY_PEOPLE, check_in)
    row = hold(CheckIn.objects.visible_to(by)).filter(pk=check_in.pk).first()
    if row is None:
        raise NotAllowed
    if row.answered_at and CareTalk.objects.of(by.scheme).filter(
        volunteer=row.volunteer_id, at__gte=row.answered_at
    ):
        raise AnswerRefused("Somebody has talked with you about this already. Ask for another talk instead.")
    row.change(answer=answer, words=words.strip(), answered_at=at)
    outbox.cancel(scheme=row.scheme, key=f"check-in:{row.pk}", why="answered")
    person = Volunteer.objects.of(by.scheme).get(pk=row.volunteer_id)
    events.record(by=by, action="check_in.answered", row=row, person=person, at=at)
    return row


@transaction.atomic
def ask_for_a_talk(*, by: Actor, volunteer: Volunteer, at: datetime, words: str = "") -> CheckIn:
    """The volunteer asks. Asking again before somebody has acted is the same question, with the new words beside."""
    require(by, may.SEE_MY_PEOPLE, volunteer)
    if volunteer.user_id != by.user_key:
        raise NotAllowed
    volunteer = hold(Volunteer.objects.of(by.scheme)).get(pk=volunteer.pk)
    last = volunteer.care_talks.order_by("-at", "-pk").values_list("at", flat=True).first()
    open_now = volunteer.check_ins.filter(reason=ASKED_FOR, **({"answered_at__gt": last} if last else {}))
    row = open_now.first()
    if row:
        added = "\n\n".join(filter(None, (row.words, words.strip())))
        if added != row.words:
            row.change(words=added)
            events.record(by=by, action="check_in.added", row=row, person=volunteer, at=at)
        return row
    row = CheckIn.make(
        scheme=by.scheme,
        volunteer=volunteer,
        reason=ASKED_FOR,
        asked_at=at,
        answered_at=at,
        answer=TALK,
        words=words.strip(),
    )
    events.record(by=by, action="check_in.asked_for", row=row, person=volunteer, at=at)
    return row


@transaction.atomic
def record_talk(
    *, by: Actor, volunteer: Volunteer, outcome: str, at: datetime, today: date, words: str = ""
) -> CareTalk:
    """What came of it, by somebody who looks after this volunteer."""
    require(by, may.SUPERVISE, volunteer)
    if not looks_after(volunteer, actor=by, on=today):
        raise NotAllowed
    row = CareTalk.make(
        scheme=by.scheme,
        volunteer=volunteer,
        at=at,
        by_name=by.name,
        outcome=outcome,
        words=words.strip(),
    )
    events.record(by=by, action="care_talk.recorded", row=row, person=volunteer, at=at)
    return row
