"""The volunteers' board: whom each supports, the load of the next weeks, the next place, and what is missing."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Min

from peersupport.accounts.models import Term
from peersupport.accounts.models.vocabulary import LANGUAGE
from programmes.models import PlannedContact, Relationship
from programmes.promised import Promise, promised
from programmes.schedule.caseload import Newcomer
from programmes.schedule.load import week_of, weekly_load
from programmes.selectors.capacity import Support, limits_of, newcomers_plan, room, supports_of
from programmes.selectors.leave_plans import uncovered
from programmes.selectors.openings import opening
from volunteers.choices import AT_WORK, WITH_GROUPS
from volunteers.models import Check, Role, Volunteer
from volunteers.selectors.checks import expiring
from volunteers.selectors.gate import Evidence, evidence_of
from volunteers.selectors.gate_answers import Reason
from volunteers.selectors.training_facts import Need
from volunteers.selectors.volunteers import Missing, missing
from volunteers.selectors.workload import beside_contacts, weeks_of

WEEKS = 8
GROUPS = "groups"
Held = list[Promise]
Offered = tuple[Role, Newcomer]


@dataclass(frozen=True, slots=True)
class Place:
    """In a role, `now` places today, else the day of the next one; `after` says what has to happen before, if
    something has.
    """

    role: str = ""
    now: int = 0
    next_on: date | None = None
    after: Missing | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """`held` are places kept for people who get to know them, `load` contacts in each of the next weeks, `beside` how
    many courses, meetings and training sessions there are beside them; `places` the next place in each role with
    people one by one; `cover` for how many people nothing is settled for days on which they are away; `late_days` the
    age of the oldest contact not logged; `modules` how many of those that the roles need are not done, and how many
    there are; `sign_by` the day by which a new text is to be signed.
    """

    volunteer: Volunteer
    roles: tuple[str, ...]
    languages: tuple[str, ...]
    supports: int
    held: int
    most: int
    people: tuple[str, ...]
    load: tuple[int, ...]
    places: tuple[Place, ...]
    missing: tuple[Missing, ...]
    check_days: int | None
    late: int
    late_days: int
    cover: int
    beside: dict[str, int]
    modules: tuple[int, int]
    sign_by: date | None

    @property
    def place(self) -> Place:
        """The best over all roles: whoever has places in two of them is counted with one."""
        now = max(self.places, key=lambda place: place.now, default=Place())
        later = min((one for one in self.places if one.next_on), key=lambda one: one.next_on, default=None)
        return now if now.now else later or next((one for one in self.places if one.after), now)

    @property
    def limit(self) -> int:
        return self.volunteer.most_contacts_a_week

    @property
    def weeks_over(self) -> int:
        return sum(contacts > self.limit for contacts in self.load)

    @property
    def with_groups(self) -> bool:
        """Whether all their roles are with groups."""
        return self.place.after is not None and self.place.after.code == GROUPS

    def overdue_days(self, on: date) -> int:
        """How long ago the oldest contact was due, or the oldest piece of evidence ran out; 0: nothing is late."""
        late = [(on - one.due_on).days for one in self.missing if one.due_on]
        return max([self.late_days, *late])

    @property
    def needs_something(self) -> bool:
        """Whether a coordinator has something to do. Leave passes by itself; whoever is on the way is waited for."""
        gaps = [one for one in self.missing if one.code not in ("leave", "stage")]
        return bool(gaps or self.check_days is not None or self.late or self.weeks_over or self.cover)


@dataclass(slots=True)
class _Facts:
    """All rows that the lines are made of, by key of volunteer."""

    roles: dict[UUID, Role]
    languages: dict[str, str]
    evidence: dict[UUID, Evidence]
    supports: dict[UUID, list[Support]]
    held: dict[UUID, list[Promise]]
    newcomers: dict[UUID, Newcomer]
    people: dict[UUID, list[str]] = field(default_factory=dict)
    checks: dict[UUID, int] = field(default_factory=dict)
    late: dict[UUID, tuple[int, date]] = field(default_factory=dict)
    uncovered: Counter[UUID] = field(default_factory=Counter)
    beside: dict[UUID, dict[str, int]] = field(default_factory=dict)


def board(*, actor, on: date, stages: Iterable[str] = AT_WORK) -> list[Line]:
    """Volunteers in these stages whom this person may see, by name. Twenty-nine queries, however many they are."""
    rows = list(Volunteer.objects.visible_to(actor).filter(stage__in=list(stages)).select_related("team"))
    facts = _facts(rows, actor, on)
    return [_line(row, facts, on) for row in sorted(rows, key=lambda row: (row.name.casefold(), row.pk))]


def _facts(rows: list[Volunteer], actor, on: date) -> _Facts:
    scheme = actor.scheme
    checks = expiring(Check.objects.of(scheme).filter(volunteer__in=rows, renew_by_on__gte=on), on)
    ends = checks.order_by("-renew_by_on", "-pk").values_list("volunteer_id", "renew_by_on")
    roles = {role.pk: role for role in Role.objects.of(scheme)}
    return _Facts(
        roles=roles,
        newcomers={key: newcomers_plan(role) for key, role in roles.items()},
        languages=Term.objects.of(scheme).kind(LANGUAGE).names(),
        evidence=evidence_of(rows),
        supports=supports_of(rows),
        held=promised(scheme.pk, [row.pk for row in rows]),
        people=_people(rows, actor),
        checks={key: (renew_by_on - on).days for key, renew_by_on in ends},
        late=_late(rows, scheme, on),
        uncovered=Counter(pair.away.pk for pair in uncovered(actor=actor, on=on, within=None)),
        beside={
            key: beside_contacts(weeks) for key, weeks in weeks_of(rows, scheme=scheme.pk, on=on).items()
        },
    )


def _people(rows: list[Volunteer], actor) -> dict[UUID, list[str]]:
    """Short names ("Mo E.") of those people supported whom this person may see."""
    running = Relationship.objects.visible_to(actor).running().filter(volunteer__in=rows)
    names = defaultdict(list)
    for row in running.select_related("patient").order_by("started_on", "pk"):
        names[row.volunteer_id].append(f"{row.patient.short_name} {row.patient.last_name[:1]}.")
    return names


def _late(rows: list[Volunteer], scheme, on: date) -> dict[UUID, tuple[int, date]]:
    overdue = PlannedContact.objects.of(scheme).filter(relationship__volunteer__in=rows).overdue(on)
    found = (
        overdue.with_expected()
        .values_list("relationship__volunteer_id")
        .annotate(Count("pk"), Min("expected"))
    )
    return {key: (number, since) for key, number, since in found.order_by()}


def _line(row: Volunteer, facts: _Facts, on: date) -> Line:
    evidence, supports = facts.evidence[row.pk], facts.supports[row.pk]
    roles = [facts.roles[key] for key in evidence.roles(on)]
    running = [support for support in supports if support.course.ended_on is None]
    late, since = facts.late.get(row.pk, (0, on))
    gaps = missing(evidence, roles, on)
    offered = [(role, facts.newcomers[role.pk]) for role in roles if not role.with_groups]
    held = facts.held[row.pk]
    return Line(
        volunteer=row,
        roles=tuple(role.name for role in roles),
        languages=tuple(facts.languages.get(code, code) for code in row.languages),
        supports=len(running),
        held=len(facts.held[row.pk]),
        most=_most(row, roles),
        people=tuple(facts.people.get(row.pk, ())),
        load=_load(running, on),
        places=tuple(_place(row, one, evidence, supports, held, gaps, on) for one in offered)
        or _before_any(roles, gaps),
        missing=gaps,
        check_days=facts.checks.get(row.pk),
        late=late,
        late_days=(on - since).days,
        cover=facts.uncovered[row.pk],
        beside=facts.beside.get(row.pk, {}),
        modules=_modules(evidence.training.needs({role.kind for role in roles if role.needs_training}, on)),
        sign_by=min((one.by_on for one in evidence.owed(roles, on) if not one.stops(on)), default=None),
    )


def _modules(needs: tuple[Need, ...]) -> tuple[int, int]:
    return sum(need.state == "to do" for need in needs), len(needs)


def _most(row: Volunteer, roles: list[Role]) -> int:
    by_role = max((role.people_at_once for role in roles if not role.with_groups), default=0)
    return by_role if row.most_people is None else min(by_role, row.most_people)


def _load(running: list[Support], on: date) -> tuple[int, ...]:
    load = weekly_load(support.course.contacts for support in running)
    return tuple(load.get(week_of(on) + timedelta(weeks=week), 0) for week in range(WEEKS))


def _place(
    row: Volunteer,
    offered: Offered,
    evidence: Evidence,
    supports: list[Support],
    held: Held,
    gaps: tuple[Missing, ...],
    on: date,
) -> Place:
    role, newcomer = offered
    about = {"today": on, "newcomer": newcomer, "held": held, "away": evidence.away}
    found = opening(evidence, role, lambda day: room(supports, role, limits_of(row), on=day, **about), on=on)
    if found.against:
        mine = [gap for gap in gaps if not gap.roles or role.name in gap.roles]
        return Place(role.name, after=_first(mine) or _missing(found.against[0], role))
    return Place(role.name, found.now, found.next_on, _missing(found.after, role) if found.after else None)


def _missing(why: Reason, role: Role) -> Missing:
    return Missing(why.code, why.words, (role.name,), why.changes_on, why.due_on)


def _before_any(roles: list[Role], gaps: tuple[Missing, ...]) -> tuple[Place, ...]:
    """Of somebody without a role in which people come one by one."""
    return (Place(after=_only_groups(roles) if roles else _first(gaps)),)


def _only_groups(roles: list[Role]) -> Missing:
    return Missing(GROUPS, WITH_GROUPS[roles[0].kind], tuple(role.name for role in roles))


def _first(gaps: Iterable[Missing]) -> Missing | None:
    """What has to happen first. Leave passes by itself."""
    return next((gap for gap in gaps if gap.code != "leave"), None)
