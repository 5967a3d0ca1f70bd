"""Courses, groups and meetings beside contacts; milestones, and one volunteer who was thanked."""

from datetime import datetime, timedelta

from django.utils import timezone

from peersupport.reporting.demo.scenes import Stage
from volunteers.services import recognition, recognition_reached
from volunteers.services.workload import plan_duties

# Who, what kind, its name, first day from today, weeks between, how many, minutes.
DUTIES = (
    ("Lorna Tait", "course", "Patient skills course", -23, 1, 7, 150),
    ("Ben Achebe", "course", "Patient skills course", -23, 1, 7, 150),
    ("Carol Pike", "course", "Patient skills course, reunion", 19, 1, 1, 120),
    ("Denise Harper", "meeting", "Coaches' meeting", -10, 4, 3, 60),
    ("Joan Marsh", "course", "Tuesday walking group", -14, 2, 6, 90),
)
WORDS = "You have stayed with people through hard weeks, and they tell us so. Thank you."


def time_given(stage: Stage) -> None:
    story = stage.story
    for who, kind, name, days, weeks, dates, minutes in DUTIES:
        facts = {
            "kind": kind,
            "name": name,
            "starts_on": story.day(days),
            "every_weeks": weeks,
            "dates": dates,
        }
        story.on(
            min(story.day(days), story.today),
            lambda at, who=who, facts=facts, minutes=minutes: _plan(
                stage, who, at, facts | {"minutes": minutes}
            ),
        )
    story.on(story.day(-60), lambda at: recognition.start_usual(by=stage.by("Maria Costa"), at=at))
    story.at(story.now, lambda at: _note_and_thank(stage, at))


def _plan(stage: Stage, who: str, at: datetime, facts: dict) -> None:
    about = {"volunteer": stage.peers[who], "at": at, "today": timezone.localdate(at)}
    plan_duties(by=stage.coordinator, **about, **facts)


def _note_and_thank(stage: Stage, at: datetime) -> None:
    """Joan has been thanked for all that she has reached."""
    today, joan = timezone.localdate(at), stage.peers["Joan Marsh"]
    recognition_reached.note(scheme=stage.scheme, today=today, at=at)
    about = {"volunteer": joan, "words": WORDS, "for_rows": joan.milestones.all()}
    recognition.thank(by=stage.coordinator, **about, at=at - timedelta(minutes=5), today=today)
