"""Who waits how long, and who gets a peer, by what people are like. Small numbers are hidden before they are shown."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import median

from matching.engine.words import Words
from matching.selectors.words import words_of
from programmes.models import Enrolment, Relationship

LEAST = 5  # a number from 1 to 4 could point at a person
YEAR = timedelta(days=365)
BANDS = ((30, "Under 30"), (45, "30 to 44"), (60, "45 to 59"), (75, "60 to 74"), (999, "75 and over"))
BAND_NAMES = [name for _, name in BANDS]
UNKNOWN = "Not recorded"
Size = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Person:
    """One place on a waiting list: its groups in each dimension, and the days until it was matched, or None."""

    groups: Mapping[str, tuple[str, ...]]
    waited: int | None


@dataclass(frozen=True, slots=True)
class Group:
    """None: hidden. `matched` have a first relationship; `rate` is in percent, `wait` the median in days."""

    name: str
    people: int | None
    matched: int | None
    rate: int | None
    wait: int | None


UNMATCHED = {"matched": None, "rate": None, "wait": None}


@dataclass(frozen=True, slots=True)
class Dimension:
    name: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Fairness:
    since: date
    everybody: Group
    dimensions: tuple[Dimension, ...]


def fairness(*, actor, on: date) -> Fairness:
    """Of everybody whose wait began in the year before that day. Six queries, however many people."""
    since = on - YEAR
    found = _people(actor, since, on)
    names = dict.fromkeys(name for person in found for name in person.groups)
    return Fairness(since, group("Everybody", found), tuple(dimension(name, found) for name in names))


def dimension(name: str, people: Iterable[Person]) -> Dimension:
    """The groups of one dimension with small ones hidden; bands of age in their order, else the largest first.

    Hidden groups come last and by name: their place among the others would tell their size.
    """
    by_group: dict[str, list[Person]] = defaultdict(list)
    found = list(people)
    for person in found:
        for code in person.groups[name]:
            by_group[code].append(person)
    sizes = [_size(some) for some in by_group.values()]
    whole = _size(found)
    shown = [
        _unless_the_rest_is_small(group(code, some), size, whole)
        for (code, some), size in zip(by_group.items(), sizes, strict=True)
    ]
    return Dimension(name, tuple(sorted(hidden(tuple(shown), sizes), key=_place)))


def _place(one: Group) -> tuple:
    band = BAND_NAMES.index(one.name) if one.name in BAND_NAMES else 0
    return one.name == UNKNOWN, band, one.people is None, -(one.people or 0), one.name


def group(name: str, people: Iterable[Person]) -> Group:
    """A group with numbers under LEAST hidden, so that nobody can be told from its rate. A median shows with the
    number it is the median of, or not at all: it says that this number is LEAST or more.
    """
    everybody = list(people)
    waits = [person.waited for person in everybody if person.waited is not None]
    if 0 < len(everybody) < LEAST:
        return Group(name, None, None, None, None)
    is_small = 0 < len(waits) < LEAST or 0 < len(everybody) - len(waits) < LEAST
    if is_small:
        return Group(name, len(everybody), None, None, None)
    rate = round(100 * len(waits) / len(everybody)) if everybody else None
    return Group(name, len(everybody), len(waits), rate, round(median(waits)) if waits else None)


def _size(people: Sequence[Person]) -> Size:
    return len(people), sum(one.waited is not None for one in people)


def _unless_the_rest_is_small(one: Group, size: Size, whole: Size) -> Group:
    """Where people count in several groups, a group of nearly everybody tells of the few outside it."""
    people, matched = whole[0] - size[0], whole[1] - size[1]
    if one.people is not None and 0 < people < LEAST:
        return replace(one, people=None, **UNMATCHED)
    if one.matched is not None and any(0 < number < LEAST for number in (matched, people - matched)):
        return replace(one, **UNMATCHED)
    return one


def hidden(groups: tuple[Group, ...], sizes: Sequence[Size]) -> tuple[Group, ...]:
    """Hide more, the smallest first, until no small number follows from the total less what is shown.

    `sizes` are how many people each group has in truth, and how many of them are matched.
    """
    for column in ("people", "matched"):
        while (more := _next_to_hide(groups, sizes, column)) is not None:
            blank = {"people": None} if column == "people" else {}
            covered = replace(groups[more], **blank, **UNMATCHED)
            groups = (*groups[:more], covered, *groups[more + 1 :])
    return groups


def _next_to_hide(groups: tuple[Group, ...], sizes: Sequence[Size], column: str) -> int | None:
    """The group to hide too: if one alone is hidden, or all that are hidden make a small number together."""
    away = [at for at, one in enumerate(groups) if getattr(one, column) is None]
    shown = [at for at, one in enumerate(groups) if getattr(one, column) is not None]
    if not away or not shown:
        return None
    people, matched = (sum(sizes[at][number] for at in away) for number in (0, 1))
    told = (people,) if column == "people" else (matched, people - matched)
    if len(away) > 1 and not any(0 < number < LEAST for number in told):
        return None
    return min(shown, key=lambda at: (not getattr(groups[at], column), getattr(groups[at], column)))


def _people(actor, since: date, on: date) -> list[Person]:
    rows = Enrolment.objects.visible_to(actor).filter(waits_since_on__gt=since, waits_since_on__lte=on)
    rows = rows.select_related("patient__practice").defer("matters", "patient__goal", "patient__safety")
    starts = _first_starts(actor)
    of = _dimensions(actor)
    return [_person(row, starts.get(row.pk), of, on) for row in rows]


def _first_starts(actor) -> dict:
    rows = Relationship.objects.of(actor.scheme).order_by("-started_on", "-pk")
    return dict(rows.values_list("enrolment_id", "started_on"))


Groups = Callable[[Enrolment, date], Iterable[str]]


def _dimensions(actor) -> dict[str, Groups]:
    words = words_of(actor.scheme)
    sexes = {"female": "Women", "male": "Men", "other": "Another word"}

    def labels(kind: str, codes: Iterable[str]) -> list[str]:
        names = [words.label(kind, code) for code in codes]
        return [name[:1].upper() + name[1:] for name in names]

    return {
        "Condition": lambda row, on: labels("condition", row.patient.conditions),
        "Area": lambda row, on: _area(row, words),
        "Age": lambda row, on: [next(name for limit, name in BANDS if row.patient.age(on) < limit)],
        "Sex": lambda row, on: [sexes[row.patient.sex]] if row.patient.sex in sexes else [],
        "Language": lambda row, on: labels("language", row.patient.languages),
        "Ethnicity or background": lambda row, on: labels("background", row.patient.background),
    }


def _area(row: Enrolment, words: Words) -> list[str]:
    practice = row.patient.practice
    return [words.label("area", str(practice.team_id))] if practice and practice.team_id else []


def _person(row: Enrolment, started: date | None, of: Mapping[str, Groups], on: date) -> Person:
    groups = {name: tuple(find(row, on)) or (UNKNOWN,) for name, find in of.items()}
    waited = max(0, (started - row.waits_since_on).days) if started else None
    return Person(groups, waited)
