"""Conversations after which nobody has decided yet."""

from matching.models import Conversation, Decision
from programmes.models import Enrolment


def undecided(*, actor) -> list[Conversation]:
    """For each person who waits: the newest conversation, unless something was decided after it. Oldest first."""
    waiting = Enrolment.objects.visible_to(actor).waiting()
    talks = Conversation.objects.of(actor.scheme).filter(enrolment__in=waiting).select_related(
        "enrolment__patient", "enrolment__owner__user", "enrolment__cohort__programme__role", "volunteer"
    ).defer("note", "enrolment__matters", "enrolment__patient__goal", "enrolment__patient__ask_for_help_when",
            "enrolment__patient__safety", "volunteer__notes")  # fmt: skip
    newest = {talk.enrolment_id: talk for talk in talks.order_by("held_on", "recorded_at")}
    decisions = Decision.objects.of(actor.scheme).filter(enrolment__in=newest.keys()).order_by("decided_at")
    decided = dict(decisions.values_list("enrolment_id", "decided_at"))
    open_talks = [
        talk for key, talk in newest.items() if key not in decided or decided[key] < talk.recorded_at
    ]
    return sorted(open_talks, key=lambda talk: (talk.held_on, talk.recorded_at))
