"""Reminders of supervision that is due, and of sessions that are planned. Asked for on or before the day, once each.

A tick may run twice or after missed nights: each step has one key, and only the newest step is told.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from functools import partial

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from peersupport.accounts.models import Membership, Scheme
from peersupport.accounts.selectors.memberships import coordinators
from peersupport.core.calendar import to_utc
from peersupport.core.ticks import each
from peersupport.messaging.models import Message
from peersupport.messaging.services import outbox
from volunteers.choices import ACTIVE, INVITED
from volunteers.models import Supervision, SupervisionPlace, SupervisionRule, Volunteer
from volunteers.selectors.supervision import DueLine, lines_of
from volunteers.selectors.supervision_private import leaders_of
from volunteers.services.wellbeing import ask_from_time_to_time

MORNING = time(9)
USEFUL = timedelta(days=14)


def remind(*, at: datetime) -> int:
    """For every scheme with rules or with sessions. Gives how many messages are new."""
    return each(_schemes(), partial(_of_scheme, at=at))


def _schemes() -> QuerySet[Scheme]:
    ruled = SupervisionRule.objects.everywhere().values("scheme")
    planned = Supervision.objects.everywhere().planned().values("scheme")
    return Scheme.objects.filter(Q(pk__in=ruled) | Q(pk__in=planned)).order_by("pk")


def _of_scheme(scheme: Scheme, *, at: datetime) -> int:
    today = timezone.localdate(at)
    people = Volunteer.objects.of(scheme).filter(stage=ACTIVE).defer("notes")
    lines = lines_of(people, scheme=scheme, on=today)
    staff = coordinators(scheme=scheme, on=today)
    messages = [row for line in lines for row in _due(line, scheme, staff, today)]
    messages += _sessions(scheme, today)
    return len(outbox.ask_all(messages))


def _due(line: DueLine, scheme: Scheme, staff: list[Membership], today: date) -> Iterator[Message]:
    """At nine on the day it is noticed, and nobody is told while they are away, or when a date stands already."""
    wanted = line.is_overdue(today) or line.is_soon(today)
    if not wanted or line.next_on or line.away_until or line.due is None:
        return
    who, step = line.volunteer, "over" if line.is_overdue(today) else "soon"
    key = f"supervision:{who.pk}:{line.due.on}:{step}"
    nine = to_utc(today, MORNING)
    about = {"scheme": scheme, "day": line.due.on, "not_before": nine, "expires_at": nine + USEFUL}
    yield Message(
        key=key,
        template="supervision_due",
        recipient_kind="volunteer",
        recipient_key=who.pk,
        link=reverse("my-supervision"),
        **about,
    )
    for member in _told(line, staff):
        yield Message(
            key=f"{key}:{member.pk}",
            template="volunteer_supervision_due",
            recipient_kind="staff",
            recipient_key=member.pk,
            link=reverse("volunteers-supervision", args=[who.pk]),
            **about,
        )


def _told(line: DueLine, staff: Iterable[Membership]) -> list[Membership]:
    """Their supervisor; without one, everybody who may see the record."""
    if line.supervised.acting:
        return [line.supervised.acting]
    team = line.volunteer.team_id
    return [member for member in staff if member.team_id in (None, team) or team is None]


def session_key(row: SupervisionPlace | Supervision, on: date) -> str:
    """Of a place for the volunteer, of the session for whoever supervises."""
    return f"supervision-session:{row.pk}:{on}"


def _sessions(scheme: Scheme, today: date) -> list[Message]:
    """Of today's and tomorrow's sessions: at nine on the day before; after a missed night the day's own."""
    rows = SupervisionPlace.objects.of(scheme).filter(
        state=INVITED,
        session__on__range=(today, today + timedelta(days=1)),
        session__cancelled_on__isnull=True,
        session__taken_on__isnull=True,
    )
    by_session: dict = defaultdict(list)
    for row in rows.select_related("session__supervisor__user"):
        by_session[row.session].append(row)
    leaders = leaders_of(by_session, scheme=scheme)
    return [
        message
        for session, places in by_session.items()
        for message in _of_session(session, places, scheme, leaders[session.pk].acting)
    ]


def _of_session(
    session: Supervision, places: list[SupervisionPlace], scheme: Scheme, leader: Membership | None
) -> Iterator[Message]:
    """Whoever leads it is told; when nobody does, Today says so to all."""
    day = timedelta(days=1)
    about = {
        "scheme": scheme,
        "day": session.on,
        "not_before": to_utc(session.on - day, MORNING),
        "expires_at": to_utc(session.on + day, time(0)),
    }
    for place in places:
        yield Message(
            key=session_key(place, session.on),
            template="supervision_tomorrow",
            recipient_kind="volunteer",
            recipient_key=place.volunteer_id,
            link=reverse("my-supervision"),
            **about,
        )
    if leader is None:
        return
    yield Message(
        key=session_key(session, session.on),
        template="supervision_to_prepare",
        recipient_kind="staff",
        recipient_key=leader.pk,
        link=reverse("supervisions-sheets", args=[session.pk]),
        **about,
    )


def ask_how_they_are(*, at: datetime) -> int:
    """Volunteers whose rule asks from time to time, and whom nobody has asked for that long. Gives how many."""
    return each(_schemes(), partial(_ask_in, at=at))


def _ask_in(scheme: Scheme, *, at: datetime) -> int:
    today = timezone.localdate(at)
    people = list(Volunteer.objects.of(scheme).filter(stage=ACTIVE).select_related("scheme").defer("notes"))
    lines = lines_of(people, scheme=scheme, on=today)
    due = [line for line in lines if line.ask_on and line.ask_on <= today and not line.away_until]
    return each(due, lambda line: ask_from_time_to_time(volunteer=line.volunteer, at=at) is not None)
