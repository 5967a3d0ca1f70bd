"""Worries whose next step is late go on to others: the lead and the deputy again, then the managers.

A tick asks "late and not yet told", so it may run twice, or late. Each worry has a transaction of its own.
"""

from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from peersupport.accounts.actors import Actor
from peersupport.audit.services import events
from peersupport.core.locks import hold
from peersupport.core.ticks import each
from programmes.choices import ACKNOWLEDGED, RAISED
from programmes.models import Concern, ConcernEntry
from programmes.selectors.concerns import due_at
from programmes.selectors.concerns_route import due_step, escalated
from programmes.services.concerns_tell import show_to, tell

LATE = {RAISED: "Nobody has acknowledged it in time", ACKNOWLEDGED: "Nothing was decided in time"}


def escalate(*, at: datetime) -> int:
    """Tell others of what is late. Gives how many messages are new."""
    late = Q(state=RAISED, acknowledge_by__lte=at) | Q(state=ACKNOWLEDGED, decide_by__lte=at)
    keys = Concern.objects.everywhere().filter(late).order_by("raised_at", "pk").values_list("pk", flat=True)
    return each(list(keys), partial(_escalate, at=at))


@transaction.atomic
def _escalate(key: UUID, *, at: datetime) -> int:
    rows = Concern.objects.everywhere().filter(pk=key).select_related("scheme", "patient")
    concern = hold(rows, passing_by=True).first()
    due = due_at(concern) if concern else None
    if concern is None or due is None:
        return 0
    step = due_step(concern, due, at=at, hours=concern.scheme.acknowledge_hours)
    return sum(_tell(concern, due, number, at=at) for number in range(1, step + 1))


def _tell(concern: Concern, due: datetime, number: int, *, at: datetime) -> int:
    told = escalated(concern, step=number, on=timezone.localdate(at))
    new = tell(concern, told, step=f"late:{due:%y%m%d%H%M}:{number}", at=at, template="concern_late")
    if not new:
        return 0
    show_to(concern, told, at=at)
    names = {one.member.pk: one.member.user.name for one in told}
    heard = ", ".join(sorted(names[message.recipient_key] for message in new))
    by = Actor.system(concern.scheme)
    words = f"{LATE[concern.state]}. Told: {heard}"
    ConcernEntry.make(
        scheme=concern.scheme, concern=concern, at=at, by_name=by.name, state=concern.state, words=words
    )
    detail = {"state": concern.state, "step": number}
    events.record(by=by, action="concern.late", row=concern, at=at, detail=detail)
    return len(new)
