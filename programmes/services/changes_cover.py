"""Another volunteer stands in for a while, sees the person only then, and may log."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from programmes.models import Cover, Relationship
from programmes.selectors.changes_cover import LONGEST_COVER
from programmes.selectors.leave_plans import away_until
from programmes.selectors.together import against_cover
from programmes.services import together
from programmes.services.changes_rows import locked, reason
from programmes.services.relationships_messages import tell_cover
from volunteers.models import Volunteer
from volunteers.services.recruitment_moves import begin_supporting


class BadCover(Refusal):
    """The days or the volunteer do not fit."""


@transaction.atomic
def cover(
    *,
    relationship: Relationship,
    volunteer: Volunteer,
    by: Actor,
    at: datetime,
    starts_on: date,
    ends_on: date,
    why: str,
) -> Cover:
    """Let a volunteer stand in from one day to another, both included. Raises BadCover, NoReason, HasEnded."""
    require(by, may.PLAN_SUPPORT, relationship, volunteer)
    volunteer, _ = together.hold(volunteer, relationship.enrolment, by=by)
    relationship, why = locked(relationship, by=by), reason(why)
    today = timezone.localdate(at)
    _check_days(relationship, starts_on, ends_on, today=today)
    _check_volunteer(relationship, volunteer, starts_on, ends_on, by=by, today=today)
    row = Cover.make(
        scheme=by.scheme, relationship=relationship, volunteer=volunteer, starts_on=starts_on, ends_on=ends_on,
        leave_until=away_until(relationship.volunteer, starts_on, ends_on), why=why, made_by=by.name,
    )  # fmt: skip
    detail = {"volunteer": str(volunteer.pk), "from": starts_on.isoformat(), "to": ends_on.isoformat()}
    _record("relationship.covered", row, detail, by=by, at=at)
    begin_supporting(volunteer=volunteer, by=by, at=at, today=timezone.localdate(at))
    _tell(row, at=at)
    return row


def _check_days(relationship: Relationship, starts_on: date, ends_on: date, *, today: date) -> None:
    if starts_on < today:
        raise BadCover("Cover can start today or later.", field="starts_on")
    if ends_on < starts_on:
        raise BadCover("The last day comes before the first. Enter a later one.", field="ends_on")
    if ends_on > starts_on + LONGEST_COVER:
        raise BadCover(
            "Cover lasts three months at most. For longer, find another volunteer.", field="ends_on"
        )
    if ends_on < today or starts_on > today + timedelta(days=365):
        raise BadCover("Enter a day within a year.", field="starts_on")
    running = relationship.covers.filter(stopped_at=None, starts_on__lte=ends_on, ends_on__gte=starts_on)
    other = running.select_related("volunteer").first()
    if other:
        raise BadCover(f"{other.volunteer.name} covers some of these days already.", field="starts_on")


def _check_volunteer(
    relationship: Relationship,
    volunteer: Volunteer,
    starts_on: date,
    ends_on: date,
    *,
    by: Actor,
    today: date,
) -> None:
    if volunteer.pk == relationship.volunteer_id:
        raise BadCover("This is the volunteer who supports the person now.", field="volunteer")
    against = against_cover(relationship, [volunteer], on=starts_on, until=ends_on, today=today)
    for one in against[volunteer.pk]:
        raise BadCover(one.said_to(by), field="volunteer")


@transaction.atomic
def stop(*, cover: Cover, by: Actor, at: datetime) -> Cover:
    """Cover ends at once; what was logged stays. Stopping what has stopped changes nothing."""
    require(by, may.PLAN_SUPPORT, cover)
    row = hold(Cover.objects.visible_to(by)).get(pk=cover.pk)
    if row.stopped_at is None:
        row.change(stopped_at=at, stopped_by=by.name)
        _record("relationship.cover_stopped", row, {"volunteer": str(row.volunteer_id)}, by=by, at=at)
        _tell(row, at=at)
    return row


@transaction.atomic
def keep(*, cover: Cover, by: Actor, at: datetime) -> Cover:
    """Cover goes on though the own volunteer is back earlier than they said: nobody is asked about it again."""
    require(by, may.PLAN_SUPPORT, cover)
    row = hold(Cover.objects.visible_to(by)).get(pk=cover.pk)
    if row.leave_until is not None and row.stopped_at is None:
        row.change(leave_until=None)
        _record("relationship.cover_kept", row, {"volunteer": str(row.volunteer_id)}, by=by, at=at)
    return row


def _record(action: str, row: Cover, detail: dict, *, by: Actor, at: datetime) -> None:
    events.record(by=by, action=action, row=row, person=row.relationship.patient, at=at, detail=detail)


def _tell(row: Cover, *, at: datetime) -> None:
    both: tuple[UUID, ...] = (row.volunteer_id, row.relationship.volunteer_id)
    for volunteer in both:
        tell_cover(row, volunteer, at=at)
