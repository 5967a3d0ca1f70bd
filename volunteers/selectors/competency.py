"""Levels of competency: what was decided, and what a scheme calls them."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from volunteers.choices import LEVELS
from volunteers.models import LevelDecision, Role, Volunteer
from volunteers.selectors.supervision_facts import rules_of


def decisions(volunteer: Volunteer) -> list[LevelDecision]:
    """Newest first. One query."""
    return list(volunteer.levels.select_related("role").order_by("-decided_on", "-created_at"))


def names(scheme, on: date) -> dict[tuple[UUID, str], str]:
    """(role, level) -> its name now. One query."""
    rules = rules_of(scheme)
    found = {(role, level): rules.on(role, level, on) for role in rules.by_role for level, _ in LEVELS}
    return {key: rule.name for key, rule in found.items() if rule}


def names_of_level(scheme, roles: Iterable[Role], on: date) -> dict[str, str]:
    """level -> its names in these roles, once each."""
    known = names(scheme, on)
    found = {}
    for level, _ in LEVELS:
        words = [known[(role.pk, level)] for role in roles if (role.pk, level) in known]
        if words:
            found[level] = " / ".join(dict.fromkeys(words))
    return found
