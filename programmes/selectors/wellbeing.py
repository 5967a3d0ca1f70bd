"""One private prompt for each volunteer who should be asked how they are: why, in words, and since when.

It is a list of reasons, never a number, and it shows only to those who look after this volunteer. Somebody who asks
for a talk, had a hard contact and has not said that they are fine, or chose to say that they are away for their
health, is always on it; of the other reasons it takes two together. A holiday is none. When somebody has acted, what
lies before that is over, and standing reasons rest for four weeks.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone

from programmes.schedule.load import week_of, weekly_load
from programmes.selectors.capacity import supports_of
from volunteers.choices import AFTER_HARD, FINE, HEALTH, HOLIDAY, TALK
from volunteers.models import CareTalk, CheckIn, Leave
from volunteers.selectors.supervision import DueLine
from volunteers.selectors.wellbeing import answered, is_private_to

LOOK_BACK = timedelta(weeks=4)
BACK_FOR = timedelta(days=14)
WEEKS_AHEAD = 4
ALWAYS = ("talk", "hard", "ill")
TOGETHER = 2


@dataclass(frozen=True, slots=True)
class Why:
    """A reason in words. `since` is when it began to be one."""

    code: str
    words: str
    since: date


@dataclass(frozen=True, slots=True)
class Prompt:
    """Of one volunteer; the reasons in the order of urgency."""

    line: DueLine
    reasons: tuple[Why, ...]

    @property
    def since(self) -> date:
        return min(why.since for why in self.reasons)


@dataclass(slots=True)
class _Facts:
    check_ins: dict[UUID, list[CheckIn]] = field(default_factory=lambda: defaultdict(list))
    talks: dict[UUID, datetime] = field(default_factory=dict)
    away: dict[UUID, Leave] = field(default_factory=dict)
    over: dict[UUID, int] = field(default_factory=dict)


def prompts(lines: Iterable[DueLine], *, actor, on: date) -> list[Prompt]:
    """Of these lines, those with reasons that are for this person's eyes, the longest first. Five queries."""
    mine = [line for line in lines if is_private_to(line.volunteer, line.supervised, actor)]
    facts = _facts(mine, actor.scheme, on)
    found = [Prompt(line, tuple(reasons)) for line in mine if (reasons := _reasons(line, facts, on))]
    return sorted(
        found, key=lambda one: (one.reasons[0].code not in ALWAYS, one.since, one.line.volunteer.pk)
    )


def all_reasons(line: DueLine, *, scheme, on: date) -> tuple[Why, ...]:
    """Everything known of one volunteer, also where it is too little for a prompt."""
    facts = _facts([line], scheme, on)
    return (*_urgent(line, facts, on), *_standing(line, facts, on))


def _facts(lines: list[DueLine], scheme, on: date) -> _Facts:
    found, people = _Facts(), [line.volunteer for line in lines]
    for row in answered(people, scheme=scheme):
        found.check_ins[row.volunteer_id].append(row)
    talks = CareTalk.objects.of(scheme).filter(volunteer__in=people).order_by("at", "pk")
    found.talks = dict(talks.values_list("volunteer_id", "at"))
    away = Leave.objects.of(scheme).filter(
        volunteer__in=people, starts_on__lte=on, ends_on__gte=on - BACK_FOR
    )
    found.away = {row.volunteer_id: row for row in sorted(away.exclude(reason=HOLIDAY), key=_tells)}
    found.over = _over(lines, on)
    return found


def _tells(row: Leave) -> tuple[bool, date]:
    """The last of somebody's days away is the one to speak about: illness, then the latest."""
    return row.reason == HEALTH, row.ends_on


def _over(lines: list[DueLine], on: date) -> dict[UUID, int]:
    """How many of the next weeks have more contacts than the volunteer wants."""
    supports = supports_of([line.volunteer for line in lines])
    found = {}
    for line in lines:
        running = [one.course for one in supports[line.volunteer.pk] if one.course.ended_on is None]
        load = weekly_load(course.contacts for course in running)
        weeks = [load.get(week_of(on) + timedelta(weeks=week), 0) for week in range(WEEKS_AHEAD)]
        found[line.volunteer.pk] = sum(week > line.volunteer.most_contacts_a_week for week in weeks)
    return found


def _reasons(line: DueLine, facts: _Facts, on: date) -> list[Why]:
    urgent, standing = _urgent(line, facts, on), _standing(line, facts, on)
    always = any(why.code in ALWAYS for why in [*urgent, *standing])
    return [*urgent, *standing] if always or len(urgent) + len(standing) >= TOGETHER else []


def _urgent(line: DueLine, facts: _Facts, on: date) -> list[Why]:
    """What the volunteer said themself, since somebody last acted on it."""
    key = line.volunteer.pk
    talked_at = facts.talks.get(key)
    rows = [row for row in facts.check_ins[key] if talked_at is None or _last(row) > talked_at]
    found = []
    talks = [row for row in rows if row.answer == TALK]
    if talks:
        found.append(Why("talk", "Would like a talk", timezone.localdate(min(_last(row) for row in talks))))
    hard = [row for row in rows if row.reason == AFTER_HARD and row.answer != TALK]
    open_now = [row for row in hard if row.answer != FINE]
    if open_now:
        since = timezone.localdate(min(row.asked_at for row in open_now))
        found.append(Why("hard", "A contact was hard, and they have not said how they are", since))
        return found
    recent = [day for row in hard if (day := timezone.localdate(row.asked_at)) >= on - LOOK_BACK]
    if recent:
        found.append(Why("hard-fine", "A contact was hard. They said that they are fine", min(recent)))
    return found


def _last(row: CheckIn) -> datetime:
    return row.answered_at or row.asked_at


def _standing(line: DueLine, facts: _Facts, on: date) -> list[Why]:
    key = line.volunteer.pk
    talked_at = facts.talks.get(key)
    if talked_at and timezone.localdate(talked_at) > on - LOOK_BACK:
        return []
    found = []
    if facts.over.get(key):
        found.append(Why("load", "More contacts ahead than they want in a week", on))
    if line.due and line.is_overdue(on):
        found.append(Why("supervision", "Supervision is overdue", line.due.on))
    away = facts.away.get(key)
    if away and away.reason == HEALTH:
        words = "Away for their health" if away.ends_on >= on else "Back after days away for their health"
        found.insert(0, Why("ill", words, away.starts_on))
    elif away and away.ends_on < on:
        found.append(Why("back", "Just back from days away", away.ends_on))
    return found
