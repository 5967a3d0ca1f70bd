"""The settings of matching in words."""

from collections.abc import Iterable, Mapping

from django.utils import timezone

from matching.choices import OBJECTIVES
from matching.engine.features import weighable
from matching.models import MatchSettings
from matching.selectors.settings import Chosen, Names
from peersupport.core.presenters import Cell, Column, Row, Table
from peersupport.core.templatetags.words import clock_time, day

OF_A_HUNDRED = 100  # a full fit is 100 on pages and 10,000 in the engine
NO_MINIMUM = "Any fit counts as a match"


def lines(chosen: Chosen, names: Names) -> list[str]:
    """What counts now, a sentence each."""
    least = chosen.minimum_score // OF_A_HUNDRED
    return [
        dict(OBJECTIVES)[chosen.objective],
        f"A fit below {least} of 100 is no match" if least else NO_MINIMUM,
        f"A proposal of the last round stays unless another fits better by more than {chosen.kappa // OF_A_HUNDRED}",
        f"Each further place of a volunteer counts {chosen.fairness // OF_A_HUNDRED} less",
        *_musts(chosen, names),
        f"For people who said nothing: {_weighed(chosen.usual)}",
    ]


def _weighed(usual: Mapping[str, int]) -> str:
    """`the same condition 30, shared interests 10`."""
    shown = [f"{one.called} {usual[one.code]}" for one in weighable() if usual.get(one.code)]
    return ", ".join(shown)


def _musts(chosen: Chosen, names: Names) -> list[str]:
    programmes, conditions = names.programmes, names.conditions
    said = [
        ("Only volunteers who share a condition with the person", chosen.condition, programmes),
        ("Only volunteers who share the condition, for people with", chosen.same_condition_for, conditions),
        ("Only volunteers of the person’s own team, or of none", chosen.area, programmes),
        ("Only volunteers who are free at one of the person’s times", chosen.times, programmes),
        ("A match needs no conversation before", chosen.no_talk, programmes),
    ]
    return [f"{words}: {_named(keys, known)}" for words, keys, known in said if keys]


def _named(keys: Iterable[str], names: Mapping[str, str]) -> str:
    chosen = set(keys)
    return ", ".join(name for key, name in names.items() if key in chosen)


def note(chosen: Chosen) -> str:
    if not chosen.version:
        return "Nobody has chosen yet: these are the usual values"
    return f"Version {chosen.version} becomes version {chosen.version + 1}"


def versions(rows: Iterable[MatchSettings], names: Names) -> Table:
    columns = [Column(text) for text in ("Version", "Settings", "Since", "Why", "By")]
    return Table("All versions, newest first", columns, [_version(row, names) for row in rows])


def _version(row: MatchSettings, names: Names) -> Row:
    since = timezone.localtime(row.changed_at)
    return Row((
        Cell(str(row.version), label="Version"),
        Cell("\n".join(lines(Chosen.of_row(row), names)), full=True),
        Cell(day(since.date()), sub=clock_time(since), label="Since", full=True),
        Cell(row.why, label="Why", full=True),
        Cell(row.changed_by, label="By", full=True),
    ))  # fmt: skip
