"""How often there is supervision, by role and level. A change is a new row from a day on; old rows stay."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from volunteers.choices import COMPETENT, DEVELOPING, LEVELS, NEW_LEVEL
from volunteers.models import Role, SupervisionRule

# A start, from what trials and schemes do (domain.md): closer for six weeks, monthly, groups once competent.
USUAL: dict[str, dict] = {
    NEW_LEVEL: {
        "name": "New",
        "shown_by": "Training and agreement are done",
        "one_weeks": 4,
        "group_weeks": None,
    },
    DEVELOPING: {
        "name": "Developing",
        "shown_by": "Six weeks of contacts logged in time, and one observed",
        "one_weeks": 8,
        "group_weeks": 4,
    },
    COMPETENT: {
        "name": "Competent",
        "shown_by": "One person supported to the end, worries raised when they should be",
        "one_weeks": None,
        "group_weeks": 4,
    },
}
USUAL_FOR_ALL: dict = {"intensive_weeks": 6, "intensive_every": 2, "leeway_days": 7, "check_in_weeks": 8}


class RulesRefused(Refusal):
    """Rules that cannot be kept like this."""


@transaction.atomic
def set_rules(
    *,
    by: Actor,
    role: Role,
    starts_on: date,
    levels: Mapping[str, Mapping],
    for_all: Mapping,
    at: datetime,
    today: date,
) -> list[SupervisionRule]:
    """New rules of a role from a day on, one for each level. Those of a day to come may be set anew."""
    require(by, may.MANAGE_SCHEME, role)
    role = hold(Role.objects.of(by.scheme)).get(pk=role.pk)
    if starts_on < today:
        raise RulesRefused("Rules begin today or later: nobody owes something backwards.", field="starts_on")
    return _make(by, role, starts_on, levels, for_all, at)


@transaction.atomic
def begin_with_usual_rules(*, by: Actor, role: Role, starts_on: date, at: datetime) -> list[SupervisionRule]:
    """The rules that a new role begins with."""
    require(by, may.MANAGE_SCHEME, role)
    return _make(by, role, starts_on, USUAL, USUAL_FOR_ALL, at)


def _make(
    by: Actor, role: Role, starts_on: date, levels: Mapping[str, Mapping], for_all: Mapping, at: datetime
) -> list[SupervisionRule]:
    same_day = SupervisionRule.objects.of(by.scheme).filter(role=role, starts_on=starts_on)
    same_day.delete()
    rows = [
        SupervisionRule.make(
            scheme=by.scheme, role=role, level=level, starts_on=starts_on, **levels[level], **for_all
        )
        for level, _ in LEVELS
    ]
    for row in rows:
        detail = {
            "level": row.level,
            "starts_on": starts_on.isoformat(),
            "one_weeks": row.one_weeks,
            "group_weeks": row.group_weeks,
            "intensive_weeks": row.intensive_weeks,
        }
        events.record(by=by, action="supervision_rule.set", row=row, at=at, detail=detail)
    return rows
