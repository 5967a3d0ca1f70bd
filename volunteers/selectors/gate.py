"""The one eligibility gate (feature V7): may this volunteer be newly matched, in this role, on this day?

Pages, imports, tasks and services all ask `eligibility`, the engine through `programmes.selectors.openings`. Whoever
asks of many reads their evidence once, with the same thirteen queries, and asks of that.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from django.db.models import QuerySet

from peersupport.core.prepared import prepared
from peersupport.core.sql import key_text
from volunteers.choices import AT_WORK, NO_CHECK, STAGES
from volunteers.models import (
    AgreementText,
    Role,
    Volunteer,
    covers,
)
from volunteers.models.checks import RANK
from volunteers.schedule.supervision import Due
from volunteers.selectors import said_facts, supervision_facts, training_facts
from volunteers.selectors.agreements_rules import Owed, Signature, owed
from volunteers.selectors.gate_answers import Eligibility, Reason, in_full
from volunteers.selectors.spans import Span, spans_of

NOT_HELD, LEAVE, SUPERVISION = "role", "leave", "supervision"


@dataclass(slots=True)
class Evidence:
    """What the gate looks at. Keys: of `held` the role's, of `checks` the level.

    `began_on` is the first day of work. `texts` are the scheme's published agreement texts.
    """

    stage: str
    began_on: date = date.min
    supervision: supervision_facts.Facts = field(default_factory=supervision_facts.Facts)
    training: training_facts.Facts = field(default_factory=training_facts.Facts)
    said: said_facts.Facts = field(default_factory=said_facts.Facts)
    held: list[Span] = field(default_factory=list)
    checks: list[Span] = field(default_factory=list)
    signatures: list[Signature] = field(default_factory=list)
    leave: list[Span] = field(default_factory=list)
    texts: tuple[AgreementText, ...] = ()

    def owed(self, roles: Iterable[Role], on: date) -> tuple[Owed, ...]:
        """The texts that somebody who holds these roles has to sign, now or by a day to come."""
        needing = [role.pk for role in roles if role.needs_agreement]
        return owed(self.texts, self.signatures, needing, on) if needing else ()

    def supervision_due(self, role: UUID, on: date) -> Due | None:
        """What supervision this person owes in a role that they hold on that day."""
        asked = self.supervision.asks(role, self.stage)
        since = [span.starts_on for span in self.held if span.key == role and span.holds(on)] if asked else []
        if not since:
            return None
        began_on = max(min(since), self.began_on)
        return self.supervision.due(role, on, stage=self.stage, began_on=began_on, away=self.away)

    @property
    def away(self) -> list[tuple[date, date]]:
        """The first and last day of each leave."""
        return [(span.starts_on, span.ends_on or date.max) for span in self.leave]

    def holds(self, role: UUID, on: date) -> bool:
        return any(span.key == role and span.holds(on) for span in self.held)

    def roles(self, on: date) -> list[UUID]:
        """The roles held on that day, the longest held first."""
        held = sorted(self.held, key=lambda span: (span.starts_on, key_text(span.key)))
        return [span.key for span in held if span.holds(on)]


def eligibility(
    volunteer: Volunteer | Evidence, role: Role, on: date, *, supervised: bool = True
) -> Eligibility:
    """May this volunteer be newly matched in this role on this day, and until when?

    Thirteen queries; none where `evidence_of` has read the evidence already. The reasons come in the order in which
    somebody would put them right. Not `supervised`: all of it but supervision, for a day that is still to come.
    """
    evidence = volunteer if isinstance(volunteer, Evidence) else evidence_of([volunteer])[volunteer.pk]
    rules = (_role, _stage, _check, _training, _agreement, *([_supervision] if supervised else []), _leave)
    reasons = tuple(reason for rule in rules for reason in rule(evidence, role, on))
    return Eligibility(
        reasons, partial(_changes_on, evidence, role, on, ok=not reasons, supervised=supervised)
    )


def lacks(evidence: Evidence, role: Role, on: date) -> set[str]:
    """Which of the things that somebody has to show for a role is missing or no longer in date; see LACKED."""
    return {name for name, rule in LACKED.items() if any(rule(evidence, role, on))}


def eligibility_of_days(
    evidence: Evidence, role: Role, first: date, last: date, *, today: date
) -> tuple[date, Eligibility]:
    """The first day, from the first to the last, on which the answer is a no, with it; else the last day and a yes.

    Asked on the days on which a rule may say something else than the day before. Supervision is judged as of today, as
    at a start: what falls due later is held in between.
    """
    if missed := tuple(_supervision(evidence, role, today)):
        return first, Eligibility((*missed, *eligibility(evidence, role, first, supervised=False).reasons))
    days = sorted({first, *(day for day in _turns(evidence, role, first) if first < day <= last)})
    answers = ((day, eligibility(evidence, role, day, supervised=False)) for day in days)
    return next((one for one in answers if not one[1].ok), (last, Eligibility(())))


def _changes_on(evidence: Evidence, role: Role, on: date, *, ok: bool, supervised: bool) -> date | None:
    """Asked of the same rules on each day on which evidence begins or ends."""
    days = sorted(day for day in _turns(evidence, role, on) if day > on)
    answers = ((day, eligibility(evidence, role, day, supervised=supervised)) for day in days)
    return next((day for day, answer in answers if answer.ok != ok), None)


def _turns(evidence: Evidence, role: Role, on: date) -> set[date]:
    """Every day on which a rule may say something else than the day before."""
    spans = (*evidence.held, *evidence.checks, *evidence.leave)
    due = evidence.supervision_due(role.pk, on)
    starts, last = evidence.training.turns(role.kind)
    last |= {span.ends_on for span in spans if span.ends_on} | {text.sign_by_on for text in evidence.texts}
    last |= {due.late_after} if due else set()
    starts |= {span.starts_on for span in spans} | {text.published_on for text in evidence.texts}
    starts |= {one.on for one in evidence.signatures}
    return starts | {day + timedelta(days=1) for day in last if day < date.max}


def evidence_of(volunteers: Iterable[Volunteer]) -> dict[UUID, Evidence]:
    """Evidence by key of volunteer. Thirteen queries, none for nobody."""
    people = list(volunteers)
    if not people:
        return {}
    scheme, keys = people[0].scheme_id, {person.pk: key_text(person.pk) for person in people}
    texts = tuple(_texts(scheme))
    spans, supervision = spans_of(scheme, keys.values()), supervision_facts.facts_of(scheme, keys)
    training, said = training_facts.facts_of(scheme, keys), said_facts.facts_of(scheme, keys)
    return {
        one.pk: Evidence(
            one.stage, one.began_on or one.stage_since_on, supervision[one.pk], training[one.pk], said[one.pk],
            texts=texts,
            **{name: some[keys[one.pk]] for name, some in spans.items() if keys[one.pk] in some},
        )
        for one in people
    }  # fmt: skip


@prepared
def _texts(scheme: UUID) -> QuerySet:
    return AgreementText.objects.of(scheme).defer("text").order_by("version", "pk")


def _role(evidence: Evidence, role: Role, on: date) -> Iterator[Reason]:
    if not evidence.holds(role.pk, on):
        spans = [span for span in evidence.held if span.key == role.pk]
        begins = [span.starts_on for span in spans if span.starts_on > on]
        last = max((span.ends_on for span in spans if span.ends_on and span.ends_on < on), default=None)
        ahead = f"Holds the role {role.name} until {in_full(last)}" if last else ""
        yield Reason(NOT_HELD, f"Does not hold the role {role.name}", min(begins, default=None), last, ahead)


def _stage(evidence: Evidence, role: Role, on: date) -> Iterator[Reason]:
    if evidence.stage not in AT_WORK:
        yield Reason("stage", f"Not ready: {dict(STAGES)[evidence.stage].lower()}")
    elif evidence.said.doubt:
        yield Reason("doubt", evidence.said.doubt)


def _check(evidence: Evidence, role: Role, on: date) -> Iterator[Reason]:
    """A check of the role's level or a higher one, for its workforce, in date. The day to renew by still counts."""
    if role.check_level == NO_CHECK:
        return
    enough = [span for span in evidence.checks if covers(span.key, span.workforce, role)]
    if any(span.holds(on) for span in enough):
        return
    level = role.get_check_level_display()
    over = [span.ends_on for span in enough if span.ends_on < on]
    if over:
        last = in_full(max(over))
        ahead = f"{level} check runs out on {last}"
        yield Reason("check-lapsed", f"{level} check ran out on {last}", due_on=max(over), ahead=ahead)
    elif enough:
        first = min(span.starts_on for span in enough)
        yield Reason("check-missing", f"{level} check is dated {in_full(first)}, later than that day", first)
    elif any(RANK[span.key] >= RANK[role.check_level] for span in evidence.checks):
        workforce = role.get_workforce_display().lower()
        yield Reason("check-level", f"The check is for another workforce; the role needs {workforce}")
    elif evidence.checks:
        yield Reason("check-level", f"The check is not {level.lower()}, as the role needs")
    else:
        yield Reason("check-missing", f"{level} check is missing")


def _training(evidence: Evidence, role: Role, on: date) -> Iterator[Reason]:
    if not role.needs_training:
        return
    learned = evidence.training.learned(role.kind, on)
    if learned is None and not evidence.training.modules.get(role.kind):
        yield Reason("training-none", "No training is set up for the role")
    elif learned is None:
        yield Reason("training", "Role training is not finished")
    elif not learned.counts(on):
        last, until = learned.until, in_full(learned.until)
        ahead = f"Training is to be refreshed by {until}"
        yield Reason("training-lapsed", f"Training was to be refreshed by {until}", due_on=last, ahead=ahead)


def _agreement(evidence: Evidence, role: Role, on: date) -> Iterator[Reason]:
    for one in evidence.owed([role], on):
        if not one.stops(on):
            continue
        name, is_not = (
            ("role agreement", "Role agreement is") if one.role else ("principles", "The principles are")
        )
        if one.text is None:
            yield Reason("agreement-none", "No agreement is published for the role")
        elif one.by_on:
            new, last = f"The new {name}", in_full(one.by_on)
            ahead = f"{new} {'has' if one.role else 'have'} to be signed by {last}"
            yield Reason("agreement", f"{new} had to be signed by {last}", due_on=one.by_on, ahead=ahead)
        else:
            yield Reason("agreement", f"{is_not} not signed")


# What a role asks to be shown, as a change of the role names it.
LACKED = {"a check": _check, "training": _training, "a signature": _agreement}


def _supervision(evidence: Evidence, role: Role, on: date) -> Iterator[Reason]:
    """Overdue supervision stops new matches only: support that runs goes on."""
    due = evidence.supervision_due(role.pk, on)
    if due and due.is_overdue(on):
        yield Reason(SUPERVISION, f"Supervision was due by {in_full(due.on)}", due_on=due.on)


def _leave(evidence: Evidence, role: Role, on: date) -> Iterator[Reason]:
    yield from filter(None, [on_leave(evidence, on)])


def on_leave(evidence: Evidence, on: date) -> Reason | None:
    """Until when, if the volunteer is away on that day."""
    lasts = [span.ends_on for span in evidence.leave if span.holds(on)]
    if not lasts:
        return None
    last = max(lasts)
    back_on = last + timedelta(days=1) if last < date.max else None  # an import may say "for ever"
    return Reason(LEAVE, f"On leave until {in_full(last)}", back_on)
