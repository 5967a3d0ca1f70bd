"""Contacts that nobody has logged go on to the coordinator, and later to the managers.

Each is told once, however many nights were missed: the row notes it, so that a tick may run twice, or late. What
should have been said more than a week ago is said in one message that counts it: timers that stood still for long
do not send a month of messages at once, and nothing is left out in silence either.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial, reduce
from operator import or_

from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from peersupport.accounts.models import Membership, Scheme
from peersupport.core.calendar import to_utc
from peersupport.messaging.models import Message
from peersupport.messaging.services import outbox
from programmes.models import FollowUpRules, PlannedContact
from programmes.services import contacts_messages as messages
from programmes.services.contacts_ticks import IN_A_PAUSE, each_scheme
from programmes.services.followups_batches import JOINED, in_batches, programme, rules_for
from programmes.services.followups_staff import Staff

# What is older than this is told together.
CATCH_UP = timedelta(days=7)
USEFUL_DAYS = 7


def escalate(*, at: datetime) -> int:
    """Tell the coordinator, and later the managers, of contacts that nobody has logged. Gives how many messages."""
    return each_scheme(partial(_escalate_in, at=at))


def _escalate_in(scheme: Scheme, *, at: datetime) -> int:
    today = timezone.localdate(at)
    late = PlannedContact.objects.of(scheme).overdue(today).exclude(IN_A_PAUSE)
    late = late.filter(reduce(or_, (step.is_open for step in STEPS)))
    return in_batches(late.select_related(*JOINED), partial(_escalate, today=today))


@dataclass(frozen=True, slots=True)
class Step:
    """`days` is the rule that says how long after the day, `done_for` the column that notes it."""

    key: str
    days: str
    done_for: str
    whom: Callable[[Staff, PlannedContact], list[Membership]]

    @property
    def is_open(self) -> Q:
        return Q(**{self.done_for: None}) | ~Q(**{self.done_for: F("due_on")})

    def is_due(self, row: PlannedContact, rules: FollowUpRules, today: date) -> bool:
        return getattr(row, self.done_for) != row.due_on and self.days_over(row, rules, today) >= 0

    def days_over(self, row: PlannedContact, rules: FollowUpRules, today: date) -> int:
        return row.days_over(today) - getattr(rules, self.days)


STEPS = (
    Step(messages.TO_COORDINATOR, "coordinator_days", "coordinator_for", lambda staff, row: staff.of(row)),
    Step(messages.TO_MANAGER, "manager_days", "manager_for", lambda staff, row: staff.managers(row.scheme)),
)


@dataclass
class Telling:
    """`each` are messages about one contact, `together` contacts by step and member that are long over."""

    today: date
    each: list[Message] = field(default_factory=list)
    together: dict[tuple[str, Membership], list[PlannedContact]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def messages(self) -> list[Message]:
        counted = (
            _together(rows, step, member, self.today) for (step, member), rows in self.together.items()
        )
        return [*self.each, *counted]


def _escalate(batch: list[PlannedContact], *, today: date) -> int:
    rules, staff, telling = rules_for(batch), Staff(today), Telling(today)
    for step in STEPS:
        due = [row for row in batch if step.is_due(row, rules[programme(row)], today)]
        done = [row.pk for row in due if _told(row, step, rules[programme(row)], staff, telling)]
        PlannedContact.objects.everywhere().filter(pk__in=done).update(**{step.done_for: F("due_on")})
    return len(outbox.ask_all(telling.messages()))


def _told(row: PlannedContact, step: Step, rules: FollowUpRules, staff: Staff, telling: Telling) -> bool:
    """False while there is nobody to tell: then it stays to be done."""
    members = step.whom(staff, row)
    if step.days_over(row, rules, telling.today) < CATCH_UP.days:
        telling.each += [_to_staff(row, member, step.key, telling.today) for member in members]
    else:
        for member in members:
            telling.together[step.key, member].append(row)
    return bool(members)


def _to_staff(row: PlannedContact, member: Membership, step: str, today: date) -> Message:
    return Message(
        key=f"{step}:{row.pk}:{row.due_on}:{member.pk}",
        template="contact_not_logged_staff",
        day=row.due_on,
        **_about(row.scheme, member, today),
    )


def _together(rows: list[PlannedContact], step: str, member: Membership, today: date) -> Message:
    """The first of them names the message: told once, they never come again."""
    return Message(
        key=f"{step}-together:{rows[0].pk}:{rows[0].due_on}:{member.pk}",
        template="contacts_not_logged_staff",
        day=min(row.due_on for row in rows),
        number=len(rows),
        **_about(rows[0].scheme, member, today),
    )


def _about(scheme: Scheme, member: Membership, today: date) -> dict:
    return {
        "scheme": scheme,
        "recipient_kind": "staff",
        "recipient_key": member.pk,
        "link": reverse("contacts-overdue"),
        "not_before": to_utc(today, messages.MORNING),
        "expires_at": to_utc(today + timedelta(days=USEFUL_DAYS), time(0)),
    }
