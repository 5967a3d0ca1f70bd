"""Words of a cell to codes: lists with semicolons, yes and no, times, ways to be in touch, needs, wishes.

Every reader of a list gives its codes and the words that it did not know, so that nothing is lost.
"""

import re
from collections.abc import Callable

from django.utils.text import slugify

Found = tuple[list[str], list[str]]
YES = {"y", "yes", "true", "1"}
MODES = {
    "phone": "phone", "telephone": "phone", "call": "phone", "video": "video", "video call": "video",
    "face to face": "in-person", "in person": "in-person", "text": "text", "text message": "text", "sms": "text",
}  # fmt: skip
NEEDS = {
    "large print": ["large-print"], "easy read": ["easy-read"], "bsl": ["bsl"],
    "bsl interpreter": ["bsl", "interpreter"], "sign language": ["bsl"], "interpreter": ["interpreter"],
    "braille": ["braille"], "audio": ["audio"],
}  # fmt: skip
# The first words that are found decide; "a woman" stands before "a man".
WISHES = (
    ("same condition", "same-condition"),
    ("my age", "my-age"),
    ("woman", "a-woman"),
    ("a man", "a-man"),
    ("work", "works"),
    ("surgery", "surgery"),
    ("walk", "walking"),
    ("carer", "cares"),
    ("looks after", "cares"),
)
URGENCIES = {"urgent": "urgent", "soon": "soon", "sooner": "soon", "routine": "routine", "": "routine"}
_TIME = re.compile(r"(mon|tue|wed|thu|fri|sat|sun)[a-z]*\s+(am|morning|pm|afternoon|eve|evening)s?")
_PARTS = {"morning": "am", "afternoon": "pm", "evening": "eve"}


def listed(text: str) -> list[str]:
    """`COPD; stroke` gives its parts, tidy, each once."""
    parts = (" ".join(part.split()) for part in text.split(";"))
    return list(dict.fromkeys(part for part in parts if part))


def yes(text: str) -> bool:
    return text.strip().lower() in YES


def _coded(text: str, code: Callable[[str], list[str]]) -> Found:
    codes, unknown = [], []
    for part in listed(text):
        found = code(part.lower())
        codes.extend(found)
        if not found:
            unknown.append(part)
    return codes, unknown


def modes(text: str) -> Found:
    return _coded(text, lambda part: [MODES[part]] if part in MODES else [])


def needs(text: str) -> Found:
    return _coded(text, lambda part: NEEDS.get(part, []))


def wishes(text: str) -> Found:
    return _coded(text, lambda part: [code for words, code in WISHES if words in part][:1])


def times(text: str) -> Found:
    return _coded(text, _time)


def _time(part: str) -> list[str]:
    found = _TIME.fullmatch(part)
    return [f"{found[1]}-{_PARTS.get(found[2], found[2])}"] if found else []


def terms(text: str) -> dict[str, str]:
    """Code to name of the words of a vocabulary: {"type-2-diabetes": "type 2 diabetes"}."""
    return {code: part[:60] for part in listed(text) if (code := slugify(part)[:60])}
