"""Words of how volunteers are: for themselves, and for those who look after them."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from peersupport.core.presenters import Action, Event, ToDo
from peersupport.core.templatetags.words import day
from volunteers.choices import AFTER_HARD
from volunteers.models import CareTalk, CheckIn


def to_answer(rows: Iterable[CheckIn]) -> list[ToDo]:
    """A volunteer's open questions, one tap away."""
    return [_to_answer(row) for row in rows]


def _to_answer(row: CheckIn) -> ToDo:
    words = "How are you after your contact?" if row.reason == AFTER_HARD else "How are you?"
    return ToDo(
        words, "Two taps", Action("Say", reverse("checkins-answer", args=[row.pk]), hidden="how you are")
    )


def story(check_ins: Iterable[CheckIn], talks: Iterable[CareTalk]) -> list[Event]:
    """What was asked, answered and done, newest first."""
    asked = [(row.answered_at or row.asked_at, _asked(row), row.answered_at is None) for row in check_ins]
    done = [(row.at, _talk(row), False) for row in talks]
    found = sorted([*asked, *done], key=lambda one: one[0], reverse=True)
    return [
        Event(day(timezone.localdate(at)), words, timezone.localdate(at), still) for at, words, still in found
    ]


def _asked(row: CheckIn) -> str:
    said = f"“{row.get_answer_display()}”" if row.answered_at else "No answer yet"
    return f"{row.get_reason_display()}: {said}" + (f". {row.words}" if row.words else "")


def _talk(row: CareTalk) -> str:
    return f"{row.get_outcome_display()}, {row.by_name}" + (f". {row.words}" if row.words else "")
