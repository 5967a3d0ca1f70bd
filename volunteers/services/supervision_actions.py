"""What is agreed in supervision: carried forward until it is done, or dropped with a reason."""

from datetime import date, datetime, timedelta

from django.db import transaction

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import NotAllowed, require
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from volunteers.choices import AGREED, BY_VOLUNTEER, DONE, DROPPED
from volunteers.models import Supervision, SupervisionAction, Volunteer
from volunteers.selectors.supervision_private import leads
from volunteers.selectors.wellbeing import looks_after

LATEST = timedelta(days=366)


class ActionRefused(Refusal):
    """An action that cannot be kept or closed like this."""


@transaction.atomic
def agree(
    *,
    by: Actor,
    volunteer: Volunteer,
    what: str,
    who: str,
    by_on: date,
    at: datetime,
    today: date,
    session: Supervision | None = None,
) -> SupervisionAction:
    """Something that the volunteer or the supervisor will do, by a day."""
    require(by, may.SUPERVISE, volunteer, *([session] if session else []))
    _refuse_stranger(by, volunteer, session, today)
    if not what.strip():
        raise ActionRefused("Say what was agreed.", field="what")
    if not today <= by_on <= today + LATEST:
        raise ActionRefused("Choose a day from today on, within a year.", field="by_on")
    row = SupervisionAction.make(
        scheme=by.scheme,
        volunteer=volunteer,
        session=session,
        what=what.strip(),
        who=who,
        by_on=by_on,
        agreed_on=today,
    )
    detail = {"who": who, "by_on": by_on.isoformat()}
    events.record(by=by, action="supervision_action.agreed", row=row, person=volunteer, at=at, detail=detail)
    return row


@transaction.atomic
def close(
    *,
    by: Actor,
    action: SupervisionAction,
    state: str,
    at: datetime,
    today: date,
    why: str = "",
    session: Supervision | None = None,
) -> SupervisionAction:
    """Done, or dropped with a reason, by whoever looks after the volunteer, or leads the session in which they met."""
    require(by, may.SUPERVISE, action, *([session] if session else []))
    _refuse_stranger(by, action.volunteer, session, today)
    if state == DROPPED and not why.strip():
        raise ActionRefused("Say why this is dropped, so that nobody wonders later.", field="why")
    return _close(by, action, state, why.strip(), at, today)


@transaction.atomic
def tick_off(*, by: Actor, action: SupervisionAction, at: datetime, today: date) -> SupervisionAction:
    """The volunteer says that they have done what was theirs to do. Twice is once."""
    require(by, may.SEE_MY_PEOPLE, action)
    if action.who != BY_VOLUNTEER or action.volunteer.user_id != by.user_key:
        raise NotAllowed
    return _close(by, action, DONE, "", at, today)


def _refuse_stranger(by: Actor, volunteer: Volunteer, session: Supervision | None, today: date) -> None:
    if looks_after(volunteer, actor=by, on=today):
        return
    invited = session is not None and session.places.filter(volunteer=volunteer).exists()
    if not (session and invited and leads(session, actor=by, on=today)):
        raise NotAllowed


def _close(
    by: Actor, action: SupervisionAction, state: str, why: str, at: datetime, today: date
) -> SupervisionAction:
    rows = hold(SupervisionAction.objects.visible_to(by))
    row = rows.filter(pk=action.pk).first()
    if row is None:
        raise NotAllowed
    if row.state == state:
        return row
    AGREED.check(row.state, state)
    row.change(state=state, why=why, closed_on=today, closed_by=by.name)
    person = Volunteer.objects.of(by.scheme).get(pk=row.volunteer_id)
    events.record(by=by, action=f"supervision_action.{state}", row=row, person=person, at=at)
    return row
