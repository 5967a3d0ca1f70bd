"""What supervision rests on: rules, sessions that somebody was at, levels. Three queries for any number."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from peersupport.core.prepared import prepared
from peersupport.core.sql import Together, these
from volunteers.choices import ACTIVE, LEVELS, NEW_LEVEL, PRESENT
from volunteers.models import LevelDecision, Role, SupervisionPlace, SupervisionRule
from volunteers.schedule.supervision import Due, Held, Rule, due


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one scheme, by role and level, the oldest first."""

    by_role: dict[UUID, dict[str, list[SupervisionRule]]] = field(default_factory=dict)

    def on(self, role: UUID, level: str, day: date) -> SupervisionRule | None:
        """The rule that holds on that day."""
        rows = self.by_role.get(role, {}).get(level, [])
        return max((row for row in rows if row.starts_on <= day), key=lambda row: row.starts_on, default=None)

    def of(self, role: UUID, day: date) -> tuple[SupervisionRule, ...]:
        """The rules of a role that hold on that day, in the order of levels."""
        return tuple(rule for level, _ in LEVELS if (rule := self.on(role, level, day)))

    def counted_from(self, role: UUID) -> date:
        """The day of the first rule of a role: before it nobody was asked for anything."""
        return min(row.starts_on for rows in self.by_role[role].values() for row in rows)


@dataclass(slots=True)
class Facts:
    """Of one volunteer: sessions held, and the newest level decision of each role by day."""

    rules: Rules = field(default_factory=Rules)
    held: list[Held] = field(default_factory=list)
    levels: dict[UUID, list[tuple[date, str]]] = field(default_factory=dict)

    def level(self, role: UUID, on: date) -> str:
        decided = [level for day, level in self.levels.get(role, []) if day <= on]
        return decided[-1] if decided else NEW_LEVEL

    def rule(self, role: UUID, on: date) -> SupervisionRule | None:
        return self.rules.on(role, self.level(role, on), on)

    def asks(self, role: UUID, stage: str) -> bool:
        """Whether there is anything to owe: before the first person there is nothing to talk about."""
        return stage == ACTIVE and role in self.rules.by_role

    def due(
        self,
        role: UUID,
        on: date,
        *,
        stage: str,
        began_on: date,
        away: Iterable[tuple[date, date]] = (),
    ) -> Due | None:
        """What is owed in a role. On leave nobody is asked."""
        rule = self.rule(role, on)
        if rule is None or not self.asks(role, stage):
            return None
        pure = Rule(
            starts_on=rule.starts_on,
            one_weeks=rule.one_weeks,
            group_weeks=rule.group_weeks,
            intensive_weeks=rule.intensive_weeks,
            intensive_every=rule.intensive_every,
            leeway_days=rule.leeway_days,
        )
        held = [one for one in self.held if one.on <= on]
        from_day = self.rules.counted_from(role)
        return due(pure, began_on=began_on, counted_from=from_day, held=held, away=away)


def facts_of(scheme: UUID, keys: Collection[UUID]) -> dict[UUID, Facts]:
    """By key of volunteer."""
    rules, together = rules_of(scheme), Together.of(keys)
    found = {key: Facts(rules) for key in keys}
    for key, day, kind in _sessions(scheme, together):
        found[key].held.append(Held(day, kind))
    for key, role, day, level in _levels(scheme, together):
        found[key].levels.setdefault(role, []).append((day, level))
    return found


@prepared
def _sessions(scheme: UUID, keys: Collection[UUID]) -> QuerySet:
    here = SupervisionPlace.objects.of(scheme).filter(volunteer__in=these(keys), state=PRESENT)
    return here.values_list("volunteer_id", "session__on", "session__kind")


@prepared
def _levels(scheme: UUID, keys: Collection[UUID]) -> QuerySet:
    decided = LevelDecision.objects.of(scheme).filter(volunteer__in=these(keys))
    decided = decided.order_by("decided_on", "created_at", "pk")
    return decided.values_list("volunteer_id", "role_id", "decided_on", "level")


def rules_of(scheme) -> Rules:
    """One query."""
    by_role: dict = defaultdict(lambda: defaultdict(list))
    for row in _rules(scheme):
        by_role[row.role_id][row.level].append(row)
    return Rules({role: dict(levels) for role, levels in by_role.items()})


@prepared
def _rules(scheme: UUID) -> QuerySet:
    return SupervisionRule.objects.of(scheme).order_by("starts_on", "pk")


def all_of(role: Role) -> list[SupervisionRule]:
    """Every rule that a role has had or will have, the newest day first. One query."""
    order = [level for level, _ in LEVELS]
    rows = SupervisionRule.objects.of(role.scheme_id).filter(role=role)
    return sorted(rows, key=lambda row: (-row.starts_on.toordinal(), order.index(row.level)))
