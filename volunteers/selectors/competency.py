"""Levels of competency: what was decided, and what a scheme calls them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max

from volunteers.choices import CONTACT, LEVELS
from volunteers.models import LevelDecision, Role, Volunteer
from volunteers.selectors.gate import evidence_of
from volunteers.selectors.recognition_hours import all_done
from volunteers.selectors.supervision import levels
from volunteers.selectors.supervision_facts import rules_of


def decisions(volunteer: Volunteer) -> list[LevelDecision]:
    """Newest first. One query."""
    return list(volunteer.levels.select_related("role").order_by("-decided_on", "-created_at", "-pk"))


def names(scheme, on: date) -> dict[tuple[UUID, str], str]:
    """(role, level) -> its name now. One query."""
    rules = rules_of(scheme)
    found = {(role, level): rules.on(role, level, on) for role in rules.by_role for level, _ in LEVELS}
    return {key: rule.name for key, rule in found.items() if rule}


@dataclass(frozen=True, slots=True)
class Offered:
    """One level as it can be decided: its name, and what shows that somebody is there; of several roles joined."""

    name: str
    shown_by: str


def offered(scheme, roles: Iterable[Role], on: date) -> dict[str, Offered]:
    """level -> what it is in these roles. One query."""
    rules, found = rules_of(scheme), {}
    for level, _ in LEVELS:
        mine = [rule for role in roles if (rule := rules.on(role.pk, level, on))]
        if mine:
            found[level] = Offered(
                _joined(rule.name for rule in mine), _joined(rule.shown_by for rule in mine)
            )
    return found


def _joined(words: Iterable[str]) -> str:
    return " / ".join(dict.fromkeys(filter(None, words)))


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the records say of somebody whose level is to be decided: counts and days, no verdict.

    `levels` are (role, level, in the scheme's words); `contacts` were held, the first on `first_on`.
    """

    levels: tuple[tuple[str, str, str], ...]
    contacts: int
    first_on: date | None
    sessions: int
    observed_on: date | None


def grounds(volunteer: Volunteer, *, on: date) -> Grounds:
    held = [
        one.on
        for one in all_done(volunteer.scheme_id, [volunteer.pk], on=on)[volunteer.pk]
        if one.kind == CONTACT
    ]
    evidence = evidence_of([volunteer])[volunteer.pk]
    roles = Role.objects.of(volunteer.scheme_id).in_bulk()
    return Grounds(
        levels=levels(evidence, roles, on),
        contacts=len(held),
        first_on=held[0] if held else None,
        sessions=len(evidence.supervision.held),
        observed_on=volunteer.observations.aggregate(Max("observed_on"))["observed_on__max"],
    )
