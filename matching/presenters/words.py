"""Small words of matching pages."""

from datetime import date, datetime

from peersupport.core.templatetags.words import local_day

NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


def number(count: int) -> str:
    """`Four`, `12`: a number that begins a sentence."""
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def several(role: str) -> str:
    """`coaches`, `befrienders`."""
    return f"{role}es" if role.endswith(("ch", "s", "x", "sh")) else f"{role}s"


def some(count: int, role: str) -> str:
    return role if count == 1 else several(role)


def a(noun: str) -> str:
    return f"{'An' if noun[:1].lower() in 'aeiou' else 'A'} {noun}"


def short_day(value: date | datetime) -> str:
    """`20 November`; of a moment its local day."""
    value = local_day(value)
    return f"{value.day} {value:%B}"


def joined(items: list[str], last: str = "and") -> str:
    """`a, b and c`."""
    return f" {last} ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


def inside(sentence: str) -> str:
    """A sentence as a part of another: `No shared condition` is `no shared condition`, `COPD` stays."""
    return sentence if sentence[1:2].isupper() else sentence[:1].lower() + sentence[1:]


def in_short(sentences: list[str]) -> str:
    """`Has COPD; not free on Mondays`."""
    return "; ".join([*sentences[:1], *map(inside, sentences[1:])])
