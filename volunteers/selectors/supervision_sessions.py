"""Sessions of supervision as pages show them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from volunteers.choices import INVITED, OPEN, PRESENT
from volunteers.models import Supervision, SupervisionAction, SupervisionPlace, Volunteer
from volunteers.schedule.supervision import SOON_DAYS
from volunteers.selectors.supervision_private import leaders_of, leads
from volunteers.selectors.supervisors import Supervised
from volunteers.selectors.wellbeing import looked_after

COMING, PAST = "coming", "past"


@dataclass(frozen=True, slots=True)
class SessionPage:
    """Places by name of volunteer; `owed` counts their open actions, `actions` are those that may be read, the oldest
    first, both by key of volunteer. `readable`: of whom this person may read notes and actions.
    """

    session: Supervision
    leader: Supervised
    places: tuple[SupervisionPlace, ...]
    owed: dict[UUID, int]
    actions: dict[UUID, list[SupervisionAction]]
    readable: frozenset[UUID]

    @property
    def is_all_readable(self) -> bool:
        """Whether this person may take the register: it shows everything."""
        return all(place.volunteer_id in self.readable for place in self.places)


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


@dataclass(frozen=True, slots=True)
class Led:
    """A session and who leads it."""

    session: Supervision
    leader: Supervised


def with_leaders(rows: Iterable[Supervision], *, scheme) -> list[Led]:
    """In the same order. One query more."""
    rows = list(rows)
    leaders = leaders_of(rows, scheme=scheme)
    return [Led(row, leaders[row.pk]) for row in rows]


def to_register(*, actor, on: date) -> list[Led]:
    """Sessions that are over and whose register nobody has taken, the oldest first."""
    return with_leaders(sessions(actor=actor, on=on).filter(on__lt=on), scheme=actor.scheme)


def without_leader(*, actor, on: date) -> list[Led]:
    """Sessions of the next weeks whose supervisor will not be there any more, by day."""
    rows = sessions(actor=actor, on=on).filter(on__range=(on, on + timedelta(days=SOON_DAYS)))
    return [row for row in with_leaders(rows, scheme=actor.scheme) if row.leader.acting is None]


def session_page(session: Supervision, *, actor, on: date) -> SessionPage:
    """Seven queries at most."""
    places = _places(session, actor)
    people = [row.volunteer for row in places]
    leader = leaders_of([session], scheme=actor.scheme)[session.pk]
    if leads(session, actor=actor, on=on):
        readable = frozenset(one.pk for one in people)
    else:
        readable = looked_after(people, actor=actor, on=on)
    actions = open_actions(people, scheme=actor.scheme)
    return SessionPage(
        session=session,
        leader=leader,
        places=places,
        owed={key: len(rows) for key, rows in actions.items()},
        actions={key: rows for key, rows in actions.items() if key in readable},
        readable=readable,
    )


def invited(session: Supervision, *, actor) -> list[Volunteer]:
    """Those whom this person may see. One query."""
    return [row.volunteer for row in _places(session, actor)]


def _places(session: Supervision, actor) -> tuple[SupervisionPlace, ...]:
    rows = SupervisionPlace.objects.visible_to(actor).filter(session=session).select_related("volunteer")
    return tuple(rows.order_by("volunteer__last_name", "volunteer__first_name", "pk"))


def open_actions(volunteers: list[Volunteer], *, scheme) -> dict[UUID, list[SupervisionAction]]:
    """Carried forward: everything agreed that is neither done nor dropped. One query."""
    found: dict = defaultdict(list)
    rows = SupervisionAction.objects.of(scheme).filter(volunteer__in=volunteers, state=OPEN)
    for row in rows.order_by("by_on", "agreed_on", "pk"):
        found[row.volunteer_id].append(row)
    return dict(found)


@dataclass(frozen=True, slots=True)
class Story:
    """Supervision of one volunteer. Sessions newest first, the next one and `later` ones apart; actions open, and
    closed newest first.
    """

    next: SupervisionPlace | None
    later: tuple[SupervisionPlace, ...]
    places: tuple[SupervisionPlace, ...]
    open: tuple[SupervisionAction, ...]
    closed: tuple[SupervisionAction, ...]


def story(volunteer: Volunteer, *, on: date) -> Story:
    """Two queries."""
    rows = volunteer.supervision.filter(session__cancelled_on__isnull=True).select_related(
        "session__supervisor__user"
    )
    places = list(rows.order_by("-session__on", "-session__at", "-pk"))
    coming = [row for row in places if row.session.on >= on and row.state == INVITED]
    actions = list(volunteer.actions.order_by("by_on", "agreed_on", "pk"))
    return Story(
        next=coming[-1] if coming else None,
        later=tuple(reversed(coming[:-1])),
        places=tuple(row for row in places if row not in coming),
        open=tuple(row for row in actions if row.state == OPEN),
        closed=tuple(
            sorted((row for row in actions if row.state != OPEN), key=lambda row: row.closed_on, reverse=True)
        ),
    )
