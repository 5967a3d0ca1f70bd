"""What the log page knows before anybody has typed: which contact it is about and what comes after it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from peersupport.accounts.actors import Actor
from peersupport.core.calendar import closed_days
from programmes.choices import PLANNED
from programmes.models import PlannedContact, Relationship
from programmes.selectors import contacts_plan as plans


@dataclass(frozen=True)
class LogPage:
    """`planned` is None when no contact is open. `happened_on` is filled in; `tried_on` and `new_try_on` say
    what "no answer" would do, without a new try when it is too late for one.
    """

    relationship: Relationship
    today: date
    first_day: date
    planned: PlannedContact | None
    last_number: int
    coming: PlannedContact | None
    happened_on: date
    tried: PlannedContact | None
    tried_on: date
    new_try_on: date | None

    @property
    def name(self) -> str:
        return self.relationship.patient.short_name

    @property
    def may_be_missed(self) -> bool:
        """Whether the contact's day has passed, so that "it did not happen" is an answer."""
        return self.planned is not None and self.planned.due_on < self.today


def relationship_for(by: Actor, key: UUID) -> Relationship | None:
    """A relationship this person may log for, with what the page shows of it."""
    rows = Relationship.objects.visible_to(by).select_related(
        "patient", "scheme", "volunteer__coordinator__user", "enrolment__owner__user"
    )
    return rows.filter(pk=key).first()


def log_page(relationship: Relationship, *, by: Actor, today: date, chosen: UUID | None) -> LogPage:
    plan = plans.plan_of(relationship)
    picked = plans.in_plan(plan, chosen)
    planned = plans.current(plan, today=today, chosen=picked)
    about, tried_on = plans.tried(plan, picked, today)
    return LogPage(
        relationship=relationship,
        today=today,
        first_day=plans.first_day(relationship, plan, by=by, today=today),
        planned=planned,
        last_number=plan[-1].number if plan else 0,
        coming=plans.following(plan, today=today, after=planned),
        happened_on=_likely_day(planned, today),
        tried=about,
        tried_on=tried_on,
        new_try_on=_new_try(relationship, about, tried_on, today),
    )


def _likely_day(planned: PlannedContact | None, today: date) -> date:
    """Today, but for a contact whose time is over: its own day."""
    return planned.due_on if planned and planned.closes_on < today else today


def _new_try(
    relationship: Relationship, planned: PlannedContact | None, tried_on: date, today: date
) -> date | None:
    if planned is None or planned.state != PLANNED:
        return None
    closed = closed_days(relationship.scheme.division)
    return plans.new_try(planned, tried_on=tried_on, today=today, closed=closed)
