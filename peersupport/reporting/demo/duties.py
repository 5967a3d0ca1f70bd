"""Who has which duty in the demo: Maria leads on worries, and Priya stands in."""

from datetime import datetime, timedelta

from peersupport.reporting.demo import scenes
from programmes.services import concerns_team


def name_leads(stage: scenes.Stage) -> None:
    """Before the first worry."""

    def team(at: datetime) -> None:
        lead, deputy = stage.members["Maria Costa"], stage.members["Priya Nair"]
        concerns_team.set_team(
            by=stage.by("Maria Costa"), at=at, lead=lead, deputy=deputy, acknowledge_hours=2, decide_hours=24
        )

    stage.story.at(stage.story.now - timedelta(days=300), team)
