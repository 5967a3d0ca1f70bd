"""What stands against a session of supervision: somebody is away that day, or in another session at that hour."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, time

from peersupport.accounts.models import Membership
from volunteers.models import Leave, Supervision, SupervisionPlace, Volunteer


@dataclass(frozen=True, slots=True)
class Clash:
    """`away`: on leave that day; else there is another session at the same hour."""

    who: str
    on: date
    away: bool


@dataclass(frozen=True, slots=True)
class Slot:
    """The days of a series, and the local time of each."""

    days: Sequence[date]
    start: time
    minutes: int

    def meets(self, session: Supervision) -> bool:
        begins, other = _minute(self.start), _minute(session.at)
        return begins < other + session.minutes and other < begins + self.minutes


def clashes(
    slot: Slot, *, volunteers: Collection[Volunteer], supervisor: Membership, but: Supervision | None = None
) -> list[Clash]:
    """By day, then by name. `but` is the session that is changed. Three queries."""
    scheme = supervisor.scheme_id
    others = (
        Supervision.objects.of(scheme).planned().filter(on__in=slot.days).exclude(pk=but.pk if but else None)
    )
    others = {row.pk: row for row in others.defer("notes") if slot.meets(row)}
    places = SupervisionPlace.objects.of(scheme).filter(session__in=others, volunteer__in=volunteers)
    names = {one.pk: one.name for one in volunteers}
    found = [Clash(names[row.volunteer_id], others[row.session_id].on, away=False) for row in places]
    found += [
        Clash(supervisor.user.name, row.on, away=False)
        for row in others.values()
        if row.supervisor_id == supervisor.pk
    ]
    leave = Leave.objects.of(scheme).filter(
        volunteer__in=volunteers, starts_on__lte=max(slot.days), ends_on__gte=min(slot.days)
    )
    for row in leave:
        days = [on for on in slot.days if row.starts_on <= on <= row.ends_on]
        found += [Clash(names[row.volunteer_id], on, away=True) for on in days]
    return sorted(found, key=lambda clash: (clash.on, clash.who))


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute
