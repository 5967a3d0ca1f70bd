"""The one eligibility gate (feature V7): may this volunteer be newly matched, in this role, on this day?

Pages, imports, tasks and services all ask here. `eligibility` answers for one, `eligibilities` for many with the
same thirteen queries, and both go through `judge`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
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
from volunteers.selectors.spans import Span, spans_of

NOT_HELD, LEAVE, SUPERVISION = "role", "leave", "supervision"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why not: a code, a sentence without full stop, and the day on which it passes by itself, if it does.

    `due_on` is the last day on which it was in time, where that is over.
    """

    code: str
    words: str
    changes_on: date | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Eligibility:
    """The gate's answer. `ok` means no reason against.

    `changes_on` is the first day on which yes becomes no, or no becomes yes, as things stand; None: not by itself.
    """

    reasons: tuple[Reason, ...]
    changes_on: date | None = None

    @property
    def ok(self) -> bool:
        return not self.reasons

    @property
    def words(self) -> str:
        """All reasons in one line: "On leave until 5 December. No role training is recorded"."""
        return ". ".join(reason.words for reason in self.reasons)


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
        return owed(self.texts, self.signatures, needing, on)

    def supervision_due(self, role: UUID, on: date) -> Due | None:
        """What supervision this person owes in a role that they hold on that day."""
        since = [span.starts_on for span in self.held if span.key == role and span.holds(on)]
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


def eligibility(volunteer: Volunteer, role: Role, on: date) -> Eligibility:
    """May this volunteer be newly matched in this role on this day, and until when? Thirteen queries."""
    return outlook(evidence_of([volunteer])[volunteer.pk], role, on)


def eligibilities(volunteers: Iterable[Volunteer], role: Role, on: date) -> dict[UUID, Eligibility]:
    """The same for many, by key of volunteer, with thirteen queries however many."""
    return {key: outlook(evidence, role, on) for key, evidence in evidence_of(volunteers).items()}


def judge(evidence: Evidence, role: Role, on: date) -> Eligibility:
    """The rules. The reasons come in the order in which somebody would put them right."""
    rules = (_role, _stage, _check, _training, _agreement, _supervision, _leave)
    return Eligibility(tuple(reason for rule in rules for reason in rule(evidence, role, on)))


def judge_days(evidence: Evidence, role: Role, first: date, last: date) -> tuple[date, Eligibility]:
    """The first day, from the first to the last, on which the answer is a no, with it; else the last day and a yes.

    Asked on the days on which a rule may say something else than the day before.
    """
    days = sorted({first, *(day for day in _turns(evidence, role, first) if first < day <= last)})
    refused = next((day for day in days if not judge(evidence, role, day).ok), None)
    return (refused, outlook(evidence, role, refused)) if refused else (last, Eligibility(()))


def outlook(evidence: Evidence, role: Role, on: date) -> Eligibility:
    """The answer, and the day on which it changes: the same rules on each day on which evidence begins or ends."""
    answer = judge(evidence, role, on)
    days = sorted(day for day in _turns(evidence, role, on) if day > on)
    other = (day for day in days if judge(evidence, role, day).ok != answer.ok)
    return replace(answer, changes_on=next(other, None))


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
    return AgreementText.objects.of(scheme).defer("text").order_by("version")


def _role(evidence: Evidence, role: Role, on: date) -> Iterator[Reason]:
    if not evidence.holds(role.pk, on):
        begins = [span.starts_on for span in evidence.held if span.key == role.pk and span.starts_on > on]
        yield Reason(NOT_HELD, f"Does not hold the role {role.name}", min(begins, default=None))


def _stage(evidence: Evidence, role: Role, on: date) -> Iterator[Reason]:
    if evidence.stage not in AT_WORK:
        yield Reason("stage", f"Not ready: {dict(STAGES)[evidence.stage].lower()}")
    elif evidence.said.doubt:
        yield Reason("doubt", evidence.said.doubt)


def _check(evidence: Evidence, role: Role, on: date) -> Iterator[Reason]:
    """A check of the role's level or a higher one, for its workforce, in date. The day to renew by still counts."""
    enough = [span for span in evidence.checks if covers(span.key, span.workforce, role)]
    if role.check_level == NO_CHECK or any(span.holds(on) for span in enough):
        return
    level = role.get_check_level_display()
    over = [span.ends_on for span in enough if span.ends_on < on]
    if over:
        yield Reason("check-lapsed", f"{level} check ran out on {_day(max(over))}", due_on=max(over))
    elif enough:
        first = min(span.starts_on for span in enough)
        yield Reason("check-missing", f"{level} check is dated {_day(first)}, later than that day", first)
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
        until = learned.until
        yield Reason("training-lapsed", f"Training was to be refreshed by {_day(until)}", due_on=until)


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
            yield Reason("agreement", f"The new {name} had to be signed by {_day(one.by_on)}")
        else:
            yield Reason("agreement", f"{is_not} not signed")


def _supervision(evidence: Evidence, role: Role, on: date) -> Iterator[Reason]:
    """Overdue supervision stops new matches only: support that runs goes on."""
    due = evidence.supervision_due(role.pk, on)
    if due and due.is_overdue(on):
        yield Reason(SUPERVISION, f"Supervision was due by {_day(due.on)}", due_on=due.on)


def _leave(evidence: Evidence, role: Role, on: date) -> Iterator[Reason]:
    yield from filter(None, [on_leave(evidence, on)])


def on_leave(evidence: Evidence, on: date) -> Reason | None:
    """Until when, if the volunteer is away on that day."""
    lasts = [span.ends_on for span in evidence.leave if span.holds(on)]
    if not lasts:
        return None
    last = max(lasts)
    back_on = last + timedelta(days=1) if last < date.max else None  # an import may say "for ever"
    return Reason(LEAVE, f"On leave until {_day(last)}", back_on)


def _day(value: date) -> str:
    return f"{value.day} {value:%B %Y}"
