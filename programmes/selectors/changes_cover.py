"""Who may stand in for a volunteer, and whether somebody does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from peersupport.accounts.actors import Actor
from programmes.models import Cover, Relationship
from programmes.selectors.together import GATE, Against, against_cover
from volunteers.choices import AT_WORK
from volunteers.models import HeldRole, Volunteer

LONGEST_COVER = timedelta(days=92)


@dataclass(frozen=True, slots=True)
class StandIn:
    """From when on somebody may stand in, None for not at all; `until` when, None for as long as was asked; and `why`
    not sooner, not longer, or not at all.
    """

    volunteer: Volunteer
    from_on: date | None
    until: date | None = None
    why: str = ""


def stand_ins(
    relationship: Relationship, *, by: Actor, today: date, on: date, until: date | None = None
) -> list[StandIn]:
    """Every other volunteer of the same role, by name: whether they may stand in from that day on, and for how long.

    The gate's answers change with days, and are given for all of them, by default as far as a cover may reach. Whether
    there is room is asked about the days that a cover is saved for. Twice the queries of one `against_cover`.
    """
    held = HeldRole.objects.of(by.scheme).filter(
        Q(until_on=None) | Q(until_on__gte=on), role=relationship.role
    )
    rows = Volunteer.objects.visible_to(by).filter(stage__in=AT_WORK, held_roles__in=held)
    rows = rows.exclude(pk=relationship.volunteer_id).order_by("last_name", "first_name", "pk")
    found = list(rows.distinct())
    then = against_cover(relationship, found, on=on, until=on, today=today)
    later = against_cover(relationship, found, on=on, until=until or on + LONGEST_COVER, today=today)
    return [_stand_in(row, then[row.pk], later[row.pk], by, on) for row in found]


def _stand_in(
    volunteer: Volunteer, then: Sequence[Against], later: Sequence[Against], by: Actor, on: date
) -> StandIn:
    if then:
        over_on = then[0].over_on if len(then) == 1 else None
        return StandIn(volunteer, over_on, why=_why(then, by))
    ends = next((one for one in later if one.code == GATE), None)
    if ends is None or ends.since_on is None:
        return StandIn(volunteer, on)
    return StandIn(volunteer, on, ends.since_on - timedelta(days=1), _why([ends], by))


def _why(against: Sequence[Against], by: Actor) -> str:
    return ". ".join((one.gap or one.said_to(by)).rstrip(".") for one in against)


def own_cover(relationship: Relationship, *, by: Actor, on: date) -> Cover | None:
    """As whom a volunteer sees somebody else's person on that day; None for one's own people, and for staff."""
    if by.user_key is None or relationship.volunteer.user_id == by.user_key:
        return None
    rows = Cover.objects.of(by.scheme).on(on).filter(relationship=relationship)
    return rows.filter(volunteer__user_id=by.user_key).first()
