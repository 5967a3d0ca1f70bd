"""What each person has shown on the way to volunteering."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from volunteers.choices import AGAINST, RECOMMENDS, SUITABLE
from volunteers.models import Enquiry, Interview, Reference, Role, Volunteer
from volunteers.selectors.gate import Evidence, evidence_of, judge
from volunteers.selectors.recruitment_rules import Proof


def proofs(volunteers: Iterable[Volunteer], *, on: date) -> dict[UUID, Proof]:
    """By key of volunteer; fifteen queries however many, none for nobody."""
    people = list(volunteers)
    if not people:
        return {}
    scheme, keys = people[0].scheme_id, [person.pk for person in people]
    roles = {role.pk: role for role in Role.objects.of(scheme)}
    outcomes, references = _outcomes(scheme, keys), _references(scheme, keys)
    held_back = _held_back(scheme, keys)
    return {
        key: _proof(
            evidence, roles, outcomes.get(key, ""), references[key], on=on, held_back=key in held_back
        )
        for key, evidence in evidence_of(people).items()
    }


def _proof(
    evidence: Evidence, roles: dict, outcome: str, references: list, *, on: date, held_back: bool
) -> Proof:
    held = [roles[key] for key in evidence.roles(on)]
    return Proof(
        has_role=bool(held),
        outcome=outcome,
        vouched=sum(answer == RECOMMENDS for answer, *_ in references),
        against=sum(answer == AGAINST and weighed is None for answer, _, weighed in references),
        needed=max((role.references_needed for role in held), default=2),
        unread=sum(read_on is None for _, read_on, _ in references),
        missing=frozenset(reason.code for role in held for reason in judge(evidence, role, on).reasons),
        held_back=held_back,
        sign_by=min((one.by_on for one in evidence.owed(held, on) if not one.stops(on)), default=None),
    )


def _outcomes(scheme: UUID, keys: Collection[UUID]) -> dict[UUID, str]:
    """The newest outcome of each; one that was weighed counts as a yes."""
    rows = Interview.objects.of(scheme).filter(volunteer__in=keys).order_by("held_on", "created_at")
    found = rows.values_list("volunteer_id", "outcome", "weighed_id")
    return {key: SUITABLE if weighed else outcome for key, outcome, weighed in found}


def _references(scheme: UUID, keys: Collection[UUID]) -> dict[UUID, list]:
    """(answer, read_on, weighed) of every reference that came back."""
    rows = Reference.objects.of(scheme).current().filter(volunteer__in=keys, returned_at__isnull=False)
    found = defaultdict(list)
    for key, *said in rows.values_list("volunteer_id", "answer", "read_on", "weighed_id"):
        found[key].append(said)
    return found


def _held_back(scheme: UUID, keys: Collection[UUID]) -> set[UUID]:
    rows = Enquiry.objects.of(scheme).filter(volunteer__in=keys, cleared_on__isnull=True)
    return set(rows.exclude(held_for="").values_list("volunteer_id", flat=True))


def doubts(volunteer: Volunteer) -> list[Interview | Reference]:
    """The rows behind `is_doubted`: the newest interview, if it was not a yes, and references against. Two queries."""
    newest = volunteer.interviews.order_by("-held_on", "-created_at").first()
    talk = [newest] if newest and newest.outcome != SUITABLE and newest.weighed_id is None else []
    against = volunteer.references.current().filter(answer=AGAINST, weighed__isnull=True)
    return [*talk, *against.filter(returned_at__isnull=False).order_by("returned_at")]
