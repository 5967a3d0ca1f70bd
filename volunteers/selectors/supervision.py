"""Who is due for supervision: the one list for its page, Today, the span and the reminders."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from volunteers.choices import ACTIVE, INVITED, PRESENT, STAGES, STEPPED_DOWN
from volunteers.models import CheckIn, Role, SupervisionPlace, Volunteer
from volunteers.schedule.supervision import GROUP, Due
from volunteers.selectors.gate import Evidence, evidence_of
from volunteers.selectors.supervisors import Supervised, supervisors_of

OVERDUE, SOON, PLANNED, NOBODY, EVERYBODY = "overdue", "soon", "planned", "nobody", "everybody"
IN_GROUPS = "in-groups"
# Only whoever is active owes supervision; but everybody who is here can say that they would like a talk.
LOOKED_AFTER = tuple(stage for stage, _ in STAGES if stage != STEPPED_DOWN)


@dataclass(frozen=True, slots=True)
class DueLine:
    """One active volunteer. `levels` are (role, level, in the scheme's words); `next_on` is planned already.

    `ask_on`: from that day on somebody should ask how they are.
    """

    volunteer: Volunteer
    levels: tuple[tuple[str, str, str], ...]
    due: Due | None
    last_on: date | None
    next_on: date | None
    supervised: Supervised
    away_until: date | None = None
    ask_on: date | None = None

    def is_overdue(self, on: date) -> bool:
        return self.due is not None and self.due.is_overdue(on)

    def is_soon(self, on: date) -> bool:
        return self.due is not None and self.due.is_soon(on)

    def is_(self, show: str, on: date) -> bool:
        """Whether the line belongs to one of the lists of the page."""
        return {
            OVERDUE: self.is_overdue(on),
            SOON: self.is_soon(on),
            PLANNED: self.next_on is not None,
            IN_GROUPS: self.due is not None and self.due.kind == GROUP,
            NOBODY: self.supervised.acting is None,
        }.get(show, True)


def due_list(*, actor, on: date, stages: Iterable[str] = (ACTIVE,)) -> list[DueLine]:
    """Active volunteers whom this person may see, the longest overdue first, then by day, then by name.

    Nineteen queries, however many they are.
    """
    people = list(Volunteer.objects.visible_to(actor).filter(stage__in=stages).defer("notes"))
    return lines_of(people, scheme=actor.scheme, on=on)


def lines_of(people: Iterable[Volunteer], *, scheme, on: date) -> list[DueLine]:
    """The same for these volunteers of one scheme."""
    people = list(people)
    evidence = evidence_of(people)
    roles = Role.objects.of(scheme).in_bulk()
    supervised = supervisors_of(people, scheme=scheme, on=on)
    last, following = _days(people, scheme, on)
    asked = _asked(people, scheme)
    found = [
        DueLine(
            volunteer=one,
            levels=levels(evidence[one.pk], roles, on),
            due=first_due(evidence[one.pk], on),
            last_on=last.get(one.pk),
            next_on=following.get(one.pk),
            supervised=supervised[one.pk],
            ask_on=ask_on(evidence[one.pk], asked.get(one.pk), on),
            away_until=max(
                (span.ends_on for span in evidence[one.pk].leave if span.holds(on) and span.ends_on),
                default=None,
            ),
        )
        for one in people
    ]
    return sorted(found, key=_order)


def supervised_by_me(lines: Iterable[DueLine], *, actor) -> list[DueLine]:
    """Of these lines, those for whom this person acts now."""
    me = actor.membership.pk if actor.membership else None
    return [line for line in lines if line.supervised.is_acting(me)]


def first_due(evidence: Evidence, on: date) -> Due | None:
    """The first session that is owed in any of the roles held."""
    owed = [due for role in evidence.roles(on) if (due := evidence.supervision_due(role, on))]
    return min(owed, key=lambda due: (due.late_after, due.on), default=None)


def levels(evidence: Evidence, roles: dict[UUID, Role], on: date) -> tuple[tuple[str, str, str], ...]:
    """(role, level, its name in the scheme) of each role held that has rules."""
    found = []
    for key in evidence.roles(on):
        rule = evidence.supervision.rule(key, on)
        if rule:
            found.append((roles[key].name, rule.level, rule.name))
    return tuple(found)


def ask_on(evidence: Evidence, last: date | None, on: date) -> date | None:
    """When to ask how somebody is, by the shortest interval of their roles. None when no rule asks."""
    facts, days = evidence.supervision, []
    for role in evidence.roles(on):
        rule = facts.rule(role, on)
        if rule and rule.check_in_weeks:
            begun = max(evidence.began_on, facts.rules.counted_from(role), last or date.min)
            days.append(begun + timedelta(weeks=rule.check_in_weeks))
    return min(days, default=None)


def _asked(people: list[Volunteer], scheme) -> dict[UUID, date]:
    """The day on which each was last asked, for whatever reason."""
    rows = CheckIn.objects.of(scheme).filter(volunteer__in=people).order_by("asked_at", "pk")
    return {key: timezone.localdate(at) for key, at in rows.values_list("volunteer_id", "asked_at")}


def _days(people: list[Volunteer], scheme, on: date) -> tuple[dict[UUID, date], dict[UUID, date]]:
    """Last session somebody was at, and the next that is planned, by key of volunteer."""
    rows = SupervisionPlace.objects.of(scheme).filter(volunteer__in=people)
    held = rows.filter(state=PRESENT, session__on__lte=on).order_by("session__on", "pk")
    coming = rows.filter(
        state=INVITED,
        session__on__gte=on,
        session__cancelled_on__isnull=True,
        session__taken_on__isnull=True,
    )
    return (
        dict(held.values_list("volunteer_id", "session__on")),
        dict(coming.order_by("-session__on", "-pk").values_list("volunteer_id", "session__on")),
    )


def _order(line: DueLine) -> tuple:
    due = line.due
    return (
        due is None,
        due.late_after if due else date.max,
        line.volunteer.name.casefold(),
        line.volunteer.pk,
    )


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many volunteers are on each of the lists."""

    overdue: int
    soon: int
    planned: int
    nobody: int
    everybody: int


def numbers(lines: Iterable[DueLine], on: date) -> Numbers:
    lines = list(lines)
    counted = {show: sum(line.is_(show, on) for line in lines) for show in (OVERDUE, SOON, PLANNED, NOBODY)}
    return Numbers(**counted, everybody=len(lines))
