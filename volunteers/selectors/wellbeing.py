"""Who looks after whom in private, and what a volunteer has been asked."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from peersupport.accounts import permissions as may
from volunteers.models import CareTalk, CheckIn, Volunteer
from volunteers.selectors.supervisors import Supervised, supervisors_of


def looks_after(volunteer: Volunteer, *, actor, on: date) -> bool:
    """Whether what this volunteer says about themself is for this person's eyes."""
    return volunteer.pk in looked_after([volunteer], actor=actor, on=on)


def looked_after(volunteers: Iterable[Volunteer], *, actor, on: date) -> frozenset[UUID]:
    """The keys of those whom this person looks after. Three queries for any number."""
    people = list(volunteers)
    found = supervisors_of(people, scheme=actor.scheme, on=on)
    return frozenset(one.pk for one in people if is_private_to(one, found[one.pk], actor))


def is_private_to(volunteer: Volunteer, found: Supervised, actor) -> bool:
    """Their coordinator, their supervisor, whoever stands in; when nobody is there, all who supervise and see the
    record: somebody has to notice. Nobody looks after themself.
    """
    if actor.membership is None or not actor.can(may.SUPERVISE) or volunteer.user_id == actor.user_key:
        return False
    me = actor.membership.pk
    mine = {
        volunteer.coordinator_id,
        found.acting.pk if found.acting else None,
        found.named and found.named.pk,
    }
    return me in mine or found.acting is None


def to_answer(*, actor) -> list[CheckIn]:
    """A volunteer's open questions, the oldest first. One query."""
    return list(CheckIn.objects.visible_to(actor).filter(answered_at__isnull=True).order_by("asked_at", "pk"))


def answered(volunteers: Iterable[Volunteer], *, scheme) -> list[CheckIn]:
    """What these volunteers have answered or still owe, newest first. One query."""
    rows = CheckIn.objects.of(scheme).filter(volunteer__in=list(volunteers))
    return list(rows.order_by("-asked_at", "-pk"))


def talks(volunteer: Volunteer) -> list[CareTalk]:
    """What came of looking after somebody, newest first. One query."""
    return list(volunteer.care_talks.order_by("-at", "-pk"))
