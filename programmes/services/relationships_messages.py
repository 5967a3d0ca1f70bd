"""Who hears that support starts or ends. The outbox asks for consent when it sends."""

from datetime import datetime, time, timedelta
from uuid import UUID

from django.urls import reverse

from peersupport.core.calendar import to_utc
from peersupport.messaging.services import outbox
from programmes.models import Cover, Enrolment, PlanChange, Relationship
from programmes.selectors.plans import Slot

STARTS = {
    "volunteer": "support_starts_volunteer",
    "patient": "support_starts_patient",
    "referrer": "referral_matched",
    "welcomer": "introduction",
}
NEWS_FOR = timedelta(days=14)


def tell_start(relationship: Relationship, first: Slot, *, at: datetime) -> None:
    """Tell the volunteer, the person, who introduces them, and who referred the person."""
    referral = relationship.enrolment.referral
    _start("volunteer", relationship.volunteer, reverse("my-people"), relationship, first, at)
    _start("patient", relationship.patient, "", relationship, first, at)
    if relationship.welcomer:
        _start("welcomer", relationship.welcomer, "", relationship, first, at)
    if _referrer_hears(relationship.enrolment):
        _start(
            "referrer", referral, reverse("referrals-receipt", args=[referral.pk]), relationship, first, at
        )


def take_back_start(relationship: Relationship) -> None:
    """Support ended before anybody heard that it starts."""
    for kind in STARTS:
        outbox.cancel(scheme=relationship.scheme, key=_start_key(relationship, kind), why="support ended")


def tell_end(relationship: Relationship, *, at: datetime) -> None:
    """Tell who referred the person."""
    template = "referral_not_reached" if relationship.end_reason == "no-answer" else "support_ended"
    tell_place_end(relationship.enrolment, key=f"support-ended:{relationship.pk}", template=template, at=at)


def tell_place_end(place: Enrolment, *, key: str, template: str, at: datetime) -> None:
    """The same for a place of any kind; `key` is what makes it one message."""
    referral = place.referral
    if _referrer_hears(place):
        outbox.ask(
            scheme=place.scheme,
            key=key,
            template=template,
            kind="referrer",
            recipient=referral.pk,
            not_before=at,
            expires_at=at + NEWS_FOR,
            link=reverse("referrals-receipt", args=[referral.pk]),
        )


def tell_change(change: PlanChange, volunteer: UUID) -> None:
    """Tell the volunteer that dates have changed; which and why stands on their list only."""
    _changed(change, f"plan-changed:{change.pk}:{volunteer}", volunteer, at=change.changed_at)


def tell_cover(cover: Cover, volunteer: UUID, *, at: datetime) -> None:
    """Tell one of the two volunteers that somebody stands in, or no more."""
    what = "stopped" if cover.stopped_at else "agreed"
    _changed(cover, f"cover-{what}:{cover.pk}:{volunteer}", volunteer, at=at)


def _changed(row: PlanChange | Cover, key: str, volunteer: UUID, *, at: datetime) -> None:
    outbox.ask(
        scheme=row.scheme,
        key=key,
        template="plan_changed",
        kind="volunteer",
        recipient=volunteer,
        not_before=at,
        expires_at=at + NEWS_FOR,
        link=reverse("my-people"),
    )


def _referrer_hears(place: Enrolment) -> bool:
    referral = place.referral
    return bool(referral and referral.sent_by_id and referral.consent_to_tell)


def _start_key(relationship: Relationship, kind: str) -> str:
    return f"support-starts:{relationship.pk}:{kind}"


def _start(kind: str, recipient, link: str, relationship: Relationship, first: Slot, at: datetime) -> None:
    # The day after the first contact the news is none.
    too_late = to_utc(first.due_on + timedelta(days=1), time(0))
    outbox.ask(
        scheme=relationship.scheme,
        key=_start_key(relationship, kind),
        template=STARTS[kind],
        kind="volunteer" if kind == "welcomer" else kind,
        recipient=recipient.pk,
        not_before=at,
        expires_at=too_late,
        day=first.due_on,
        link=link,
    )
