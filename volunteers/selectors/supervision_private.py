"""Who leads a session, and who may read what is written down in supervision.

Notes, and what was agreed, are for those who look after a volunteer and for whoever leads a session with them.
Everybody else who sees the record sees dates and attendance.
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from peersupport.accounts import permissions as may
from volunteers.models import Supervision, SupervisorCover
from volunteers.selectors.supervisors import Supervised, supervised_by


def leaders_of(sessions: Iterable[Supervision], *, scheme) -> dict[UUID, Supervised]:
    """By key of session: its supervisor, whoever stands in for them that day, or nobody when they have left.

    One query for any number; the sessions come with `supervisor__user`.
    """
    rows = list(sessions)
    covers = SupervisorCover.objects.of(scheme).filter(membership__in={row.supervisor_id for row in rows})
    standing = list(covers.select_related("stand_in__user")) if rows else []
    return {
        row.pk: supervised_by(
            row.supervisor, [one for one in standing if one.starts_on <= row.on <= one.ends_on], row.on
        )
        for row in rows
    }


def leads(session: Supervision, *, actor, on: date) -> bool:
    """Whether this person leads it: on its day, or stands in now for who did. When nobody does, all who supervise
    may: somebody has to.
    """
    me = actor.membership.pk if actor.membership else None
    if me is None or not actor.can(may.SUPERVISE):
        return False
    leader = leaders_of([session], scheme=actor.scheme)[session.pk]
    if leader.acting is None or me in (session.supervisor_id, leader.acting.pk):
        return True
    covers = SupervisorCover.objects.of(actor.scheme).on(on)
    return covers.filter(membership=session.supervisor_id, stand_in=me).exists()
