"""Telling the staff of a worry, and keeping whom it was shown to. Urgent: no opt-out, cap or quiet hours hold it."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from peersupport.messaging.models import Message
from peersupport.messaging.services import outbox
from programmes.models import Concern, ConcernAbout, ConcernReader
from programmes.selectors.concerns_route import Told


def show_to(concern: Concern, told: Iterable[Told], *, at: datetime) -> None:
    """Whoever is told may see it from now on."""
    seen = set(concern.readers.values_list("member_id", flat=True))
    for one in told:
        if one.member.pk not in seen:
            ConcernReader.make(
                scheme=concern.scheme, concern=concern, member=one.member, why=one.why, since_at=at
            )


def pass_by(concern: Concern, about: Iterable[UUID]) -> None:
    """These never see it, also if they were told before."""
    seen = set(concern.abouts.values_list("user_id", flat=True))
    for key in set(about) - seen:
        ConcernAbout.make(scheme=concern.scheme, concern=concern, user_id=key)
    concern.readers.filter(member__user_id__in=about).delete()


def tell(
    concern: Concern, told: Iterable[Told], *, step: str, at: datetime, template: str = "concern_raised"
) -> list[Message]:
    """One message to each for this step, however often it is asked for. Gives those that are new."""
    return outbox.ask_all(
        [
            Message(
                scheme=concern.scheme,
                key=f"concern:{concern.pk}:{step}:{one.member.pk}",
                template=template,
                recipient_kind="staff",
                recipient_key=one.member.pk,
                not_before=at,
                link=reverse("concerns-detail", args=[concern.pk]),
            )
            for one in told
        ]
    )


def take_back(concern: Concern, *steps: str) -> None:
    """Somebody has answered: what still waits to be sent about these steps is no longer true."""
    prefixes = [f"concern:{concern.pk}:{step}" for step in steps]
    outbox.cancel_all(scheme=concern.scheme, prefixes=prefixes, why="answered")
