"""Milestones and thanks for pages, and what is only facts about a volunteer."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from peersupport.accounts.actors import Actor
from volunteers.models import HeldRole, MilestoneReached, MilestoneRule, Thanks, Volunteer
from volunteers.selectors.recognition_hours import LONG_AGO, Hours, hours
from volunteers.selectors.training_facts import facts_of

# A milestone that was reached longer ago, for example before the scheme kept any, is nobody's task.
FRESH = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class ToThank:
    """A volunteer who has reached something and was not thanked yet; newest milestone first."""

    volunteer: Volunteer
    reached: tuple[MilestoneReached, ...]

    @property
    def since_on(self) -> date:
        return min(row.reached_on for row in self.reached)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Facts for somebody who needs a reference: no opinion, nothing about health or people supported.

    `training` is for which role it was, and when it was finished.
    """

    volunteer: Volunteer
    roles: tuple[HeldRole, ...]
    training: tuple[tuple[str, date], ...]
    hours: Hours


def to_thank(*, actor: Actor, on: date) -> list[ToThank]:
    """Whom to thank, one line a person. One query."""
    rows = MilestoneReached.objects.of(actor.scheme).filter(
        thanked_on=None, reached_on__gte=on - FRESH, volunteer__in=Volunteer.objects.visible_to(actor)
    )
    rows = rows.select_related("rule", "volunteer__coordinator__user").order_by(
        "-reached_on", "-rule__number", "-pk"
    )
    found: dict[UUID, list[MilestoneReached]] = {}
    for row in rows:
        found.setdefault(row.volunteer_id, []).append(row)
    return [ToThank(rows[0].volunteer, tuple(rows)) for rows in found.values()]


def reached_by(volunteer: Volunteer) -> list[MilestoneReached]:
    """Newest first."""
    rows = MilestoneReached.objects.of(volunteer.scheme_id).filter(volunteer=volunteer)
    return list(rows.select_related("rule").order_by("-reached_on", "-rule__number", "pk"))


def thanks_to(volunteer: Volunteer) -> list[Thanks]:
    """Newest first."""
    rows = Thanks.objects.of(volunteer.scheme_id).filter(volunteer=volunteer)
    return list(rows.select_related("said_by__user").order_by("-said_at", "-pk"))


def rules(*, actor: Actor) -> list[MilestoneRule]:
    """Those that hold now."""
    return list(MilestoneRule.objects.of(actor.scheme).current().order_by("measure", "number"))


def sheet(volunteer: Volunteer, *, on: date) -> Sheet:
    """Roles and training by day; hours of all the time until `on`."""
    first = volunteer.joined_on or LONG_AGO
    held = tuple(volunteer.held_roles.select_related("role").order_by("since_on", "role__name", "pk"))
    facts = facts_of(volunteer.scheme_id, [volunteer.pk])[volunteer.pk]
    of_role = {row.role.name: facts.learned(row.role.kind, on) for row in held}
    learned = [(f"{name} training", one.finished_on) for name, one in of_role.items() if one]
    return Sheet(
        volunteer=volunteer,
        roles=held,
        training=tuple(sorted(learned, key=lambda one: (one[1], one[0]))),
        hours=hours(volunteer, first=min(first, on), last=on),
    )
