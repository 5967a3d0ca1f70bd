"""What each person has shown on the way to volunteering."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from volunteers.choices import AGAINST, AT_WORK, SUITABLE
from volunteers.models import Enquiry, Interview, Reference, Role, Volunteer
from volunteers.selectors import said_facts
from volunteers.selectors.gate import Evidence, eligibility, evidence_of
from volunteers.selectors.recruitment_rules import Proof


def proofs(volunteers: Iterable[Volunteer], *, on: date) -> dict[UUID, Proof]:
    """By key of volunteer; fifteen queries however many, none for nobody."""
    people = list(volunteers)
    if not people:
        return {}
    scheme, keys = people[0].scheme_id, [person.pk for person in people]
    roles = {role.pk: role for role in Role.objects.of(scheme)}
    held_back = _held_back(scheme, keys)
    return {
        key: _proof(evidence, roles, on=on, held_back=key in held_back)
        for key, evidence in evidence_of(people).items()
    }


def _proof(evidence: Evidence, roles: dict, *, on: date, held_back: bool) -> Proof:
    held, said = [roles[key] for key in evidence.roles(on)], evidence.said
    return Proof(
        has_role=bool(held),
        outcome=said.outcome,
        vouched=said.vouched,
        against=said.against,
        needed=max((role.references_needed for role in held), default=2),
        unread=said.unread,
        missing=frozenset(reason.code for role in held for reason in eligibility(evidence, role, on).reasons),
        held_back=held_back,
        sign_by=min((one.by_on for one in evidence.owed(held, on) if not one.stops(on)), default=None),
    )


def _held_back(scheme: UUID, keys: Collection[UUID]) -> set[UUID]:
    rows = Enquiry.objects.of(scheme).filter(volunteer__in=keys, cleared_on__isnull=True)
    return set(rows.exclude(held_for="").values_list("volunteer_id", flat=True))


def doubted(*, actor) -> list[tuple[Volunteer, said_facts.Facts]]:
    """Who works with us while a no stands against them that nobody has decided about. Three queries."""
    rows = Volunteer.objects.visible_to(actor).filter(stage__in=AT_WORK).select_related("coordinator__user")
    rows = rows.order_by("last_name", "pk")
    said = said_facts.facts_of(actor.scheme.pk, [row.pk for row in rows])
    return [(row, said[row.pk]) for row in rows if said[row.pk].doubt]


def doubts(volunteer: Volunteer) -> list[Interview | Reference]:
    """The rows behind `is_doubted`: the newest interview, if it was not a yes, and references against. Two queries."""
    newest = volunteer.interviews.order_by("-held_on", "-created_at", "-pk").first()
    talk = [newest] if newest and newest.outcome != SUITABLE and newest.weighed_id is None else []
    against = volunteer.references.current().filter(answer=AGAINST, weighed__isnull=True)
    return [*talk, *against.filter(returned_at__isnull=False).order_by("returned_at", "pk")]
