"""Whether every page says of a volunteer what the gate says: each sentence that is not so, in words."""

from collections.abc import Iterator
from datetime import date, timedelta

from peersupport.accounts.actors import Actor
from programmes.selectors.board import board
from volunteers.choices import JOINING
from volunteers.models import Role, Volunteer
from volunteers.selectors import eligibility
from volunteers.selectors.agreements import all_owed
from volunteers.selectors.gate import evidence_of
from volunteers.selectors.recruitment_next import Asked, next_action
from volunteers.selectors.recruitment_proofs import proofs
from volunteers.selectors.recruitment_rules import next_stage
from volunteers.selectors.training import needs_of
from volunteers.selectors.volunteers import record

AHEAD = 240
TRAINING = {"training", "training-lapsed"}
CHECK = {"check-missing", "check-lapsed", "check-level"}


def differences(people: list[Volunteer], *, actor: Actor, on: date) -> list[str]:
    """Of these people of one scheme, whom the actor sees, on that day."""
    needs, proof = needs_of(people, on=on), proofs(people, on=on)
    lines = {one.volunteer.pk: one for one in board(actor=actor, on=on, stages={p.stage for p in people})}
    owed = {one.pk: lines for one, lines in all_owed(actor=actor).items()}
    evidence = evidence_of(people)
    found = []
    for one in people:
        roles = list(Role.objects.in_bulk(evidence[one.pk].roles(on)).values())
        seen = record(one, on=on)
        about = {"on": on, "needs": needs[one.pk], "owed": owed.get(one.pk, ()), "record": seen}
        for role in roles:
            found += [f"{one.name}, {role.name}: {words}" for words in _of_role(one, role, **about)]
            found += [f"{one.name}, {role.name}: {w}" for w in _turn(evidence[one.pk], one, role, on)]
        answers = [eligibility(one, role, on) for role in roles]
        codes = {reason.code for answer in answers for reason in answer.reasons}
        told = [
            *_of_training(answers, needs[one.pk], codes),
            *_of_board(lines.get(one.pk), seen, answers, on),
            *_of_recruitment(one, proof[one.pk], codes),
        ]
        found += [f"{one.name}: {words}" for words in told]
    return found


def _of_role(one: Volunteer, role: Role, *, on: date, needs, owed, record) -> Iterator[str]:
    gate = eligibility(one, role, on)
    codes = {reason.code for reason in gate.reasons}
    # In a role with groups nobody is given people one by one, so the record does not speak of it.
    outlooks = [(line.ok, line.changes_on) for line in record.outlooks if line.role == role.name]
    if outlooks != [(gate.ok, gate.changes_on)][: not role.with_groups]:
        yield "the record has another answer or day"
    if {line.code for line in record.missing if role.name in line.roles} != codes:
        yield "the record has other reasons"
    mine = [need for need in needs if role.needs_training and role.kind in need.module.needed_for]
    if codes & TRAINING and not any(need.state in ("to do", "over") for need in mine):
        yield f"the gate: {codes}, and my training says nothing"
    texts = [line for line in owed if line.role in (None, role.pk)] if role.needs_agreement else []
    stops = any(line.stops(on) for line in texts)
    if stops != bool(codes & {"agreement", "agreement-none"}):
        yield f"something to sign stops them: {stops}, the gate: {codes}"
    days = [line.by_on + timedelta(days=1) for line in texts if line.by_on and line.by_on >= on]
    if gate.ok and days and gate.changes_on > min(days):
        yield "the gate closes later than the day to sign by"


def _turn(evidence, one: Volunteer, role: Role, on: date) -> Iterator[str]:
    """The day of change is the first day on which the answer is another one."""
    now, said = eligibility(evidence, role, on).ok, eligibility(one, role, on).changes_on
    days = (on + timedelta(days=number) for number in range(1, AHEAD))
    first = next((day for day in days if eligibility(evidence, role, day).ok != now), None)
    if first != said and (first or said < on + timedelta(days=AHEAD)):
        yield f"the gate changes on {first}, and says {said}"


def _told(missing) -> set[tuple]:
    return {(one.code, one.words, frozenset(one.roles), one.changes_on) for one in missing}


def _of_training(answers, needs, codes: set[str]) -> Iterator[str]:
    lacks = any(need.state in ("to do", "over") for need in needs)
    if lacks != bool(codes & TRAINING):
        yield f"my training lacks something: {lacks}, the gate says the contrary"
    soon = [need.due_on + timedelta(days=1) for need in needs if need.due_on]
    closing = [answer.changes_on for answer in answers if answer.changes_on]
    if answers and not codes and soon and min(closing) > min(soon):
        yield "the gate closes later than the day to refresh by"


def _of_board(line, seen, answers, on: date) -> Iterator[str]:
    if line and _told(line.missing) != _told(seen.missing):
        yield "board and record miss different things"
    if line and line.place.now and not any(answer.ok for answer in answers):
        yield "the board has a place, the gate has none"
    if line and line.sign_by != min((one.by_on for one in seen.to_sign(on)), default=None):
        yield "board and record name different days to sign by"


def _of_recruitment(one: Volunteer, proof, codes: set[str]) -> Iterator[str]:
    if proof.missing != codes:
        yield "recruitment misses other things than the gate"
    if one.stage not in JOINING:
        return
    if next_stage(one.stage, proof) != one.stage:
        yield f"has all for the next step, and stands at {one.stage}"
    todo = next_action(one.stage, proof, Asked())
    wanted = {"check": CHECK, "training": TRAINING, "agreement": {"agreement"}, "set-up": {"training-none"}}
    if todo in wanted and not wanted[todo] & codes:
        yield f"recruitment says {todo}, the gate: {codes}"
