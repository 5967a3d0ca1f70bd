"""The reasons of a private prompt in words."""

from collections.abc import Iterable
from datetime import date

from peersupport.core.templatetags.words import day
from programmes.selectors.wellbeing import Why


def reasons(found: Iterable[Why], *, on: date) -> list[str]:
    return [why.words if why.since >= on else f"{why.words}, since {day(why.since)}" for why in found]
