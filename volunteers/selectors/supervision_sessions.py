"""Sessions of supervision as pages show them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from volunteers.choices import ACTIVE, INVITED, OPEN, PRESENT
from volunteers.models import Supervision, SupervisionAction, SupervisionPlace, Volunteer

COMING, PAST = "coming", "past"


@dataclass(frozen=True, slots=True)
class SessionPage:
    """Places by name of volunteer; open actions of those invited, by key of volunteer, the oldest first."""

    session: Supervision
    places: tuple[SupervisionPlace, ...]
    actions: dict[UUID, list[SupervisionAction]]


def sessions(*, actor, on: date, show: str = COMING) -> QuerySet[Supervision]:
    """Those whose register is still to take, and those to come; or those that were held or cancelled."""
    rows = Supervision.objects.visible_to(actor).select_related("supervisor__user").defer("notes")
    rows = rows.annotate(
        invited=Count("places", distinct=True),
        present=Count("places", filter=Q(places__state=PRESENT), distinct=True),
    )
    if show == PAST:
        return rows.exclude(pk__in=Supervision.objects.of(actor.scheme).planned()).order_by(
            "-on", "-at", "pk"
        )
    return rows.planned().order_by("on", "at", "pk")


def to_register(*, actor, on: date) -> list[Supervision]:
    """Sessions that are over and whose register nobody has taken, the oldest first."""
    return list(sessions(actor=actor, on=on).filter(on__lt=on))


def session_page(session: Supervision, *, actor) -> SessionPage:
    """Two queries."""
    rows = SupervisionPlace.objects.visible_to(actor).filter(session=session).select_related("volunteer")
    places = tuple(rows.order_by("volunteer__last_name", "volunteer__first_name", "pk"))
    return SessionPage(session, places, open_actions([row.volunteer for row in places], scheme=actor.scheme))


def open_actions(volunteers: list[Volunteer], *, scheme) -> dict[UUID, list[SupervisionAction]]:
    """Carried forward: everything agreed that is neither done nor dropped. One query."""
    found: dict = defaultdict(list)
    rows = SupervisionAction.objects.of(scheme).filter(volunteer__in=volunteers, state=OPEN)
    for row in rows.order_by("by_on", "agreed_on", "pk"):
        found[row.volunteer_id].append(row)
    return dict(found)


@dataclass(frozen=True, slots=True)
class Story:
    """Supervision of one volunteer. Sessions newest first, next one apart; actions open, and closed newest first."""

    next: SupervisionPlace | None
    places: tuple[SupervisionPlace, ...]
    open: tuple[SupervisionAction, ...]
    closed: tuple[SupervisionAction, ...]


def story(volunteer: Volunteer, *, on: date) -> Story:
    """Two queries."""
    rows = volunteer.supervision.filter(session__cancelled_on__isnull=True).select_related(
        "session__supervisor__user"
    )
    places = list(rows.order_by("-session__on", "-session__at"))
    coming = [row for row in places if row.session.on >= on and row.state == INVITED]
    actions = list(volunteer.actions.order_by("by_on", "agreed_on", "pk"))
    return Story(
        next=coming[-1] if coming else None,
        places=tuple(row for row in places if row not in coming),
        open=tuple(row for row in actions if row.state == OPEN),
        closed=tuple(
            sorted((row for row in actions if row.state != OPEN), key=lambda row: row.closed_on, reverse=True)
        ),
    )


def people_to_invite(*, actor) -> list[Volunteer]:
    """Active volunteers whom this person may see, by name. One query."""
    rows = Volunteer.objects.visible_to(actor).filter(stage=ACTIVE).defer("notes")
    return list(rows.order_by("first_name", "last_name", "pk"))
