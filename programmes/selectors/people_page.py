"""One person, as every tab of their page needs them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, ExpressionWrapper

from peersupport.accounts.models import Term
from peersupport.accounts.models.vocabulary import CONDITION, LANGUAGE
from programmes.choices import SUPPORTED, WAITING
from programmes.models import Concern, Enrolment, Patient, PlannedContact, Relationship
from programmes.selectors.plans import Plan, plans_of
from programmes.unsought import unsought


@dataclass(frozen=True, slots=True)
class Person:
    """Rows newest first. `agreed` are the purposes of consent that hold; `late` the contacts not logged in time,
    `worries` how many are open. For a place that `is_unsought` nobody looks for a single peer.
    """

    patient: Patient
    places: tuple[Enrolment, ...]
    relationships: tuple[Relationship, ...]
    agreed: frozenset[str]
    late: tuple[PlannedContact, ...]
    worries: int

    @property
    def running(self) -> tuple[Relationship, ...]:
        return tuple(row for row in self.relationships if row.ended_on is None)

    @property
    def place(self) -> Enrolment | None:
        """The open place: one that waits before one that is supported."""
        states = {row.state: row for row in reversed(self.places)}
        return None if self.patient.died_on else states.get(WAITING) or states.get(SUPPORTED)

    @property
    def to_match(self) -> Enrolment | None:
        """The same, if somebody is matched for it: nobody is for a course."""
        place = self.place
        return None if place is None or place.cohort.programme.is_course else place

    @property
    def is_unsought(self) -> bool:
        """Whether it was decided that they have no single peer."""
        return self.place is not None and self.place.state == WAITING and self.place.is_unsought


@dataclass(frozen=True, slots=True)
class Overview:
    """`plans` are drawn: those that run, else the last one. Names of codes are the scheme's words."""

    plans: tuple[tuple[Relationship, Plan], ...]
    next_review_on: date | None
    conditions: tuple[str, ...]
    languages: tuple[str, ...]


def person(patient: Patient, *, actor, on: date) -> Person:
    """Five queries."""
    places = Enrolment.objects.visible_to(actor).filter(patient=patient).order_by("-joined_on", "-pk")
    places = places.annotate(is_unsought=ExpressionWrapper(unsought(patient.scheme), BooleanField()))
    pairs = Relationship.objects.visible_to(actor).filter(patient=patient).order_by("-started_on", "-pk")
    late = PlannedContact.objects.visible_to(actor).filter(relationship__patient=patient).overdue(on)
    agreed = patient.consents.filter(withdrawn_on__isnull=True).values_list("purpose", flat=True)
    return Person(
        patient=patient,
        places=tuple(places.select_related("cohort__programme__role", "referral")),
        relationships=tuple(pairs.select_related("volunteer", "role", "taper", "welcomer")),
        agreed=frozenset(agreed),
        late=tuple(late.order_by("due_on", "pk").select_related("relationship__volunteer")),
        worries=Concern.objects.visible_to(actor).open().filter(patient=patient).count(),
    )


def overview(person: Person, *, on: date) -> Overview:
    """Five queries at most."""
    drawn = person.running or person.relationships[:1]
    plans = plans_of(drawn, on=on)
    terms = Term.objects.of(person.patient.scheme_id)
    reviews = PlannedContact.objects.of(person.patient.scheme_id).open()
    coming = reviews.filter(relationship__in=person.running, reviews=True, due_on__gte=on).order_by(
        "due_on", "pk"
    )
    return Overview(
        plans=tuple((row, plans[row.pk]) for row in drawn if row.pk in plans),
        next_review_on=coming.values_list("due_on", flat=True).first(),
        conditions=_words(terms.kind(CONDITION).names(), person.patient.conditions),
        languages=_words(terms.kind(LANGUAGE).names(), person.patient.languages),
    )


def _words(names: dict[str, str], codes) -> tuple[str, ...]:
    """The scheme's names of these codes; a code without a name stands for itself."""
    return tuple(names.get(code, code.replace("-", " ")) for code in codes)
