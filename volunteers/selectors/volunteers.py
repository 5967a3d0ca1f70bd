"""The record of one volunteer: what is held, what is in date until when, and what is missing."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from peersupport.accounts.models import Practice, Term
from peersupport.accounts.models.vocabulary import CONDITION, LANGUAGE
from volunteers.choices import STAGES, STEPPED_DOWN
from volunteers.models import Agreement, Check, HeldRole, Leave, Role, Volunteer
from volunteers.selectors.agreements_rules import Owed
from volunteers.selectors.checks import SOON_DAYS, counting
from volunteers.selectors.gate import NOT_HELD, Evidence, eligibility, evidence_of
from volunteers.selectors.gate_answers import Eligibility, Reason
from volunteers.selectors.training_facts import Learned


@dataclass(frozen=True, slots=True)
class Missing:
    """A reason of the gate, and the names of the roles that it holds up."""

    code: str
    words: str
    roles: tuple[str, ...]
    changes_on: date | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Outlook:
    """Whether somebody may be given somebody new in a role now; on which day that changes by itself, and the gate's
    codes of why then.
    """

    role: str
    ok: bool
    changes_on: date | None
    then: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """Rows newest first, roles by name. `counts` are the keys of the checks on which a role rests now.

    `training` is that of each role held now, by name; `owed` are the texts that are to be signed.
    """

    volunteer: Volunteer
    stage: str
    roles: tuple[HeldRole, ...]
    checks: tuple[Check, ...]
    counts: frozenset
    training: tuple[tuple[Role, Learned], ...]
    agreements: tuple[Agreement, ...]
    leave: tuple[Leave, ...]
    owed: tuple[Owed, ...]
    missing: tuple[Missing, ...]
    conditions: tuple[str, ...]
    languages: tuple[str, ...]
    practices: tuple[str, ...] = ()
    outlooks: tuple[Outlook, ...] = ()

    @property
    def name(self) -> str:
        return self.volunteer.name

    def expiring(self, on: date) -> tuple[Check, ...]:
        """Checks that count and run out soon; those that have run out are missing already."""
        return tuple(
            c for c in self.checks if c.pk in self.counts and 0 <= (c.renew_by_on - on).days <= SOON_DAYS
        )

    def refreshing(self, on: date) -> tuple[tuple[Role, Learned], ...]:
        """Training that counts and is to be refreshed soon."""
        ending = (line for line in self.training if line[1].until)
        return tuple(line for line in ending if 0 <= (line[1].until - on).days <= SOON_DAYS)

    def to_sign(self, on: date) -> tuple[Owed, ...]:
        """New versions whose day is still to come; what stops new matches is missing already."""
        return tuple(one for one in self.owed if not one.stops(on))


def record(volunteer: Volunteer, *, on: date) -> Record:
    """Everything on the volunteer's page. The volunteer comes with team and coordinator; twenty queries."""
    held = tuple(volunteer.held_roles.select_related("role").order_by("until_on", "role__name", "pk"))
    now = [row.role for row in held if row.until_on is None or row.until_on >= on]
    terms = Term.objects.of(volunteer.scheme_id)
    checks = volunteer.checks.order_by("-issued_on", "level", "pk")
    evidence = evidence_of([volunteer])[volunteer.pk]
    return Record(
        volunteer=volunteer,
        stage=dict(STAGES)[volunteer.stage],
        roles=held,
        checks=tuple(checks),
        counts=frozenset(counting(checks, on).values_list("pk", flat=True)),
        training=tuple((role, one) for role in now if (one := _learned(evidence, role, on))),
        agreements=tuple(
            volunteer.agreements.select_related("text__role", "role").order_by(
                "-signed_on", "-version", "-pk"
            )
        ),
        leave=tuple(volunteer.leave.order_by("-starts_on", "-pk")),
        owed=evidence.owed(now, on),
        missing=missing(evidence, now, on),
        outlooks=tuple(_outlook(evidence, role, on) for role in now if not role.with_groups),
        conditions=_words(terms.kind(CONDITION).names(), volunteer.conditions),
        languages=_words(terms.kind(LANGUAGE).names(), volunteer.languages),
        practices=_practices(volunteer),
    )


def _outlook(evidence: Evidence, role: Role, on: date) -> Outlook:
    found = eligibility(evidence, role, on)
    closes = (
        eligibility(evidence, role, found.changes_on) if found.ok and found.changes_on else Eligibility(())
    )
    then = tuple(reason.code for reason in closes.reasons)
    return Outlook(role.name, found.ok, found.changes_on, then)


def _learned(evidence: Evidence, role: Role, on: date) -> Learned | None:
    return evidence.training.learned(role.kind, on) if role.needs_training else None


def open_work(membership) -> list[QuerySet]:
    """Volunteers whom this member looks after."""
    rows = Volunteer.objects.of(membership.scheme_id).filter(coordinator=membership)
    return [rows.exclude(stage=STEPPED_DOWN)]


def missing(evidence: Evidence, roles: list[Role], on: date) -> tuple[Missing, ...]:
    """What the gate says against new matches, each reason once with the roles it is about."""
    found: dict[Reason, list[str]] = {}
    for role in roles:
        for reason in eligibility(evidence, role, on).reasons:
            found.setdefault(reason, []).append(role.name)
    if not roles:
        found[Reason(NOT_HELD, "Holds no role")] = []
    return tuple(Missing(r.code, r.words, tuple(names), r.changes_on, r.due_on) for r, names in found.items())


def _practices(volunteer: Volunteer) -> tuple[str, ...]:
    """By name; no query when the volunteer is in no pool of practices."""
    if not volunteer.practices:
        return ()
    rows = Practice.objects.of(volunteer.scheme_id).filter(ods_code__in=list(volunteer.practices))
    return tuple(rows.order_by("name", "pk").values_list("name", flat=True))


def _words(names: dict[str, str], codes) -> tuple[str, ...]:
    """The scheme's names of these codes; a code without a name stands for itself."""
    return tuple(names.get(code, code.replace("-", " ")) for code in codes)
