"""The sheet prepared before supervision: what happened since last time, from the data, for one or many.

It opens a talk. Nothing on it is added up, and nobody is compared with anybody.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from programmes.choices import CANCELLED, HELD, NO_ANSWER, PLANNED, TALKED
from programmes.models import Concern, Contact, PlannedContact, Relationship
from programmes.models.plans import LATE_AFTER_DAYS
from volunteers.choices import AFTER_HARD
from volunteers.models import Check, Leave, SupervisionAction, Volunteer
from volunteers.selectors.checks import SOON_DAYS, expiring
from volunteers.selectors.supervision import DueLine, lines_of
from volunteers.selectors.supervision_sessions import open_actions
from volunteers.selectors.training_refreshers import Refresher
from volunteers.selectors.training_refreshers import due as to_refresh
from volunteers.selectors.wellbeing import answered, is_private_to

FIRST_TIME = timedelta(weeks=8)
WELL = "well"


@dataclass(frozen=True, slots=True)
class Gap:
    """A contact that nobody has logged: with whom ("Mo E."), and when it was due."""

    person: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Sheet:
    """Of one volunteer from `since_on` to yesterday. `hidden`: people in another area, whose names are not shown.

    `worries` are days on which one was raised, `hard` on which they said that a contact was;
    `late_logs` are entries made more than two days after the contact; of `owed` actions only those are in `actions`
    that the reader may read.
    """

    volunteer: Volunteer
    line: DueLine
    since_on: date
    people: tuple[str, ...]
    hidden: int
    planned: int
    held: int
    not_answered: int
    gaps: tuple[Gap, ...]
    late_logs: int
    hard: tuple[date, ...]
    worries: tuple[date, ...]
    went_well: int
    thanked: int
    finished: int
    owed: int
    actions: tuple[SupervisionAction, ...]
    checks: tuple[Check, ...]
    training: tuple[Refresher, ...]
    leave: tuple[Leave, ...]


@dataclass(slots=True)
class _Facts:
    """All rows that the sheets are made of, by key of volunteer."""

    names: dict[UUID, list[str]]
    running: Counter[UUID]
    planned: dict[UUID, list[PlannedContact]]
    contacts: dict[UUID, list[Contact]]
    hard: dict[UUID, list[date]]
    worries: dict[UUID, list[date]]
    finished: dict[UUID, list[date]]
    actions: dict[UUID, list[SupervisionAction]]
    checks: dict[UUID, list[Check]]
    training: dict[UUID, list[Refresher]]
    leave: dict[UUID, list[Leave]]
    readable: set[UUID] = field(default_factory=set)


def sheets(volunteers: Iterable[Volunteer], *, actor, on: date, leads: bool = False) -> list[Sheet]:
    """By name. About thirty queries, for one as for twelve.

    `leads`: the reader leads a session with all of them, and so reads what was agreed with each.
    """
    people = list(volunteers)
    lines = {line.volunteer.pk: line for line in lines_of(people, scheme=actor.scheme, on=on)}
    since = min((_since(line, on) for line in lines.values()), default=on)
    facts = _facts(people, actor, since, on)
    private = [line for line in lines.values() if is_private_to(line.volunteer, line.supervised, actor)]
    facts.hard = _hard(private)
    facts.readable = {line.volunteer.pk for line in (lines.values() if leads else private)}
    found = [_sheet(one, lines[one.pk], facts, on) for one in people]
    return sorted(found, key=lambda sheet: (sheet.volunteer.name.casefold(), sheet.volunteer.pk))


def _since(line: DueLine, on: date) -> date:
    return line.last_on or on - FIRST_TIME


def _facts(people: list[Volunteer], actor, since: date, on: date) -> _Facts:
    scheme = actor.scheme
    relationships = list(
        Relationship.objects.of(scheme)
        .filter(volunteer__in=people)
        .select_related("patient")
        .defer("patient__goal", "patient__ask_for_help_when", "patient__safety")
    )
    seen = set(
        Relationship.objects.visible_to(actor).filter(volunteer__in=people).values_list("pk", flat=True)
    )
    running = [row for row in relationships if row.ended_on is None]
    planned = PlannedContact.objects.of(scheme).filter(
        relationship__in=relationships, due_on__range=(since, on - timedelta(days=1))
    )
    contacts = Contact.objects.of(scheme).filter(relationship__in=relationships, happened_on__gte=since)
    contacts = contacts.defer("note", "next_step").select_related("relationship")
    shown = _with_people(planned.exclude(state=CANCELLED), seen)
    checks = expiring(Check.objects.of(scheme).filter(volunteer__in=people), on)
    leave = Leave.objects.of(scheme).filter(volunteer__in=people, ends_on__gte=since)
    learned = to_refresh(
        Volunteer.objects.of(scheme).filter(pk__in=[one.pk for one in people]),
        scheme=scheme,
        on=on,
        within_days=SOON_DAYS,
    )
    finished = [row for row in relationships if row.end_reason == "finished"]
    return _Facts(
        names=_group((row.volunteer_id, _short(row)) for row in running if row.pk in seen),
        running=Counter(row.volunteer_id for row in running),
        planned=_group((row.relationship.volunteer_id, row) for row in shown),
        contacts=_group((row.relationship.volunteer_id, row) for row in contacts),
        hard={},
        worries=_worries(people, relationships, actor),
        finished=_group((row.volunteer_id, row.ended_on) for row in finished),
        actions=open_actions(people, scheme=scheme),
        checks=_group((row.volunteer_id, row) for row in checks),
        training=_group((row.volunteer.pk, row) for row in learned),
        leave=_group((row.volunteer_id, row) for row in leave.order_by("starts_on", "pk")),
    )


def _hard(lines: list[DueLine]) -> dict[UUID, list[date]]:
    """Days on which somebody said that a contact was hard: only of those whom the reader looks after."""
    people = [line.volunteer for line in lines]
    rows = answered(people, scheme=people[0].scheme_id) if people else []
    return _group(
        (row.volunteer_id, timezone.localdate(row.asked_at)) for row in rows if row.reason == AFTER_HARD
    )


def _with_people(planned, seen: set[UUID]) -> list[PlannedContact]:
    """With the person's name, but only where it may be seen."""
    rows = list(planned.select_related("relationship__patient").order_by("due_on", "pk"))
    for row in rows:
        row.shown = _short(row.relationship) if row.relationship_id in seen else "In another area"
    return rows


def _short(row: Relationship) -> str:
    """`Mo E.`."""
    return f"{row.patient.short_name} {row.patient.last_name[:1]}."


def _worries(people: list[Volunteer], relationships: list[Relationship], actor) -> dict[UUID, list[date]]:
    """Days on which a volunteer raised a worry, or somebody did about a person of theirs. Never its words, and only
    worries that the reader may see: one may be about the reader.
    """
    by_user = {one.user_id: one.pk for one in people if one.user_id}
    by_pair = {row.pk: row.volunteer_id for row in relationships}
    rows = Concern.objects.visible_to(actor).filter(Q(raised_by__in=by_user) | Q(relationship__in=by_pair))
    found = rows.values_list("raised_by", "relationship", "raised_at").distinct()
    found = found.order_by("raised_at", "raised_by", "relationship")
    return _group((by_user.get(user) or by_pair[pair], timezone.localdate(at)) for user, pair, at in found)


def _group(pairs: Iterable[tuple]) -> dict[UUID, list]:
    found: dict[UUID, list] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found


def _sheet(one: Volunteer, line: DueLine, facts: _Facts, on: date) -> Sheet:
    since, key = _since(line, on), one.pk
    planned = [row for row in facts.planned[key] if row.due_on >= since]
    contacts = [row for row in facts.contacts[key] if row.happened_on >= since]
    late = [row for row in contacts if _days_late(row) > LATE_AFTER_DAYS]
    overdue = on - timedelta(days=LATE_AFTER_DAYS)
    gaps = [row for row in planned if row.state == PLANNED and row.due_on < overdue]
    talked = [row for row in contacts if row.outcome == TALKED]
    return Sheet(
        volunteer=one,
        line=line,
        since_on=since,
        people=tuple(facts.names[key]),
        hidden=facts.running[key] - len(facts.names[key]),
        planned=len(planned),
        held=sum(row.state == HELD for row in planned),
        not_answered=sum(row.state == NO_ANSWER for row in planned),
        gaps=tuple(Gap(row.shown, row.due_on) for row in gaps if row.relationship.ended_on is None),
        late_logs=len(late),
        hard=tuple(sorted(day for day in facts.hard.get(key, ()) if day >= since)),
        worries=tuple(day for day in facts.worries[key] if day >= since),
        went_well=sum(row.progress == WELL for row in talked),
        thanked=sum(row.thanked_on is not None for row in contacts),
        finished=sum(day >= since for day in facts.finished[key]),
        owed=len(facts.actions.get(key, ())),
        actions=tuple(facts.actions.get(key, ())) if key in facts.readable else (),
        checks=tuple(facts.checks[key]),
        training=tuple(facts.training[key]),
        leave=tuple(facts.leave[key]),
    )


def _days_late(row: Contact) -> int:
    return (timezone.localdate(row.logged_at) - row.happened_on).days
