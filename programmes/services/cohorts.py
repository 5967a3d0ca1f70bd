"""Opening cohorts of a programme, what it asks of peers, and who has finished a course."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from programmes.choices import COURSE_MARKS, ENDED, ENROLMENT, SUPPORTED, WAITING
from programmes.models import Cohort, Enrolment, Programme, Relationship
from programmes.services.relationships_messages import tell_place_end


class NameTaken(Refusal):
    words = "This programme already has a cohort of that name. Choose another name."
    field = "name"


class NotMarked(Refusal):
    """People of a cohort who cannot be marked like this."""


@transaction.atomic
def add(*, programme: Programme, name: str, starts_on: date, by: Actor, at: datetime) -> Cohort:
    """Open a cohort. Raises NameTaken when the programme has one of this name."""
    require(by, may.MANAGE_PROGRAMMES, programme)
    # The lock makes two managers who choose one name wait for each other.
    hold(Programme.objects.of(by.scheme)).get(pk=programme.pk)
    if programme.cohorts.filter(name__iexact=name.strip()).exists():
        raise NameTaken
    cohort = Cohort.make(scheme=by.scheme, programme=programme, name=name.strip(), starts_on=starts_on)
    events.record(by=by, action="cohort.added", row=cohort, at=at, detail={"name": cohort.name})
    return cohort


@transaction.atomic
def ask_of_peers(
    *, programme: Programme, same_condition: bool, talk_first: bool, by: Actor, at: datetime
) -> None:
    """Whether a peer must share a condition, and whether the two must talk before they are matched."""
    require(by, may.MANAGE_PROGRAMMES, programme)
    row = hold(Programme.objects.of(by.scheme)).get(pk=programme.pk)
    if (row.same_condition_required, row.conversation_first) == (same_condition, talk_first):
        return
    row.change(same_condition_required=same_condition, conversation_first=talk_first)
    detail = {"same_condition": same_condition, "talk_first": talk_first}
    events.record(by=by, action="programme.asks", row=row, at=at, detail=detail)


@transaction.atomic
def mark(
    *, cohort: Cohort, places: Collection[Enrolment], mark: str, on: date, by: Actor, at: datetime
) -> int:
    """What became of these people of a course: `mark` is a code of COURSE_MARKS. Gives how many it changed.

    Who finished or left gives up the place on that day, and the referrer hears of it. Marking again puts a slip of the
    pen right. Raises NotMarked.
    """
    require(by, may.PLAN_SUPPORT, cohort, *places)
    _check_mark(cohort, mark, on, today=timezone.localdate(at))
    rows = hold(Enrolment.objects.of(by.scheme).filter(cohort=cohort, pk__in=[one.pk for one in places]))
    held = list(rows.select_related("patient", "referral", "scheme").order_by("pk"))
    _check_alone(held, by=by)
    changed = [place for place in held if _move(place, mark, on)]
    detail = {"cohort": str(cohort.pk), "mark": mark, "on": on.isoformat()}
    events.record_all(
        by=by, action="enrolment.marked", rows=[(row, row.patient, detail) for row in changed], at=at
    )
    for place in changed:
        if mark != SUPPORTED:
            key = f"course-ended:{place.pk}:{place.joined_on}"
            tell_place_end(place, key=key, template="support_ended", at=at)
    return len(changed)


def _check_mark(cohort: Cohort, mark: str, on: date, *, today: date) -> None:
    if not cohort.programme.is_course:
        raise NotMarked("Support in this programme ends on the page of each person, with their plan.")
    if mark not in dict(COURSE_MARKS):
        raise NotMarked("Say what became of them.", field="mark")
    if on > today:
        raise NotMarked("This day is in the future. Mark people once it is over for them.", field="on")
    if mark != SUPPORTED and on < cohort.starts_on:
        raise NotMarked("This day is before the first day of the course.", field="on")


def _check_alone(places: Collection[Enrolment], *, by: Actor) -> None:
    """Whoever is supported by a volunteer from this place has a plan, which ends first."""
    running = Relationship.objects.of(by.scheme).running().filter(enrolment__in=places)
    names = sorted(running.values_list("patient__last_name", flat=True))
    if names:
        raise NotMarked(
            f"A volunteer supports somebody from this place: {', '.join(names)}. End that support first."
        )


def _move(place: Enrolment, mark: str, on: date) -> bool:
    """Whether something has changed. Who is marked at the end without having begun has begun too."""
    if mark == SUPPORTED:
        if place.state == SUPPORTED:
            return False
        ENROLMENT.check(place.state, SUPPORTED)
        place.change(state=SUPPORTED, ended_on=None, ended_as="")
        return True
    if (place.state, place.ended_as, place.ended_on) == (ENDED, mark, on):
        return False
    if place.state == WAITING:
        ENROLMENT.check(WAITING, SUPPORTED)
    if place.state != ENDED:
        ENROLMENT.check(SUPPORTED, ENDED)
    place.change(state=ENDED, ended_on=on, ended_as=mark)
    return True
