"""Referrals as the two sides see them: the coordinators' list, and what became of those a clinician sent."""

import re
from collections.abc import Container
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, QuerySet

from peersupport.accounts.actors import Actor
from peersupport.core.calendar import bank_holidays, is_weekend
from programmes.choices import ACCEPTED, SUPPORTED, TELL_REFERRER
from programmes.models import Enrolment, Referral
from programmes.selectors.consents import held
from programmes.selectors.patients import search

UNTOLD, ON_COURSE = "untold", "course"
_REFERENCE = re.compile(r"R-[A-Z0-9]{4}-[A-Z0-9]{4}")


def found(rows: QuerySet[Referral], text: str) -> QuerySet[Referral]:
    """Those that fit a search by reference, name or NHS number."""
    reference = text.strip().upper()
    if _REFERENCE.fullmatch(reference):
        return rows.filter(reference=reference)
    return search(rows, text)


def to_answer(*, actor: Actor, state: str, text: str = "") -> QuerySet[Referral]:
    """Referrals in one state, oldest first, with what the list shows."""
    rows = Referral.objects.visible_to(actor).filter(state=state)
    rows = found(rows, text).select_related("practice", "owner__user", "patient")
    return rows.order_by("received_on", "pk")


def counts(*, actor: Actor) -> dict[str, int]:
    """state -> how many of the referrals this person may see."""
    rows = Referral.objects.visible_to(actor).order_by()
    return dict(rows.values_list("state").annotate(Count("pk")))


def sent_by(*, actor: Actor, text: str = "") -> QuerySet[Referral]:
    """What this clinician sent, newest first, with all that `followed` reads."""
    rows = Referral.objects.visible_to(actor).filter(sent_by_id=actor.user_key)
    rows = found(rows, text).select_related("patient", "scheme")
    courses = "enrolments__cohort__programme__role"
    rows = rows.prefetch_related("enrolments__relationships", courses, "patient__consents")
    return rows.order_by("-received_on", "-pk")


@dataclass(frozen=True)
class Followed:
    """What became of a referral: a state of the referral or of the place, ON_COURSE or UNTOLD; and since when."""

    referral: Referral
    state: str
    since_on: date


def followed(referral: Referral) -> Followed:
    """What its referrer may know. Nothing beyond the sending, unless the person agreed and still does."""
    if not may_tell(referral):
        return Followed(referral, UNTOLD, referral.received_on)
    if referral.state != ACCEPTED:
        return Followed(referral, referral.state, referral.answered_on or referral.received_on)
    places = sorted(referral.enrolments.all(), key=lambda place: (place.joined_on, place.pk))
    return _place(referral, places[-1]) if places else Followed(referral, ACCEPTED, referral.answered_on)


def may_tell(referral: Referral) -> bool:
    """Whether the person agreed that the referrer hears what became of it, and has not taken it back."""
    if not referral.consent_to_tell or referral.patient is None:
        return referral.consent_to_tell
    return held(referral.patient)[TELL_REFERRER]


def _place(referral: Referral, place: Enrolment) -> Followed:
    started = [relationship.started_on for relationship in place.relationships.all()]
    since = place.ended_on or (max(started) if started else referral.answered_on)
    on_course = place.state == SUPPORTED and place.cohort.programme.is_course
    return Followed(referral, ON_COURSE if on_course else place.state, since)


def working_days(since: date, until: date, closed: Container[date]) -> int:
    """Working days after `since`, up to and with `until`."""
    days = (since + timedelta(days=n) for n in range(1, (until - since).days + 1))
    return sum(1 for day in days if not is_weekend(day) and day not in closed)


def days_to_answer(referral: Referral, *, scheme, today: date) -> int:
    """Working days that an answer took, or has been waited for."""
    until = referral.answered_on or today
    return working_days(referral.received_on, until, bank_holidays(scheme.division))
