"""Words for coordinators: what codes are called, and lists of them in plain English."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

DAYS = {"mon": "Monday", "tue": "Tuesday", "wed": "Wednesday", "thu": "Thursday", "fri": "Friday",
        "sat": "Saturday", "sun": "Sunday"}  # fmt: skip
PARTS = {"am": "mornings", "pm": "afternoons", "eve": "evenings"}
MODES = {"phone": "phone calls", "video": "video calls", "text": "text messages",
         "in-person": "meetings in person", "face-to-face": "meetings in person"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """The name to call the person by, and labels by kind and code; a code without a label is spelt out.

    Kinds: role, condition, experience, life, interest, mode, language, background, area, sex.
    """

    person: str = "the person"
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def label(self, kind: str, code: str) -> str:
        return self.labels.get(kind, {}).get(code) or code.replace("-", " ")

    def every(self, kind: str, codes: Iterable[str]) -> str:
        """ "COPD and type 2 diabetes"."""
        return joined(sorted(self.label(kind, code) for code in codes))

    def any(self, kind: str, codes: Iterable[str]) -> str:
        """ "COPD or type 2 diabetes"."""
        return joined(sorted(self.label(kind, code) for code in codes), "or")

    def doing(self, modes: Iterable[str]) -> str:
        """ "phone calls or video calls"."""
        return joined(sorted({self.labels.get("doing", {}).get(mode) or MODES.get(mode) or self.label("mode", mode)
                              for mode in modes}), "or")  # fmt: skip


def joined(items: list[str], last: str = "and") -> str:
    """ "a, b and c"."""
    return f" {last} ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


def times(codes: Iterable[str]) -> str:
    """ "Monday and Thursday afternoons" from weekday-part codes such as mon-pm; other codes are spelt out."""
    days: dict[str, list[str]] = {part: [] for part in PARTS}
    other = []
    for code in codes:
        day, _, part = code.partition("-")
        if day in DAYS and part in PARTS:
            days[part].append(day)
        else:
            other.append(code.replace("-", " "))
    known = [f"{joined([DAYS[day] for day in DAYS if day in found])} {PARTS[part]}"
             for part, found in days.items() if found]  # fmt: skip
    return joined(known + sorted(other))


def day(value: date) -> str:
    """ "14 December", with the year left out: places are never shown further ahead than some weeks."""
    return f"{value.day} {value:%B}"


def weeks(days: int) -> str:
    """ "today", "in 3 days", "in one week", "in three weeks"."""
    numbers = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    if days < 7:
        return "in one day" if days == 1 else f"in {days} days"
    count = (days + 3) // 7
    return f"in {numbers[count] if count < len(numbers) else count} week{'' if count == 1 else 's'}"


def a(noun: str) -> str:
    """ "a coach", "an arthritis coach"."""
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def sentence(text: str) -> str:
    """The text with its first letter as a capital; the rest stays as it is written (COPD)."""
    return text[:1].upper() + text[1:]
