"""Who supervises somebody on a day: the one named, else the coordinator, or whoever stands in for them.

Somebody who has left or cannot sign in any more supervises nobody: their volunteers show as without supervisor,
they never just disappear from a list.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from peersupport.accounts.models import Membership
from volunteers.choices import COORDINATES
from volunteers.models import Supervisor, SupervisorCover, Volunteer


@dataclass(frozen=True, slots=True)
class Supervised:
    """`named` may have left; `acting` is there on the day, or nobody is. `until_on`: the last day of a stand-in."""

    named: Membership | None
    acting: Membership | None
    until_on: date | None = None

    @property
    def has_left(self) -> bool:
        return self.named is not None and self.acting is None

    def is_acting(self, key: object) -> bool:
        """Whether this member acts, by key or its text."""
        return self.acting is not None and str(self.acting.pk) == str(key)


def supervisors_of(volunteers: Iterable[Volunteer], *, scheme, on: date) -> dict[UUID, Supervised]:
    """By key of volunteer. Three queries for any number."""
    people = list(volunteers)
    rows = Supervisor.objects.of(scheme).filter(volunteer__in=people, since_on__lte=on)
    rows = rows.exclude(until_on__lt=on)
    named = dict(rows.values_list("volunteer_id", "membership_id"))
    covers = SupervisorCover.objects.of(scheme).on(on).select_related("stand_in__user")
    standing = {row.membership_id: [row] for row in covers}
    keys = {named.get(one.pk) or one.coordinator_id for one in people}
    members = Membership.objects.of(scheme).select_related("user").in_bulk([key for key in keys if key])
    found = {}
    for one in people:
        key = named.get(one.pk) or one.coordinator_id
        found[one.pk] = supervised_by(members.get(key), standing.get(key, []), on)
    return found


def supervised_by(named: Membership | None, covers: Iterable[SupervisorCover], on: date) -> Supervised:
    """Who acts for somebody on a day. `covers` are theirs of that day, with `stand_in__user`."""
    if named is None or not is_there(named, on):
        return Supervised(named, None)
    for cover in covers:
        if is_there(cover.stand_in, on):
            return Supervised(named, cover.stand_in, cover.ends_on)
    return Supervised(named, named)


def is_there(membership: Membership, on: date) -> bool:
    """Whether this member of staff works here on that day."""
    over = membership.ends_on is not None and membership.ends_on < on
    return (
        membership.role in COORDINATES
        and membership.starts_on <= on
        and not over
        and membership.user.is_active
    )


def covers(*, scheme, on: date) -> list[SupervisorCover]:
    """Who stands in for whom, now and later, by day."""
    rows = SupervisorCover.objects.of(scheme).filter(ends_on__gte=on)
    return list(rows.select_related("membership__user", "stand_in__user").order_by("starts_on", "pk"))
