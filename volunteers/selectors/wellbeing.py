"""Who looks after whom in private, and what a volunteer has been asked."""

from collections.abc import Iterable
from datetime import date

from volunteers.models import CareTalk, CheckIn, Volunteer
from volunteers.selectors.supervisors import Supervised, supervisors_of


def looks_after(volunteer: Volunteer, *, actor, on: date) -> bool:
    """Whether what this volunteer says about themself is for this person's eyes."""
    found = supervisors_of([volunteer], scheme=actor.scheme, on=on)[volunteer.pk]
    return is_private_to(volunteer, found, actor)


def is_private_to(volunteer: Volunteer, found: Supervised, actor) -> bool:
    """Their coordinator, their supervisor, whoever stands in; when nobody is there, all who see the record:
    somebody has to notice.
    """
    me = actor.membership.pk if actor.membership else None
    mine = {
        volunteer.coordinator_id,
        found.acting.pk if found.acting else None,
        found.named and found.named.pk,
    }
    return me is not None and (me in mine or found.acting is None)


def to_answer(*, actor) -> list[CheckIn]:
    """A volunteer's open questions, the oldest first. One query."""
    return list(CheckIn.objects.visible_to(actor).filter(answered_at__isnull=True).order_by("asked_at", "pk"))


def answered(volunteers: Iterable[Volunteer], *, scheme) -> list[CheckIn]:
    """What these volunteers have answered or still owe, newest first. One query."""
    rows = CheckIn.objects.of(scheme).filter(volunteer__in=list(volunteers))
    return list(rows.order_by("-asked_at", "-pk"))


def talks(volunteer: Volunteer) -> list[CareTalk]:
    """What came of looking after somebody, newest first. One query."""
    return list(volunteer.care_talks.order_by("-at"))
