"""All messages in full, as their readers get them, with a made-up name, day and link in them."""

from dataclasses import dataclass
from datetime import date

from peersupport.core.templatetags.words import day
from peersupport.messaging.allowed import TO, Text
from peersupport.messaging.texts import TEMPLATES


@dataclass(frozen=True, slots=True)
class Sample:
    title: str
    subject: str
    lines: tuple[str, ...]
    urgent: bool


def groups(today: date) -> list[tuple[str, list[Sample]]]:
    """By who gets them, in the order of TO."""
    return [
        (words, [_sample(text, today) for text in TEMPLATES.values() if text.to == to]) for to, words in TO
    ]


def _sample(text: Text, today: date) -> Sample:
    knows = {"first_name": "Sam", "day": day(today), "link": "(a link)", "count": "3 things"}
    lines = text.letter.format(**knows).split("\n\n")
    return Sample(text.title, text.subject.format(**knows), tuple(lines), text.urgent)
