"""People who do not answer, and the step that the programme's rule suggests. A suggestion does nothing by itself."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, F, Max, QuerySet, Window
from django.db.models.functions import RowNumber

from programmes.choices import FOLLOW_UPS, TRIED
from programmes.models import Contact, FollowUp, FollowUpRules, Programme, Relationship

# More calls in vain than this are counted as this many.
MOST_TRIES = 12
ORDER = [step for step, _ in FOLLOW_UPS]


@dataclass(frozen=True, slots=True)
class Silence:
    """`tries` calls in a row were in vain, the first on `since_on`; `step` is what is suggested."""

    relationship: Relationship
    since_on: date
    tries: int
    step: str


@dataclass(frozen=True, slots=True)
class _Tries:
    tries: int
    since_on: date


def rules_of(programmes: Iterable[UUID]) -> dict[UUID, FollowUpRules]:
    """The rules of these programmes, by key: those that were saved, else the defaults. One query."""
    keys = set(programmes)
    saved = {row.programme_id: row for row in FollowUpRules.objects.everywhere().filter(programme__in=keys)}
    return {key: saved.get(key) or FollowUpRules(programme_id=key) for key in keys}


def programmes(*, actor) -> list[tuple[Programme, FollowUpRules]]:
    """All programmes of a scheme with their rules, by name."""
    rows = list(Programme.objects.of(actor.scheme).select_related("role").order_by("name"))
    rules = rules_of(row.pk for row in rows)
    return [(row, rules[row.pk]) for row in rows]


def silences(*, actor) -> list[Silence]:
    """Suggestions that nobody has answered yet, the longest silence first. Four queries, however many."""
    rules = rules_of(Programme.objects.of(actor.scheme).values_list("pk", flat=True))
    steps = [tries for one in rules.values() for tries in one.steps().values()]
    if not steps:
        return []
    tried = _tries(_candidates(actor, min(steps)), actor.scheme)
    rows = Relationship.objects.visible_to(actor).filter(pk__in=tried)
    rows = rows.select_related(
        "patient", "role", "enrolment__owner__user", "enrolment__cohort", "volunteer__coordinator__user"
    ).defer(
        "patient__goal", "patient__ask_for_help_when", "patient__safety", "enrolment__matters",
        "volunteer__notes",
    )  # fmt: skip
    answered = _answered(tried)
    found = [_silence(row, tried[row.pk], rules[row.enrolment.cohort.programme_id], answered) for row in rows]
    return sorted((one for one in found if one), key=lambda one: (one.since_on, one.relationship.pk))


def silence_of(relationship: Relationship) -> Silence | None:
    """The suggestion about one relationship that waits for an answer, if there is one."""
    tried = _tries([relationship.pk], relationship.scheme_id)
    if relationship.ended_on or relationship.pk not in tried:
        return None
    programme = relationship.enrolment.cohort.programme_id
    return _silence(relationship, tried[relationship.pk], rules_of([programme])[programme], _answered(tried))


def silences_of(relationships: Iterable[Relationship]) -> list[Silence]:
    """The same for the few of one person."""
    return [found for row in relationships if (found := silence_of(row))]


def suggested(rules: FollowUpRules, tries: int) -> str:
    """The furthest step that so many calls in vain suggest; empty: none yet."""
    reached = [step for step, after in rules.steps().items() if after <= tries]
    return max(reached, key=ORDER.index, default="")


def decided(relationships: Collection[Relationship]) -> list[FollowUp]:
    """What was decided about these, newest first."""
    scheme = next((row.scheme_id for row in relationships), None)
    return list(FollowUp.objects.of(scheme).filter(relationship__in=relationships).order_by("-at", "-pk"))


def _silence(
    row: Relationship, tried: _Tries, rules: FollowUpRules, answered: dict[tuple[UUID, date], int]
) -> Silence | None:
    """A step that was answered is suggested again only after one more call in vain."""
    step = suggested(rules, tried.tries)
    if not step or answered.get((row.pk, tried.since_on), 0) >= tried.tries:
        return None
    return Silence(row, tried.since_on, tried.tries, step)


def _answered(keys: Collection[UUID]) -> dict[tuple[UUID, date], int]:
    """(relationship, first day of the silence) -> at how many tries somebody answered last."""
    rows = FollowUp.objects.everywhere().filter(relationship__in=list(keys)).order_by()
    found = rows.values_list("relationship", "since_on").annotate(tries=Max("tries"))
    return {(key, since_on): tries for key, since_on, tries in found}


def _candidates(actor, least: int) -> list[UUID]:
    """Those with enough calls in vain at all: few, and found by an index."""
    running = Relationship.objects.visible_to(actor).running()
    tried = Contact.objects.of(actor.scheme).filter(relationship__in=running, outcome=TRIED)
    counted: QuerySet = tried.order_by().values("relationship").annotate(n=Count("pk"))
    return list(counted.filter(n__gte=least).values_list("relationship", flat=True))


def _tries(keys: Collection[UUID], scheme) -> dict[UUID, _Tries]:
    """By key of relationship: how many of its newest entries in a row were in vain, and the day of the first."""
    newest = Window(
        RowNumber(), partition_by=F("relationship"), order_by=("-happened_on", "-logged_at", "-pk")
    )
    rows = Contact.objects.of(scheme).filter(relationship__in=list(keys)).annotate(place=newest)
    rows = rows.filter(place__lte=MOST_TRIES).order_by("relationship", "place", "pk")
    by_key: dict[UUID, list[date] | None] = {}
    found: dict[UUID, list[date]] = {}
    for key, outcome, day in rows.values_list("relationship", "outcome", "happened_on"):
        days = by_key.setdefault(key, found.setdefault(key, []))
        if days is None:
            continue
        if outcome == TRIED:
            days.append(day)
        else:
            by_key[key] = None
    return {key: _Tries(len(days), days[-1]) for key, days in found.items() if days}
