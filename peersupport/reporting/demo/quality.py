"""Quality in the demo: practice observed, what people say, and a review of last month that waits for answers."""

from datetime import datetime, timedelta

from django.utils import timezone

from peersupport.reporting.demo.scenes import Stage
from programmes.models import Feedback
from programmes.selectors.quality import months
from programmes.services import feedback, quality
from volunteers.choices import FEEDBACK, OBSERVATION
from volunteers.selectors.observations import questions
from volunteers.services import observations

# Who was observed, days ago, what was not quite there, and whether it was shared.
SEEN = (
    ("Denise Harper", 50, "Says what happens next, and when", "Lets silence do its work.", True),
    ("Abdul Rahman", 130, "", "Calm and clear. Knew at once whom to call about a worry.", True),
    ("Joan Marsh", 9, "", "Warm, and keeps to what was agreed.", False),
)
# Whose support, days ago, the answer to every question, what else was said, and whether they want to talk.
SAID = (
    ("Harold Finch", 35, "yes", "He rings when he says he will.", False),
    ("Rosa Lind", 34, "yes", "", False),
    ("Sue Langley", 2, "partly", "Mornings are hard for me.", True),
)


def quality_of(stage: Stage) -> None:
    story = stage.story
    story.on(story.day(-140), lambda at: observations.start_questions(by=stage.by("Maria Costa"), at=at))
    for who, days, partly, note, share in SEEN:
        facts = {"partly": partly, "note": note, "share": share}
        story.on(
            story.day(-days), lambda at, who=who, facts=facts: _observe(stage, who, at, **facts), hour=16
        )
    for who, days, answer, words, talk in SAID:
        facts = {"answer": answer, "words": words, "talk": talk}
        story.on(story.day(-days), lambda at, who=who, facts=facts: _say(stage, who, at, **facts), hour=16)
    story.on(story.day(-3), lambda at: _ask(stage, "Rosa Lind", at), hour=16)
    story.on(story.day(-1), lambda at: _write(stage, "Rosa Lind", at), hour=15)
    story.on(story.day(-1), lambda at: _ask(stage, "Maureen Ellis", at), hour=16)
    story.at(story.now - timedelta(minutes=90), lambda at: _review(stage, at))


def _observe(stage: Stage, who: str, at: datetime, *, partly: str, note: str, share: bool) -> None:
    today = timezone.localdate(at)
    answers = {
        row: "partly" if row.words == partly else "yes" for row in questions(stage.scheme, OBSERVATION)
    }
    about = {"volunteer": stage.peers[who], "observed_on": today, "answers": answers, "note": note}
    observations.observe(by=stage.coordinator, **about, share=share, at=at, today=today)


def _say(stage: Stage, who: str, at: datetime, *, answer: str, words: str, talk: bool) -> None:
    answers = dict.fromkeys(questions(stage.scheme, FEEDBACK), answer)
    about = {"relationship": stage.supports[who], "answers": answers, "words": words, "wants_talk": talk}
    feedback.record_paper(by=stage.coordinator, **about, at=at, today=timezone.localdate(at))


def _ask(stage: Stage, who: str, at: datetime) -> None:
    """Somebody is sent the link."""
    about = {"relationship": stage.supports[who], "at": at, "today": timezone.localdate(at)}
    feedback.ask(by=stage.coordinator, **about)


def _write(stage: Stage, who: str, at: datetime) -> None:
    """They answer by it, and what they wrote waits to be read."""
    row = Feedback.objects.of(stage.scheme).get(relationship=stage.supports[who], returned_at=None)
    answers = dict.fromkeys(questions(stage.scheme, FEEDBACK), "yes")
    words = "She listens. Some weeks I have little to say, and that is fine too."
    about = {"answers": answers, "words": words, "wants_talk": False}
    feedback.give(feedback=row, **about, at=at, today=timezone.localdate(at))


def _review(stage: Stage, at: datetime) -> None:
    today = timezone.localdate(at)
    quality.begin(by=stage.coordinator, month=months(today)[0], team=None, at=at, today=today)
