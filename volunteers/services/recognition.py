"""What a scheme celebrates, and saying thank you."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.accounts.models import Scheme
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from peersupport.messaging.services import outbox
from volunteers.choices import STEPPED_DOWN, USUAL_MILESTONES
from volunteers.models import MilestoneReached, MilestoneRule, Thanks, Volunteer


class MilestoneRefused(Refusal):
    """A milestone that cannot be set."""


class ThanksRefused(Refusal):
    """Thanks that cannot be sent."""


@transaction.atomic
def set_milestone(*, by: Actor, measure: str, number: int, at: datetime) -> MilestoneRule:
    """Celebrate this from now on; one that was ended begins again."""
    require(by, may.MANAGE_SCHEME)
    hold(Scheme.objects.all()).get(pk=by.scheme.pk)  # pressed twice at once: the second finds the first
    rule = MilestoneRule.objects.of(by.scheme).filter(measure=measure, number=number).first()
    if rule and rule.ended_on is None:
        raise MilestoneRefused("This is a milestone already.", field="number")
    if rule:
        rule.change(ended_on=None)
    else:
        rule = MilestoneRule.make(scheme=by.scheme, measure=measure, number=number)
    detail = {"measure": measure, "number": number}
    events.record(by=by, action="milestone.set", row=rule, at=at, detail=detail)
    return rule


@transaction.atomic
def start_usual(*, by: Actor, at: datetime) -> list[MilestoneRule]:
    """The usual ones, where there is none yet."""
    require(by, may.MANAGE_SCHEME)
    hold(Scheme.objects.all()).get(pk=by.scheme.pk)  # pressed twice at once: the second finds the first
    if MilestoneRule.objects.of(by.scheme).exists():
        raise MilestoneRefused("There are milestones already.")
    return [
        set_milestone(by=by, measure=measure, number=number, at=at) for measure, number in USUAL_MILESTONES
    ]


@transaction.atomic
def end_milestone(*, by: Actor, rule: MilestoneRule, at: datetime, today: date) -> None:
    """Nobody new reaches it; who did keeps it."""
    require(by, may.MANAGE_SCHEME, rule)
    rule = hold(MilestoneRule.objects.of(by.scheme)).get(pk=rule.pk)
    if rule.ended_on is None:
        rule.change(ended_on=today)
        events.record(by=by, action="milestone.ended", row=rule, at=at)


@transaction.atomic
def thank(
    *, by: Actor, volunteer: Volunteer, words: str, at: datetime, today: date, for_rows: Iterable = ()
) -> Thanks:
    """Words of thanks, stored encrypted. The message has a link only. `for_rows`: milestones it is about."""
    require(by, may.WORK_VOLUNTEERS, volunteer)
    volunteer = hold(Volunteer.objects.of(by.scheme)).get(pk=volunteer.pk)
    if volunteer.stage == STEPPED_DOWN:
        raise ThanksRefused("This person has stepped down, so no message goes out. Thank them in person.")
    thanks = Thanks.make(
        scheme=by.scheme, volunteer=volunteer, words=words, said_at=at, said_by=by.membership
    )
    keys = [row.pk for row in for_rows]
    reached = MilestoneReached.objects.of(by.scheme).filter(volunteer=volunteer, thanked_on=None, pk__in=keys)
    reached.update(thanked_on=today, thanked_by=by.name)
    outbox.ask(
        scheme=by.scheme,
        key=f"thanks:{thanks.pk}",
        template="thanks",
        kind="volunteer",
        recipient=volunteer.pk,
        not_before=at,
        link=reverse("my-hours"),
    )
    events.record(by=by, action="volunteer.thanked", row=thanks, person=volunteer, at=at)
    return thanks
