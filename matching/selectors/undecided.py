"""Conversations after which nobody has decided yet."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from matching.models import Conversation, Decision
from peersupport.accounts.actors import Actor
from peersupport.core.prepared import prepared
from programmes.models import Enrolment
from volunteers.choices import STEPPED_DOWN

# Without whom and what it was about: enough to tell who has agreed.
BRIEF = (
    "enrolment_id", "volunteer__stage", "held_on", "recorded_at", "patient_said", "volunteer_said",
)  # fmt: skip


class Agreed(NamedTuple):
    """Somebody with whom a volunteer has agreed already; `name` is "" for who is not this person's to see."""

    talk: Conversation
    name: str


def undecided(*, actor) -> list[Conversation]:
    """For each person who waits: the newest conversation, unless something was decided after it. Oldest first."""
    talks = _talks(actor).select_related(
        "enrolment__patient", "enrolment__owner__user", "enrolment__cohort__programme__role", "volunteer"
    ).defer("note", "enrolment__matters", "enrolment__patient__goal", "enrolment__patient__ask_for_help_when",
            "enrolment__patient__safety", "volunteer__notes")  # fmt: skip
    return _undecided(_ordered(talks), actor.scheme)


def agreed(*, actor) -> list[Conversation]:
    """Two who have met and both said yes: what is left is the decision. The first to agree come first."""
    return _agreed(undecided(actor=actor))


def agreed_keys(scheme) -> dict[str, str]:
    """The volunteer's key by that of the place, for all in the scheme who have agreed, the first first."""
    talks = _undecided(_brief(scheme), scheme)
    return {str(talk.enrolment_id): str(talk.volunteer_id) for talk in _agreed(talks)}


@prepared
def _brief(scheme: UUID) -> QuerySet:
    return _ordered(_talks(Actor.system(scheme))).select_related("volunteer").only(*BRIEF)


def _talks(actor: Actor) -> QuerySet:
    """About people who wait and whom this person may see."""
    waiting = Enrolment.objects.visible_to(actor).waiting()
    return Conversation.objects.of(actor.scheme).filter(enrolment__in=waiting)


def _ordered(talks: QuerySet) -> QuerySet:
    return talks.order_by("held_on", "recorded_at", "pk")


def _undecided(talks: Iterable[Conversation], scheme) -> list[Conversation]:
    newest = {talk.enrolment_id: talk for talk in talks}
    decisions = Decision.objects.of(scheme).filter(enrolment__in=newest.keys())
    decided = dict(decisions.order_by("decided_at", "pk").values_list("enrolment_id", "decided_at"))
    open_talks = [
        talk for key, talk in newest.items() if key not in decided or decided[key] < talk.recorded_at
    ]
    return sorted(open_talks, key=lambda talk: (talk.held_on, talk.recorded_at, talk.pk))


def _agreed(talks: list[Conversation]) -> list[Conversation]:
    return [talk for talk in talks if talk.both_said_yes and talk.volunteer.stage != STEPPED_DOWN]


def who_come_before(found: list[Agreed], place: UUID) -> list[Agreed]:
    """Of those who have agreed with one volunteer: all who did before the person of this place."""
    keys = [one.talk.enrolment_id for one in found]
    return found[: keys.index(place)] if place in keys else found


def agreed_with(volunteers: Collection[UUID], *, actor: Actor) -> dict[UUID, list[Agreed]]:
    """By key of volunteer, for those who have agreed with somebody. Three queries."""
    talks = [one for one in agreed(actor=Actor.system(actor.scheme)) if one.volunteer_id in volunteers]
    seen = Enrolment.objects.visible_to(actor).filter(pk__in=[one.enrolment_id for one in talks])
    names = set(seen.values_list("pk", flat=True))
    found: dict[UUID, list[Agreed]] = defaultdict(list)
    for talk in talks:
        name = talk.enrolment.patient.name if talk.enrolment_id in names else ""
        found[talk.volunteer_id].append(Agreed(talk, name))
    return found
