"""What happened to one person, newest first: referral, support, contacts, worries, and what is still open."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from programmes.choices import RECEIVED
from programmes.models import Concern, Contact, Referral
from programmes.selectors.people_page import Person

LATE, CONTACT, WORRY, STARTED, STOPPED, REFERRED, ANSWERED, JOINED, COURSE_OVER = (
    "late",
    "contact",
    "worry",
    "started",
    "stopped",
    "referred",
    "answered",
    "joined",
    "course-over",
)
# On one day the later of two comes first.
ORDER = (LATE, STOPPED, COURSE_OVER, WORRY, CONTACT, STARTED, JOINED, ANSWERED, REFERRED)


@dataclass(frozen=True, slots=True)
class Happening:
    """`row` is what it is about: a PlannedContact, Contact, Concern, Relationship, Referral or Enrolment."""

    kind: str
    on: date
    row: Any


def timeline(person: Person, *, actor) -> list[Happening]:
    """Three queries. Of a worry only that it was raised: its words are for its own page."""
    found = [
        *(Happening(LATE, row.due_on, row) for row in person.late),
        *_contacts(person, actor),
        *_worries(person, actor),
        *_support(person),
        *_referrals(person, actor),
    ]
    return sorted(found, key=lambda h: (h.kind != LATE, -h.on.toordinal(), ORDER.index(h.kind)))


def _contacts(person: Person, actor) -> Iterator[Happening]:
    rows = Contact.objects.visible_to(actor).filter(relationship__patient=person.patient)
    for row in rows.select_related("relationship__volunteer").order_by("-logged_at", "-pk"):
        yield Happening(CONTACT, row.happened_on, row)


def _worries(person: Person, actor) -> Iterator[Happening]:
    rows = Concern.objects.visible_to(actor).filter(patient=person.patient)
    for row in rows.only("raised_at", "raised_by_name", "scheme_id", "patient_id"):
        yield Happening(WORRY, timezone.localdate(row.raised_at), row)


def _support(person: Person) -> Iterator[Happening]:
    for row in person.relationships:
        yield Happening(STARTED, row.started_on, row)
        if row.ended_on:
            yield Happening(STOPPED, row.ended_on, row)
    for place in person.places:
        if place.referral_id is None:
            yield Happening(JOINED, place.joined_on, place)
        if place.ended_as and place.cohort.programme.is_course:
            yield Happening(COURSE_OVER, place.ended_on, place)


def _referrals(person: Person, actor) -> Iterator[Happening]:
    for row in Referral.objects.visible_to(actor).filter(patient=person.patient):
        yield Happening(REFERRED, row.received_on, row)
        if row.state != RECEIVED and row.answered_on:
            yield Happening(ANSWERED, row.answered_on, row)
