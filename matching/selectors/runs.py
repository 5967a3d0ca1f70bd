"""A round as its page shows it: what is proposed, who is left, and how it differs from the round before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from matching.choices import ACCEPTED, DONE, OPEN
from matching.engine import stored
from matching.models import Conversation, Proposal, Run
from matching.selectors.undecided import agreed
from programmes.choices import WAITING
from programmes.models import Enrolment
from programmes.selectors.together import UNSEEN
from volunteers.models import Volunteer

PACKED = ("run__inputs", "run__outcome")
FIRST_LEFT = 8  # people without a match whom the page of a round shows; all are a click away


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody without a match. `why`: words and how many volunteers they rule out first. `changed`: why not the
    one whom the round had found, where that changed while it was worked out.
    """

    place: Enrolment
    possible: int
    why: tuple[tuple[str, int], ...]
    changed: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What differs from the round before; "" stands for nobody, and UNSEEN for whom this person may not see. `why` is
    what rules out the volunteer of before.
    """

    place: Enrolment
    now: str
    before: str
    why: str


@dataclass(frozen=True, slots=True)
class Result:
    """`open` are the proposals to decide in order, without their explanations; `held` those that were accepted, in
    this round or before, and `agreed` the talks of pairs that it kept because both said yes.

    `left` are the first of the `left_total` people without a match, `new` the places that the round before had not.
    """

    run: Run
    open: tuple[Proposal, ...]
    held: tuple[Proposal, ...]
    agreed: tuple[Conversation, ...]
    left: tuple[Left, ...]
    left_total: int
    changes: tuple[Change, ...]
    new: frozenset[UUID]
    recruit: tuple[tuple[str, int], ...]

    @property
    def changed(self) -> frozenset[UUID]:
        """Keys of the places whose proposal is not that of the round before."""
        return frozenset(change.place.pk for change in self.changes if change.now)


def rounds(actor) -> QuerySet:
    """Newest first, without the packed columns."""
    return Run.objects.visible_to(actor).select_related("team").defer("inputs", "outcome").order_by("-number")


def newest(actor) -> Run | None:
    """The round under way, else the last that was done."""
    rows = rounds(actor)
    return rows.under_way().first() or rows.done().first()


def held_for(enrolment: Enrolment) -> Proposal | None:
    """The proposal of a round that stands for this person, if any."""
    rows = Proposal.objects.of(enrolment.scheme_id).standing().filter(enrolment=enrolment)
    return rows.select_related("volunteer", "run").defer("run__inputs", "run__outcome").first()


@dataclass(frozen=True, slots=True)
class Before:
    """What a new round would find: open proposals that make way for its own, and people who keep theirs because
    this person may not see the volunteer.
    """

    replaced: int
    elsewhere: int


def before(actor) -> Before:
    """Two queries."""
    rows = Proposal.objects.of(actor.scheme).filter(state=OPEN, enrolment__state=WAITING)
    people = rows.filter(enrolment__in=Enrolment.objects.visible_to(actor)).count()
    replaced = Proposal.objects.visible_to(actor).filter(state=OPEN, enrolment__state=WAITING).count()
    return Before(replaced, people - replaced)


def result(run: Run, *, actor) -> Result:
    """A round that is done, narrowed to whom this person may see. A fixed number of queries."""
    outcome = stored.unpacked(run.outcome)
    seen = _seen(actor)
    without = [one for one in outcome["without"] if one["key"] in seen]
    kept = outcome.get("agreed", {})
    return Result(
        run=run,
        open=tuple(_proposals(actor, run=run, state=OPEN)),
        held=tuple(_proposals(actor, run__number__lte=run.number, state=ACCEPTED)),
        agreed=tuple(one for one in agreed(actor=actor) if str(one.enrolment_id) in kept),
        left=tuple(_left(without[:FIRST_LEFT], actor)),
        left_total=len(without),
        changes=_changes(run, outcome, seen, actor),
        new=_new(run, outcome),
        recruit=tuple(map(tuple, outcome["recruit"])),
    )


class Without(Sequence[Left]):
    """Everybody without a match in the order of the round; people are read when a page of them is asked for."""

    def __init__(self, run: Run, actor) -> None:
        seen = _seen(actor)
        self._kept = [one for one in stored.unpacked(run.outcome)["without"] if one["key"] in seen]
        self._actor = actor

    def __len__(self) -> int:
        return len(self._kept)

    def __getitem__(self, at):
        return _left(self._kept[at], self._actor) if isinstance(at, slice) else self[at : at + 1][0]


def _seen(actor) -> frozenset[str]:
    """Keys of the places on the waiting list that this person may see."""
    return frozenset(
        map(str, Enrolment.objects.visible_to(actor).waiting().values_list("pk", flat=True).distinct())
    )


def _places(actor, keys: Iterable[str]) -> dict[str, Enrolment]:
    rows = Enrolment.objects.visible_to(actor).waiting().filter(pk__in=list(keys))
    return {str(row.pk): row for row in rows.select_related("patient", "cohort__programme__role")}


def _left(kept: Sequence[dict], actor) -> list[Left]:
    places = _places(actor, [one["key"] for one in kept])
    return [
        Left(places[one["key"]], one["possible"], tuple(map(tuple, one["why"])), one.get("changed", ""))
        for one in kept if one["key"] in places
    ]  # fmt: skip


def _proposals(actor, **which) -> QuerySet:
    rows = Proposal.objects.visible_to(actor).filter(enrolment__state=WAITING, **which)
    related = ("enrolment__patient", "enrolment__cohort__programme__role", "volunteer", "run")
    unread = ("explained", "enrolment__matters", "volunteer__notes", "enrolment__patient__goal", *PACKED)
    return rows.select_related(*related).defer(*unread).order_by("run__number", "position", "pk")


def _changes(run: Run, outcome: dict, seen: frozenset[str], actor) -> tuple[Change, ...]:
    """Of those who were in the round before: another volunteer, matched now, or without one now."""
    if run.before_id is None or run.before.state != DONE:
        return ()
    then, now = _whom(stored.unpacked(run.before.outcome)), _whom(outcome)
    moved = [key for key in now if key in then and key in seen and now[key] != then[key]]
    names = _names(actor, {then[key] for key in moved} | {now[key] for key in moved})
    places = sorted(_places(actor, moved).items(), key=lambda item: (item[1].waits_since_on, item[0]))
    whys = outcome["moved"]
    return tuple(
        Change(
            place,
            names.get(now[key], UNSEEN),
            names.get(then[key], UNSEEN),
            whys.get(key, "") if then[key] in names else "",
        )
        for key, place in places
    )


def _new(run: Run, outcome: dict) -> frozenset[UUID]:
    if run.before_id is None or run.before.state != DONE:
        return frozenset()
    return frozenset(map(UUID, _whom(outcome).keys() - _whom(stored.unpacked(run.before.outcome)).keys()))


def _whom(outcome: dict) -> dict[str, str]:
    """Key of the volunteer by place; "" for nobody."""
    matched = {key: volunteer for key, (volunteer, _) in outcome["matched"].items()}
    return matched | {one["key"]: "" for one in outcome["without"]}


def _names(actor, keys: set[str]) -> dict[str, str]:
    """By key of the volunteers whom this person may see, and of nobody."""
    rows = Volunteer.objects.visible_to(actor).filter(pk__in=[key for key in keys if key])
    return {"": ""} | {str(row.pk): row.name for row in rows.only("first_name", "called", "last_name")}
