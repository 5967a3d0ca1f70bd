"""Whom a worry goes to: the lead, the deputy and the person's coordinator; never somebody whom it is about."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from peersupport.accounts.actors import Actor
from peersupport.accounts.models import Membership, Scheme
from peersupport.accounts.roles import MANAGER
from peersupport.accounts.selectors.memberships import coordinators
from programmes.choices import DEPUTY, IN_CHARGE, LEAD, OWNER, STAFF
from programmes.models import Concern, ConcernReader, ConcernTeam


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody who is told, and why: a code of CONCERN_READERS."""

    member: Membership
    why: str


@dataclass(frozen=True, slots=True)
class Team:
    """Who is named, as far as they still work here; `staff` is everybody who could be."""

    lead: Membership | None
    deputy: Membership | None
    staff: list[Membership]

    @property
    def named(self) -> dict[str, Membership]:
        return {why: one for why, one in ((LEAD, self.lead), (DEPUTY, self.deputy)) if one}


def team(*, scheme: Scheme, on: date) -> Team:
    staff = coordinators(scheme=scheme, on=on)
    active = {member.pk: member for member in staff if member.user.is_active}
    row = ConcernTeam.objects.of(scheme).first()
    lead, deputy = (row.lead_id, row.deputy_id) if row else (None, None)
    return Team(active.get(lead), active.get(deputy), list(active.values()))


def route(
    *,
    scheme: Scheme,
    owner: Membership | None,
    about: Collection[UUID],
    on: date,
    everybody_in_charge: bool = False,
) -> list[Told]:
    """Who is told at once. `about` are keys of users whom the worry passes by.

    Managers are told too when somebody is in danger, or when the lead or the deputy is passed by. Where no lead is
    named everybody is told: a worry that nobody sees is worse than one that many see. Empty: nobody is left.
    """
    here = team(scheme=scheme, on=on)
    free = [member for member in here.staff if member.user_id not in about]
    named = here.named
    if not {member.pk for member in named.values()} & {member.pk for member in free}:
        return [Told(member, STAFF) for member in free]
    found = [Told(member, why) for why, member in named.items()]
    if owner and owner.pk in {member.pk for member in here.staff}:
        found.append(Told(owner, OWNER))
    if everybody_in_charge or any(member.user_id in about for member in named.values()):
        found += in_charge(free)
    return _once(one for one in found if one.member.user_id not in about)


def in_charge(staff: list[Membership]) -> list[Told]:
    return [Told(member, IN_CHARGE) for member in staff if member.role == MANAGER]


def escalated(concern: Concern, *, step: int, on: date) -> list[Told]:
    """Who is told when a step of a worry is late: first the lead and the deputy again, then the managers too.

    Whoever may see it already and still works here is among them, so that it ends with no leave of one person.
    """
    about = set(concern.abouts.values_list("user_id", flat=True))
    here = team(scheme=concern.scheme, on=on)
    free = [member for member in here.staff if member.user_id not in about]
    keys = {member.pk: member for member in free}
    found = [Told(member, why) for why, member in here.named.items() if member.pk in keys]
    found += [Told(keys[row.member_id], row.why) for row in concern.readers.all() if row.member_id in keys]
    if step > 1 or not found:
        found += in_charge(free) or [Told(member, STAFF) for member in free]
    return _once(found)


def readers(concern: Concern) -> list[ConcernReader]:
    """Who of the staff may see it, since when."""
    return list(concern.readers.select_related("member__user").order_by("since_at", "pk"))


def about(concern: Concern) -> list[str]:
    """Names of the staff whom it is about."""
    return list(concern.abouts.order_by("user__name", "pk").values_list("user__name", flat=True))


def may_be_asked(concern: Concern, *, on: date) -> list[Membership]:
    """Staff who do not see the worry and may be asked in."""
    about = set(concern.abouts.values_list("user_id", flat=True))
    seen = set(concern.readers.values_list("member_id", flat=True))
    staff = coordinators(scheme=concern.scheme, on=on)
    return [member for member in staff if member.user_id not in about and member.pk not in seen]


def could_be_about(*, by: Actor, on: date) -> list[tuple[str, str]]:
    """(key of user, name) of the staff that a worry can pass by: everybody but whoever writes it."""
    staff = {member.user_id: member.user.name for member in coordinators(scheme=by.scheme, on=on)}
    return [(str(key), name) for key, name in staff.items() if key != by.user_key]


def due_step(concern: Concern, due: datetime, *, at: datetime, hours: int) -> int:
    """0: not late; 1: its time is over; 2: and as long again as a worry may wait for its first answer."""
    late = (at - due).total_seconds() / 3600
    return 0 if late < 0 else 1 if late < hours else 2


def _once(found) -> list[Told]:
    """The first reason that somebody is told for."""
    first: dict[UUID, Told] = {}
    for one in found:
        first.setdefault(one.member.pk, one)
    return list(first.values())
