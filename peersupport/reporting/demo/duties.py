"""Who has which duty in the demo, and how people want to be told: Maria leads on worries, and Priya stands in."""

from datetime import datetime, timedelta

from peersupport.messaging import addresses
from peersupport.messaging.choices import EMAIL, SENT
from peersupport.messaging.models import Message
from peersupport.messaging.services import bounces, preferences
from peersupport.reporting.demo import scenes
from programmes.services import calendars, concerns_team


def name_leads(stage: scenes.Stage) -> None:
    """Before the first worry."""

    def team(at: datetime) -> None:
        lead, deputy = stage.members["Maria Costa"], stage.members["Priya Nair"]
        concerns_team.set_team(
            by=stage.by("Maria Costa"), at=at, lead=lead, deputy=deputy, acknowledge_hours=2, decide_hours=24
        )

    stage.story.at(stage.story.now - timedelta(days=300), team)


def wishes(stage: scenes.Stage, *, now: datetime) -> None:
    """Grace wants to be rung; Denise has her contacts in her own calendar; one old address of Ruth's does not work."""
    grace = stage.places["Grace Adeyemi"].patient
    preferences.save(whom=("patient", grace.pk), wish="call", by=stage.coordinator, at=now)
    denise = stage.peers["Denise Harper"]
    calendars.make(volunteer=denise, by=stage.by("Denise Harper"), at=now - timedelta(days=20))
    ruth = stage.peers["Ruth Lane"]
    sent = (
        Message.objects.of(stage.scheme)
        .filter(recipient_key=ruth.pk, state=SENT)
        .order_by("-not_before", "-pk")
    )
    message = sent.first()
    if message and ruth.email:
        message.change(address=addresses.digest(EMAIL, ruth.email), channel=EMAIL)
        bounces.bounced(message=message, hard=True, by=stage.coordinator, at=now - timedelta(hours=20))
