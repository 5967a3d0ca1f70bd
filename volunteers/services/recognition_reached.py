"""Noting who has reached a milestone: each once, also after nights on which nothing ran."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from peersupport.accounts.actors import Actor
from peersupport.accounts.models import Scheme
from peersupport.audit.services import events
from peersupport.core.calendar import add_months
from peersupport.core.ticks import each
from volunteers.activity import Activity
from volunteers.choices import AT_WORK, CONTACT, CONTACTS_HELD, HOURS_GIVEN
from volunteers.models import MilestoneReached, MilestoneRule, Volunteer
from volunteers.selectors.recognition_hours import all_done

HERE = AT_WORK


def note_all(*, today: date, at: datetime) -> int:
    """Every scheme that has milestones. Gives how many are new."""
    schemes = Scheme.objects.filter(pk__in=MilestoneRule.objects.everywhere().current().values("scheme"))
    return each(schemes, lambda scheme: note(scheme=scheme, today=today, at=at))


@transaction.atomic
def note(*, scheme: Scheme, today: date, at: datetime) -> int:
    """Five queries and, if somebody has reached something, the writes. Twice is once."""
    rules = list(MilestoneRule.objects.of(scheme).current())
    people = list(Volunteer.objects.of(scheme).filter(stage__in=HERE))
    done = all_done(scheme.pk, [one.pk for one in people], on=today)
    had = set(MilestoneReached.objects.of(scheme).values_list("volunteer_id", "rule_id"))
    new = [
        MilestoneReached(scheme=scheme, volunteer=one, rule=rule, reached_on=on)
        for one in people
        for rule in rules
        if (one.pk, rule.pk) not in had and (on := reached_on(rule, one, done[one.pk], today))
    ]
    made = MilestoneReached.objects.of(scheme).bulk_create(new, ignore_conflicts=True)
    rows = [(row, row.volunteer, {"rule": str(row.rule_id)}) for row in made]
    if rows:
        events.record_all(by=Actor.system(scheme), action="milestone.reached", rows=rows, at=at)
    return len(made)


def reached_on(rule: MilestoneRule, one: Volunteer, done: Iterable[Activity], today: date) -> date | None:
    """The day on which this volunteer had so much; None if that has not come. `done` is by day."""
    if rule.measure == CONTACTS_HELD:
        days = [row.on for row in done if row.kind == CONTACT]
        return days[rule.number - 1] if len(days) >= rule.number else None
    if rule.measure == HOURS_GIVEN:
        return _day_of_hours(rule.number, done)
    if one.joined_on is None:
        return None
    on = add_months(one.joined_on, 12 * rule.number)
    return on if on <= today else None


def _day_of_hours(number: int, done: Iterable[Activity]) -> date | None:
    minutes = 0
    for row in done:
        minutes += row.minutes
        if minutes >= number * 60:
            return row.on
    return None
