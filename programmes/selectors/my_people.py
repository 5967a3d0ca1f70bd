"""A volunteer's own people: who comes next, who is there, what is still owed."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, time

from django.db.models import Max, QuerySet

from peersupport.accounts.actors import Actor
from peersupport.accounts.models import Term
from peersupport.accounts.models.vocabulary import CONDITION, LANGUAGE
from programmes.choices import CANCELLED, PLANNED, TRIED
from programmes.models import Contact, Cover, PlannedContact, Relationship
from programmes.selectors.changes_cover import own_cover
from volunteers.choices import JOINING, READY
from volunteers.models import Volunteer


@dataclass(frozen=True)
class Supporting:
    """One of my people. `coming` is planned from today on, `owed` was due before and nobody said what happened.

    `cover`: the first and last day on which I stand in with somebody else's person. Then both have only contacts of
    those days: the others are not mine to keep.
    """

    relationship: Relationship
    coming: tuple[PlannedContact, ...]
    owed: tuple[PlannedContact, ...]
    cover: tuple[date, date] | None = None

    @property
    def patient(self):
        return self.relationship.patient


@dataclass(frozen=True)
class MyPeople:
    """`next` has the soonest contact of all; `last` is what was said last time, calls in vain aside.

    `is_joining`: I am still on the way to being ready.
    """

    people: tuple[Supporting, ...]
    next: Supporting | None
    last: Contact | None
    coordinator: str
    is_joining: bool


@dataclass(frozen=True)
class MyPerson:
    """All that a volunteer sees of one person. `last_number` is that of the last contact: each keeps its own,
    also when one before it is cancelled.

    `last` is what was said last time, calls in vain aside: who stands in needs it to go on from there. Of what
    else `happened` they see only the days on which they stand in.
    """

    supporting: Supporting
    last_number: int
    last: Contact | None
    happened: tuple[Contact, ...]
    conditions: tuple[str, ...]
    languages: tuple[str, ...]


def my_people(*, by: Actor, today: date) -> MyPeople:
    rows = Relationship.objects.visible_to(by).select_related("patient")
    rows = list(rows.order_by("patient__last_name", "patient__first_name", "pk"))
    covers = {row.relationship_id: (row.starts_on, row.ends_on) for row in _my_covers(by, today)}
    people = [_within(person, covers.get(person.relationship.pk)) for person in _with_plans(rows, today)]
    people.sort(key=_soonest)
    following = people[0] if people and people[0].coming else None
    last = _happened(following.relationship).exclude(outcome=TRIED).first() if following else None
    coordinator, stage = _about_me(by)
    return MyPeople(tuple(people), following, last, coordinator, stage in JOINING and stage != READY)


def my_person(relationship: Relationship, *, by: Actor, today: date) -> MyPerson:
    patient, cover = relationship.patient, own_cover(relationship, by=by, on=today)
    days = (cover.starts_on, cover.ends_on) if cover else None
    happened = tuple(_happened(relationship))
    names = Term.objects.of(relationship.scheme_id).filter(code__in=(*patient.conditions, *patient.languages))
    terms = {(term.kind, term.code): term.name for term in names}
    return MyPerson(
        supporting=_within(_with_plans([relationship], today)[0], days),
        last_number=relationship.planned.exclude(state=CANCELLED).aggregate(last=Max("number"))["last"] or 0,
        last=next((contact for contact in happened if contact.outcome != TRIED), None),
        happened=tuple(one for one in happened if days is None or one.happened_on >= days[0]),
        conditions=tuple(terms.get((CONDITION, code), code) for code in patient.conditions),
        languages=tuple(terms.get((LANGUAGE, code), code) for code in patient.languages),
    )


def coordinator_of(by: Actor) -> str:
    """The first name of a volunteer's coordinator, or nothing."""
    return _about_me(by)[0]


def _about_me(by: Actor) -> tuple[str, str]:
    """The first name of my coordinator, and my stage; each may be empty."""
    mine = Volunteer.objects.visible_to(by).filter(user_id=by.user_key)
    found = mine.values_list("coordinator__user__name", "stage").first() if by.user_key else None
    name, stage = found or ("", "")
    return name.split()[0] if name else "", stage


def _my_covers(by: Actor, today: date) -> QuerySet[Cover]:
    """Where I stand in today."""
    return Cover.objects.of(by.scheme).on(today).filter(volunteer__user_id=by.user_key)


def _within(person: Supporting, days: tuple[date, date] | None) -> Supporting:
    """Of somebody whom I stand in with: only the contacts of those days."""
    if days is None:
        return person
    coming, owed = (
        tuple(row for row in rows if days[0] <= row.due_on <= days[1])
        for rows in (person.coming, person.owed)
    )
    return replace(person, coming=coming, owed=owed, cover=days)


def _with_plans(relationships: list[Relationship], today: date) -> list[Supporting]:
    keys = [row.pk for row in relationships]
    scheme = relationships[0].scheme_id if relationships else None
    planned = PlannedContact.objects.of(scheme).filter(relationship__in=keys, state=PLANNED)
    of_relationship: dict = defaultdict(lambda: ([], []))
    for row in planned.order_by("due_on", "number"):
        of_relationship[row.relationship_id][row.due_on < today].append(row)
    return [Supporting(row, *map(tuple, of_relationship[row.pk])) for row in relationships]


def _soonest(person: Supporting) -> tuple:
    """By the day of the next contact, then by its usual time; people without one at the end."""
    due = person.coming[0].due_on if person.coming else date.max
    return due, person.relationship.at_time or time.max


def _happened(relationship: Relationship) -> QuerySet[Contact]:
    """What was logged, newest first."""
    return relationship.contacts.order_by("-happened_on", "-logged_at", "-pk")
