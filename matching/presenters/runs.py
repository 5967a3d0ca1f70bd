"""A round in words: its steps while it runs, then its figures, changes and who is left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from matching.choices import DONE, FAILED, LONGEST_WAIT, OBJECTIVES, QUEUED, RUN_STATES, STOPPED
from matching.models import Run
from matching.presenters.candidates import role_of
from matching.presenters.words import inside, number, short_day, some
from matching.selectors.runs import Before, Change, Left, Result
from matching.selectors.runs_replay import Replay
from peersupport.accounts.models import Team
from peersupport.core.presenters import Cell, Column, Filter, Link, Row, Stat, Step, Table, Tag
from peersupport.core.templatetags.words import clock_time, count, day
from programmes.presenters.enrolments import wait

STEPS = ("Read the waiting list", "Rule out", "Find the best set of pairs", "Explain each proposal")
AIMS = {LONGEST_WAIT: "Most people first, then the longest wait, then the best fit"}
COLOURS = {DONE: "green", FAILED: "red", STOPPED: "grey"}
ALL, CHANGED, NOW = "", "changed", "now"
LEFT_COLUMNS = ("Person", "Waits for", "Why nobody")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A person without a match, in words."""

    name: str
    href: str
    about: str
    why: str


def title(run: Run) -> str:
    if run.state in (DONE, FAILED, STOPPED):
        return f"Matching round {run.number}"
    return f"Matching round {run.number} {'waits to start' if run.state == QUEUED else 'is running'}"


def moment(value: datetime, now: datetime) -> str:
    """`today at 9:05am`, `on 21 November at 9:05am`."""
    on = timezone.localdate(value)
    return f"{'today' if on == timezone.localdate(now) else f'on {short_day(on)}'} at {clock_time(value)}"


def finished(run: Run, now: datetime) -> str:
    """`Finished today at 2:04am after 41 seconds. 43 people, 48 volunteers`."""
    seconds = max(1, round((run.finished_at - run.taken_at).total_seconds()))
    about = f"{_sizes(run.figures)}{'. ' if run.team_id else ''}{only(run)}"
    return (
        f"Finished {moment(run.finished_at, now)} after {count(seconds, 'second')}. {about}{_elsewhere(run)}"
    )


def _elsewhere(run: Run) -> str:
    people = run.figures.get("elsewhere", 0)
    return f". {_keep(people)}" if people else ""


def _keep(people: int) -> str:
    """`1 person keeps an open proposal with a volunteer of another team`: it is not this team's to replace."""
    keep = "keeps an open proposal" if people == 1 else "keep open proposals"
    return f"{count(people, 'person', 'people')} {keep} with a volunteer of another team"


def only(run: Run) -> str:
    """`Only the team Harton`; nothing of a round over the whole scheme."""
    return f"Only the team {run.team.name}" if run.team_id else ""


def whom(team: Team | None, found: Before) -> str:
    """What a round looks at, and what makes way for it, before it is started."""
    people = f"everybody of the team {team.name} who waits" if team else "everybody who waits"
    rest = " Other teams’ people and their proposals are left alone." if team else ""
    return (
        f"It looks at {people} and proposes the best set of pairs. Nothing changes for anybody until you accept, "
        f"change or decline each proposal. Pairs that you accepted, and pairs who both said yes, are left alone."
        f"{_replaced(found.replaced)}{rest}{f' {_keep(found.elsewhere)}.' if found.elsewhere else ''}"
    )


def _replaced(proposals: int) -> str:
    if not proposals:
        return ""
    makes = "makes" if proposals == 1 else "make"
    return f" {count(proposals, 'open proposal')} of earlier rounds {makes} way for the new ones."


def _sizes(figures: dict) -> str:
    return f"{count(figures['people'], 'person', 'people')}, {count(figures['volunteers'], 'volunteer')}"


def last(run: Run, now: datetime) -> Link:
    """`Round 14: 38 proposals, 5 without a match`, with when it was."""
    here = reverse("runs-detail", args=[run.pk])
    if run.state != DONE:
        return Link(title(run), here)
    made = f"{count(run.figures['proposed'], 'proposal')}, {run.figures['without']} without a match"
    return Link(f"Round {run.number}, {moment(run.finished_at, now)}: {made}", here)


# --- While it runs ----------------------------------------------------------------------------


def steps(run: Run) -> list[Step]:
    aim = _parts(run) or AIMS.get(run.objective, "Most people first, then the best fit")
    hints = (_read(run), _ruled_out(run), aim, "")
    states = ["done" if at < run.step else "waiting" for at in range(len(STEPS))]
    if run.state != QUEUED and run.step < len(STEPS):
        states[run.step] = "running"
    return [Step(name, state, hint) for name, state, hint in zip(STEPS, states, hints, strict=True)]


def _read(run: Run) -> str:
    return _sizes(run.figures) if "people" in run.figures else ""


def _ruled_out(run: Run) -> str:
    if "looked_at" not in run.figures:
        return ""
    out = run.figures["looked_at"] - run.figures["lawful"]
    return f"{run.figures['looked_at']:,} pairs looked at, {out:,} ruled out"


def _parts(run: Run) -> str:
    """`3 of 8 parts are solved`: a large round is spread over workers."""
    total = run.figures.get("parts", 0)
    return f"{total - run.parts.open().count()} of {count(total, 'part')} are solved" if total else ""


def progress(run: Run) -> str:
    if run.state == QUEUED:
        return "It starts when a worker is free, usually within seconds"
    return f"Step {min(run.step + 1, len(STEPS))} of {len(STEPS)}"


# --- When it is done ----------------------------------------------------------------------------


def stats(found: Result) -> list[Stat]:
    before = found.run.before
    shown = [
        Stat(len(found.open), "proposals" if len(found.open) != 1 else "proposal", "Wait for your decision"),
        Stat(found.left_total, "without a match", "Each with its reason"),
    ]
    if before:
        shown.append(Stat(len(found.changes), f"changed since round {before.number}", _others(found)))
    decided = len(found.held) + len(found.agreed)
    return [*shown, Stat(decided, "decided pair" if decided == 1 else "decided pairs", "Never reshuffled")]


def _others(found: Result) -> str:
    """`2 have nobody now, 24 are the same, 3 were not in it`: those who lost theirs, and what did not change."""
    lost = sum(not change.now for change in found.changes)
    kept = sum(row.enrolment_id not in found.changed | found.new for row in found.open)
    new = sum(row.enrolment_id in found.new for row in found.open)
    same = f"{kept} {'is' if kept == 1 else 'are'} the same"
    gone = f"{lost} {'has' if lost == 1 else 'have'} nobody now" if lost else ""
    fresh = f"{new} {'was' if new == 1 else 'were'} not in it" if new else ""
    return ", ".join(filter(None, [gone, same, fresh]))


NOBODY = "Nobody waited for a match when this round ran, so there was nothing to propose."


def proof(found: Result) -> str:
    """The certificate in plain words."""
    figures = found.run.figures
    if not figures["people"]:
        return NOBODY
    classes = zip(
        figures["matched_by_class"], figures["waiting_by_class"], ("urgent", "sooner", "usual"), strict=True
    )
    said = "; ".join(f"{name}: {matched} of {waiting}" for matched, waiting, name in classes if waiting)
    pairs = f"{figures['lawful']:,} possible pairs"
    order = "urgency, then of waiting" if found.run.objective == LONGEST_WAIT else "urgency"
    return (
        f"No: no other set of pairs matches more people in order of {order}. Of those that match as many, none is "
        "better when all is added up: how well each pair fits; a little more for a proposal of the last round, so that "
        "it stays unless another fits clearly better; a little less for a volunteer’s further places, so that nobody "
        "carries too much; and more for a place that is free sooner, the earlier a person’s turn is. This was proved "
        f"over all {pairs}. Matched, by urgency and wait: {said}."
    )


def filters(found: Result, show: str) -> list[Filter]:
    here = reverse("runs-detail", args=[found.run.pk])
    changed, now = len(chosen(found, CHANGED)), len(chosen(found, NOW))
    links = [Filter("All", here, len(found.open), show == ALL)]
    if found.run.before_id:
        links.append(Filter("Changed", f"{here}?show={CHANGED}", changed, show == CHANGED))
    return [*links, Filter("Place now", f"{here}?show={NOW}", now, show == NOW)]


def chosen(found: Result, show: str) -> list:
    if show == CHANGED:
        return [row for row in found.open if row.enrolment_id in found.changed]
    return [row for row in found.open if not row.free_on] if show == NOW else list(found.open)


def left(people: Sequence[Left], on: date) -> list[LeftOut]:
    return [
        LeftOut(
            name=one.place.patient.name,
            href=reverse("enrolments-matching", args=[one.place.pk]),
            about=f"{one.place.patient.age(on)}, {wait(one.place.days_waited(on))}",
            why=why(one),
        )
        for one in people
    ]


def why(one: Left) -> str:
    """`No coach is possible. Does not speak Urdu: 4 coaches; no place free in the next eight weeks: 3`."""
    role = role_of(one.place)
    if one.changed:
        return f"Something changed while the round was worked out. {one.changed} Another round looks again"
    if one.possible:
        return f"{count(one.possible, role, some(2, role))} would fit, but every place went to somebody before them"
    if not one.why:
        return f"Nobody is a {role} yet"
    (first, most), *rest = one.why
    others = [f"{inside(words)}: {people}" for words, people in rest]
    return "; ".join([f"{first}: {most} {some(most, role)}", *others])


def left_title(total: int) -> str:
    return f"{number(total)} without a match"


def left_more(found: Result) -> Link | None:
    """The page of everybody without a match, where the card cannot show them all."""
    if found.left_total <= len(found.left):
        return None
    return Link(f"All {found.left_total} without a match", reverse("runs-without", args=[found.run.pk]))


def left_table(people: Sequence[Left], on: date) -> Table:
    rows = [
        Row((
            Cell(one.place.patient.name, reverse("enrolments-matching", args=[one.place.pk]), full=True,
                 sub=f"{one.place.patient.age(on)}, {wait(one.place.days_waited(on))}"),
            Cell(role_of(one.place).capitalize(), label="Waits for", full=True),
            Cell(why(one), full=True),
        ))
        for one in people
    ]  # fmt: skip
    return Table("People without a match, the most urgent first", [*map(Column, LEFT_COLUMNS)], rows)


def changes(found: Result) -> list[str]:
    return [f"{one.place.patient.name}: {_change(one)}" for one in found.changes]


def _change(one: Change) -> str:
    """`Abdul Rahman, was Sunil Mehta (on leave until 4 December 2026)`."""
    if not one.before:
        return f"{one.now}, was without"
    why = f" ({inside(one.why)})" if one.why else ""
    return f"{one.now or 'without'}, was {one.before}{why}"


def replayed(found: Replay) -> str:
    """What came of working a round out again."""
    if found.same:
        return (
            "Worked out again from what this round stored: the same answer for everybody, and proved again."
        )
    if not found.same_pairs:
        return "Worked out again: rules or scores have changed since, so that other pairs are possible now."
    return "Worked out again: the pairs are the same, but somebody would get another volunteer now."


# --- All rounds -----------------------------------------------------------------------------------


def table(rows: Sequence[Run]) -> Table:
    columns = [Column(words) for words in ("Round", "Started", "Aim", "Result")]
    return Table("Rounds, newest first", columns, [_row(run) for run in rows])


def _row(run: Run) -> Row:
    state = Tag(dict(RUN_STATES)[run.state], COLOURS.get(run.state, "blue"))
    made = (
        f"{run.figures['proposed']} proposals, {run.figures['without']} without" if run.state == DONE else ""
    )
    return Row((
        Cell(f"Round {run.number}", reverse("runs-detail", args=[run.pk]), full=True),
        Cell(day(timezone.localdate(run.started_at)), sub=f"{clock_time(run.started_at)}, {run.started_by}", full=True),
        Cell(dict(OBJECTIVES)[run.objective], sub=only(run), full=True),
        Cell(made, tags=[state], full=True),
    ))  # fmt: skip
