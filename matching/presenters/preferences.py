"""What matters to a person in a peer, as sentences."""

from collections.abc import Mapping, Sequence

from django.utils import timezone

from matching.choices import (
    A_MAN,
    A_WOMAN,
    CARES,
    MY_AGE,
    MY_BACKGROUND,
    ONLY,
    SAME_CONDITION,
    SURGERY,
    WALKING,
    WORKS,
)
from matching.engine.features import features
from matching.engine.words import sentence
from matching.models import Preference
from matching.presenters.words import joined
from matching.selectors.candidates import Match
from peersupport.core.presenters import Cell, Column, Row, Table
from peersupport.core.templatetags.words import clock_time, day

# Of what people are asked, and in which words a page says that it matters.
CALLED = {one.code: one.called for one in features() if one.asks}
PROTECTED = {one.code: one.called for one in features() if one.protected}
ASKED = {
    SAME_CONDITION: "the same condition",
    MY_AGE: "somebody of about the same age",
    A_WOMAN: "a woman",
    A_MAN: "a man",
    MY_BACKGROUND: "somebody of the same background",
    WORKS: "somebody who works",
    SURGERY: "somebody who has been through surgery",
    WALKING: "somebody who likes walking",
    CARES: "somebody who looks after another person too",
}
MODES = {"phone": "phone", "video": "video", "in-person": "meeting in person", "text": "text"}


def matters(match: Match) -> list[str]:
    """Sentences, the most important first."""
    name = match.words.person
    found = [_weights(match), _asked(match), _meeting(match), _not_counted(match)]
    if not match.matters.version:
        found[0] = f"nothing is written down yet, so the usual weights count: {found[0]}"
    return [f"{text[:1].upper()}{text[1:]}." for text in found if text] or [
        f"Nothing is known of {name} yet."
    ]


def versions(rows: Sequence[Preference]) -> Table:
    """What was written down, each time: the newest counts, and past rounds rest on older ones."""
    columns = [Column(text) for text in ("Version", "What matters", "Written down", "By")]
    return Table("All versions, newest first", columns, [_version(row) for row in rows])


def _version(row: Preference) -> Row:
    at = timezone.localtime(row.written_at)
    said = [sentence(text) for text in (_ranked(row.weights), _wished(row.asked_for)) if text]
    return Row((
        Cell(str(row.version), label="Version"),
        Cell("\n".join(said), full=True),
        Cell(day(at.date()), sub=clock_time(at), label="Written down", full=True),
        Cell(row.written_by, label="By", full=True),
    ))  # fmt: skip


def _wished(asked_for: Sequence[str]) -> str:
    only = [f"only {ASKED[code.removeprefix(ONLY)]}" for code in asked_for if code.startswith(ONLY)]
    return joined([*(ASKED[code] for code in asked_for if code in ASKED), *only])


def _weights(match: Match) -> str:
    return _ranked(match.matters.weights)


def _ranked(given: Mapping[str, int]) -> str:
    """`the same condition, most of all; then a similar life and times that fit`.

    A weight of one more is alike: 100 does not always divide.
    """
    weights = {code: weight for code, weight in given.items() if weight and code in CALLED}
    ranked = sorted(weights, key=lambda code: (-weights[code], list(CALLED).index(code)))
    if not ranked:
        return ""
    first = [code for code in ranked if weights[ranked[0]] - weights[code] <= 1]
    if len(first) == len(ranked):
        return f"{_named(ranked, weights, 4)}, all alike"
    rest = [code for code in ranked if code not in first]
    return (
        f"{joined([CALLED[code] for code in first])}, most of all; "
        f"then {_named(rest, weights, max(1, 4 - len(first)))}"
    )


def _named(ranked: Sequence[str], weights: Mapping[str, int], most: int) -> str:
    """The first of these, and how many more weigh as much as the last that is named."""
    named, rest = ranked[:most], ranked[most:]
    alike = sum(weights[named[-1]] - weights[code] <= 1 for code in rest)
    return joined([*(CALLED[code] for code in named), *([f"{alike} more"] if alike else [])])


def _asked(match: Match) -> str:
    name = match.words.person
    only = [ASKED[code.removeprefix(ONLY)] for code in match.matters.asked_for if code.startswith(ONLY)]
    hoped = [ASKED[code] for code in match.matters.asked_for if code in ASKED]
    said = [f"{name} hopes for {joined(hoped)}"] if hoped else []
    return "; ".join([*said, *([f"{name} wants only {joined(only, 'or')}"] if only else [])])


def _meeting(match: Match) -> str:
    modes = sorted(MODES.get(mode, mode) for mode in match.person.modes)
    return f"by {joined(modes, 'or')}" if modes else ""


def _not_counted(match: Match) -> str:
    left = [PROTECTED[code] for code in sorted(PROTECTED) if not match.matters.weights.get(code)]
    verb, them = ("does", "it") if len(left) == 1 else ("do", "them")
    return (
        f"{joined(left)} {verb} not count, because {match.words.person} did not ask for {them}"
        if left
        else ""
    )
