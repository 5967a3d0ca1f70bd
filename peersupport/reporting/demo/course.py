"""People on the self-management course: who takes part, who has finished it, and who left."""

from collections.abc import Sequence
from datetime import datetime

from peersupport.reporting.demo import cast, scenes
from programmes.choices import FINISHED, STOPPED, SUPPORTED
from programmes.services import cohorts

BEGAN, OVER = 100, 45  # days ago


def attend(stage: scenes.Stage) -> None:
    earlier = (*cast.GRADUATES, *cast.LEFT_COURSE)
    for who in (*earlier, *cast.ON_COURSE):
        scenes.refer(stage, who, days=who.days, then=scenes.accept(stage, who))
    _mark(stage, earlier, SUPPORTED, BEGAN)
    _mark(stage, cast.LEFT_COURSE, STOPPED, BEGAN - 14)
    _mark(stage, cast.GRADUATES, FINISHED, OVER)
    _mark(stage, cast.ON_COURSE, SUPPORTED, OVER - 10)


def _mark(stage: scenes.Stage, people: Sequence[cast.Waits], mark: str, days: int) -> None:
    on = stage.story.day(-days)

    def marked(at: datetime) -> None:
        places = [stage.places[who.name] for who in people]
        cohort = stage.cohorts["lay tutor"]
        cohorts.mark(cohort=cohort, places=places, mark=mark, on=on, by=stage.coordinator, at=at)

    stage.story.on(on, marked, hour=16)
