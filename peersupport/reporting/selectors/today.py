"""The worklist of a coordinator: what needs doing, most urgent first. It only composes what the rooms say.

Each kind of task is one function that gives its tasks with a fixed number of queries; the order of KINDS is
the order of urgency.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from matching.selectors.runs_open import proposals_to_decide
from matching.selectors.undecided import undecided
from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.reporting.selectors.today_cover import cover_left, cover_needed
from peersupport.reporting.selectors.today_joining import (
    certificates,
    devices,
    doubts,
    people_to_ask,
    training_registers,
)
from peersupport.reporting.selectors.today_messages import enquiries, not_delivered, not_sent
from peersupport.reporting.selectors.today_tasks import Asker, Task, owner_of, task
from programmes.choices import ACKNOWLEDGED, DECIDED, RAISED, RECEIVED, URGENT
from programmes.models import Relationship
from programmes.selectors import concerns, contacts, enrolments, feedback, quality, referrals, requests
from programmes.selectors.followups import silences
from programmes.selectors.referrals_known import known_already
from programmes.selectors.reviews import due_reviews
from programmes.selectors.wellbeing import prompts
from volunteers.choices import ACTIVE
from volunteers.selectors import expenses, recognition
from volunteers.selectors.agreements_unsigned import pressing
from volunteers.selectors.checks import expiring_checks
from volunteers.selectors.supervision import LOOKED_AFTER, due_list
from volunteers.selectors.supervision_sessions import to_register, without_leader
from volunteers.selectors.training_refreshers import refreshers

PATIENT = ("goal", "ask_for_help_when", "safety")


def worries(asker: Asker, state: str) -> list[Task]:
    """Worries in one state; nobody else sees them here."""
    if not asker.actor.can(may.WORK_CONCERNS):
        return []
    rows = concerns.listed(by=asker.actor, only_open=True).filter(state=state)
    rows = rows.select_related(
        "patient", "owner__user", "relationship__patient", "relationship__volunteer", "relationship__role"
    )
    return [task(state, row, row.raised_at, row.owner) for row in rows]


def no_contact(asker: Asker) -> list[Task]:
    return [
        task("no-contact", one, one.since_on, owner_of(one.relationship))
        for one in silences(actor=asker.actor)
    ]


def overdue(asker: Asker) -> list[Task]:
    rows = contacts.overdue_rows(by=asker.actor, on=asker.on).select_related(
        "relationship__patient", "relationship__role", "relationship__enrolment__owner__user",
        "relationship__volunteer__coordinator__user",
    ).defer(*(f"relationship__patient__{name}" for name in PATIENT), "relationship__enrolment__matters",
            "relationship__volunteer__notes")  # fmt: skip
    return [task("overdue", row, row.expected_on, owner_of(row.relationship)) for row in rows]


def to_decide(asker: Asker) -> list[Task]:
    return [task("decide", talk, talk.held_on, talk.enrolment.owner) for talk in undecided(actor=asker.actor)]


def proposed(asker: Asker) -> list[Task]:
    """One line for all proposals of a round that wait, however many; `more` is how many."""
    if not asker.actor.can(may.MATCH_PEOPLE):
        return []
    found = proposals_to_decide(actor=asker.actor)
    return [task("proposals", one.run, one.run.finished_at, None, one.count) for one in found]


def step_downs(asker: Asker) -> list[Task]:
    """Reviews that nobody has written, and those that wait for a decision."""
    rows = due_reviews(actor=asker.actor, on=asker.on)
    return [task("review", row, row.since, owner_of(row.relationship)) for row in rows]


def asked_for(asker: Asker) -> list[Task]:
    """Changes of a plan that a volunteer asks for."""
    rows = requests.waiting(actor=asker.actor)
    return [task("asked", row, row.asked_at, owner_of(row.relationship)) for row in rows]


def new_referrals(asker: Asker, *, urgent: bool) -> list[Task]:
    rows = [
        row
        for row in referrals.to_answer(actor=asker.actor, state=RECEIVED)
        if (row.urgency == URGENT) == urgent
    ]
    known = known_already(rows)
    return [task("new", row, row.received_on, row.owner, row.pk in known) for row in rows]


def checks(asker: Asker, *, lapsed: bool) -> list[Task]:
    """Checks that have run out, or will soon; `more` is how many people the volunteer supports."""
    rows = [row for row in expiring_checks(actor=asker.actor, on=asker.on) if (row.days_left < 0) == lapsed]
    running = Relationship.objects.of(asker.actor.scheme).running()
    running = running.filter(volunteer__in={row.volunteer_key for row in rows}).order_by()
    supports = dict(running.values_list("volunteer").annotate(Count("pk")))
    kind = "lapsed" if lapsed else "expires"
    return [
        Task(kind, row, row.renew_by_on, None, UUID(row.owner_key) if row.owner_key else None, row.owner,
             supports.get(UUID(row.volunteer_key), 0))
        for row in rows
    ]  # fmt: skip


def refreshing(asker: Asker, *, late: bool) -> list[Task]:
    """Training that is to be refreshed within a month, or is late."""
    rows = [
        row for row in refreshers(actor=asker.actor, on=asker.on) if (row.days_left(asker.on) < 0) == late
    ]
    kind = "refresh-late" if late else "refresh"
    return [task(kind, row, row.due_on, row.volunteer.coordinator) for row in rows]


def signing(asker: Asker) -> list[Task]:
    """Texts that people who work with us have not signed, with a week left or none."""
    rows = pressing(actor=asker.actor, on=asker.on)
    return [task("sign", row, row.since_on, row.volunteer.coordinator) for row in rows]


def wishes_to_talk(asker: Asker) -> list[Task]:
    """People who say in their feedback that they want to talk to somebody."""
    rows = feedback.to_talk(actor=asker.actor)
    return [task("talk", row, row.returned_at, owner_of(row.relationship)) for row in rows]


def words_to_read(asker: Asker) -> list[Task]:
    """What people wrote in their feedback; a worry may stand in it."""
    rows = feedback.to_read(actor=asker.actor)
    return [task("said", row, row.returned_at, owner_of(row.relationship)) for row in rows]


def quality_reviews(asker: Asker) -> list[Task]:
    """Monthly reviews that have not begun, or are not closed."""
    if not asker.actor.can(may.WORK_VOLUNTEERS):
        return []
    month = quality.due_month(actor=asker.actor, on=asker.on)
    due = [task("quality-due", month, asker.on.replace(day=1), None)] if month else []
    return due + [task("quality", row, row.made_at, None) for row in quality.open_reviews(actor=asker.actor)]


def claims(asker: Asker) -> list[Task]:
    """Claims that wait for an answer, nobody's own; and open ones of people who cannot put them right themselves."""
    if not asker.actor.can(may.DECIDE_EXPENSES):
        return []
    rows = expenses.waiting(actor=asker.actor)
    waiting = [task("claim", row, row.sent_at, row.volunteer.coordinator) for row in rows]
    right = expenses.to_put_right(actor=asker.actor)
    return waiting + [task("claim-open", row, row.created_at, row.volunteer.coordinator) for row in right]


def milestones(asker: Asker) -> list[Task]:
    """Volunteers who have reached something and were not thanked yet."""
    if not asker.actor.can(may.WORK_VOLUNTEERS):
        return []
    rows = recognition.to_thank(actor=asker.actor, on=asker.on)
    return [task("thank", row, row.since_on, row.volunteer.coordinator) for row in rows]


def supervision(asker: Asker) -> list[Task]:
    """Volunteers to look after (in private), without a supervisor, overdue; sessions that nobody leads, and registers
    that nobody has taken.
    """
    if not asker.actor.can(may.SUPERVISE):
        return []
    everybody = due_list(actor=asker.actor, on=asker.on, stages=LOOKED_AFTER)
    care = prompts(everybody, actor=asker.actor, on=asker.on)
    lines = [line for line in everybody if line.volunteer.stage == ACTIVE]
    alone = [line for line in lines if line.supervised.acting is None]
    late = [line for line in lines if line.due and line.is_overdue(asker.on)]
    return [
        *(task("care", one, one.since, one.line.supervised.acting) for one in care),
        *([task("unsupervised", alone, asker.on, None)] if alone else []),
        *(task("supervision", line, line.due.on, line.supervised.acting) for line in late if line.due),
        *_sessions(asker),
    ]


def _sessions(asker: Asker) -> list[Task]:
    leaderless = without_leader(actor=asker.actor, on=asker.on)
    registers = to_register(actor=asker.actor, on=asker.on)
    return [
        *(task("leaderless", row, row.session.on, None) for row in leaderless),
        *(task("register", row, row.session.on, row.leader.acting) for row in registers),
    ]


def waiting_too_long(asker: Asker) -> list[Task]:
    rows = enrolments.to_ask(actor=asker.actor, on=asker.on).select_related(
        "patient", "cohort__programme__role", "owner__user"
    ).defer("matters", *(f"patient__{name}" for name in PATIENT)).order_by("waits_since_on", "pk")  # fmt: skip
    return [task("waiting", row, row.waits_since_on, row.owner) for row in rows]


KINDS: tuple[Callable[[Asker], list[Task]], ...] = (
    lambda asker: worries(asker, RAISED),
    lambda asker: worries(asker, ACKNOWLEDGED),
    doubts,
    wishes_to_talk,
    words_to_read,
    lambda asker: not_delivered(asker, staff=True),
    lambda asker: not_sent(asker, staff=True),
    no_contact,
    overdue,
    lambda asker: new_referrals(asker, urgent=True),
    lambda asker: checks(asker, lapsed=True),
    lambda asker: refreshing(asker, late=True),
    signing,
    supervision,
    training_registers,
    to_decide,
    proposed,
    cover_needed,
    cover_left,
    asked_for,
    step_downs,
    lambda asker: not_delivered(asker, staff=False),
    lambda asker: not_sent(asker, staff=False),
    enquiries,
    lambda asker: new_referrals(asker, urgent=False),
    lambda asker: worries(asker, DECIDED),
    lambda asker: checks(asker, lapsed=False),
    lambda asker: refreshing(asker, late=False),
    certificates,
    claims,
    devices,
    quality_reviews,
    waiting_too_long,
    people_to_ask,
    milestones,
)


def tasks(*, actor: Actor, at: datetime) -> list[Task]:
    """Everything to do that this person may see, most urgent first."""
    asker = Asker(actor, at)
    return [one for kind in KINDS for one in kind(asker)]


@dataclass(frozen=True, slots=True)
class Owners:
    """How many tasks are whose: all, mine, nobody's, and others' by key, with names."""

    everyone: int
    mine: int
    nobody: int
    others: tuple[tuple[UUID, str, int], ...]


def owners(found: Iterable[Task], *, actor: Actor) -> Owners:
    counted: Counter = Counter((one.owner_key, one.owner_name) for one in found)
    me = actor.membership.pk if actor.membership else None
    others = sorted((name, key, number) for (key, name), number in counted.items() if key not in (me, None))
    return Owners(
        everyone=sum(counted.values()),
        mine=sum(number for (key, _), number in counted.items() if key and key == me),
        nobody=sum(number for (key, _), number in counted.items() if key is None),
        others=tuple((key, name, number) for name, key, number in others),
    )


def owned_by(found: list[Task], *, owner: str, actor: Actor) -> list[Task]:
    """`owner` is "mine", "nobody", the key of a membership, or empty for everyone."""
    if not owner:
        return found
    wanted = {"mine": str(actor.membership.pk) if actor.membership else "", "nobody": "None"}.get(
        owner, owner
    )
    return [one for one in found if str(one.owner_key) == wanted]
