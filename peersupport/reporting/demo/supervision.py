"""Supervision in the demo: rules since six weeks, one-to-ones, a group with actions, one overdue, one register to take.

Also one volunteer who would like a talk, and one who is asked how she is.
"""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from django.utils import timezone

from peersupport.reporting.demo.scenes import Stage
from volunteers.models import Supervision
from volunteers.services import competency, supervision, wellbeing
from volunteers.services import supervision_actions as actions
from volunteers.services.supervision import Mark, When

COMPETENT = ("Denise Harper", "Carol Pike", "Joan Marsh", "Gareth Voyle", "Tunde Adebayo", "Kwame Boateng")
GROUP = COMPETENT
EXCUSED = "Carol Pike"
# Days ago of one-to-ones. Iris Novak has none, so she is overdue.
ONE_TO_ONES = (
    ("Joan Marsh", 30),
    ("Gareth Voyle", 30),
    ("Carol Pike", 30),
    ("Abdul Rahman", 31),
    ("Abdul Rahman", 15),
    ("Ruth Lane", 20),
    ("Colin Grant", 12),
    ("Carol Pike", 9),
)
EVIDENCE = (
    "Heard two of the calls, logs in time for six weeks, raised one worry at once and in the right way."
)
AGREED = (
    ("Denise Harper", "Ask the lung nurse for the inhaler leaflet", "volunteer", 14),
    ("Joan Marsh", "Keep Fridays free of calls", "volunteer", 35),
    ("Joan Marsh", "Find out about the walking group in Harton", "supervisor", 35),
    ("Gareth Voyle", "Try video with Ivy once", "volunteer", 35),
)


def supervise(stage: Stage) -> None:
    """Adds its steps to the story of Riverbank."""
    story = stage.story
    story.on(story.day(-41), lambda at: _levels(stage, at), hour=9)
    for name, days in ONE_TO_ONES:
        story.on(story.day(-days), lambda at, name=name: _held(stage, [name], at, kind="one"), hour=13)
    story.on(story.day(-21), lambda at: _group(stage, at), hour=9)
    story.on(story.day(-1), lambda at: _plan(stage, ["Owen Price"], at, kind="one"), hour=9)
    story.on(story.day(-7), lambda at: _next_group(stage, at), hour=16)
    story.on(story.day(-2), lambda at: _how_they_are(stage, at), hour=18)


def _about(stage: Stage, at: datetime) -> dict:
    return {"by": stage.coordinator, "at": at, "today": timezone.localdate(at)}


def _levels(stage: Stage, at: datetime) -> None:
    for name in COMPETENT:
        who = stage.peers[name]
        for held in who.held_roles.select_related("role"):
            facts = {"volunteer": who, "role": held.role, "level": "competent", "evidence": EVIDENCE}
            competency.decide(**_about(stage, at), **facts)


def _plan(stage: Stage, names: Sequence[str], at: datetime, *, kind: str, days: int = 0) -> Supervision:
    when = When(
        timezone.localdate(at) + timedelta(days=days), time(14), 60 if kind == "one" else 90, "By video"
    )
    people = [stage.peers[name] for name in names]
    about = {"kind": kind, "volunteers": people, "supervisor": stage.members[stage.desk], "when": when}
    return supervision.plan(**_about(stage, at), **about)[0]


def _held(stage: Stage, names: Sequence[str], at: datetime, *, kind: str) -> Supervision:
    session = _plan(stage, names, at, kind=kind)
    marks = {
        stage.peers[name]: Mark("excused" if kind == "group" and name == EXCUSED else "present")
        for name in names
    }
    notes = "What helps when somebody cancels twice. Everybody brought one good moment."
    return supervision.take_register(
        **_about(stage, at), session=session, marks=marks, notes=notes if kind == "group" else ""
    )


def _group(stage: Stage, at: datetime) -> None:
    session = _held(stage, GROUP, at, kind="group")
    today = timezone.localdate(at)
    for name, what, who, days in AGREED:
        actions.agree(
            **_about(stage, at),
            volunteer=stage.peers[name],
            session=session,
            what=what,
            who=who,
            by_on=today + timedelta(days=days),
        )


def _next_group(stage: Stage, at: datetime) -> None:
    _plan(stage, GROUP, at, kind="group", days=9)


def _how_they_are(stage: Stage, at: datetime) -> None:
    wellbeing.ask_from_time_to_time(volunteer=stage.peers["Denise Harper"], at=at)
    wellbeing.ask_for_a_talk(
        by=stage.by("Joan Marsh"),
        volunteer=stage.peers["Joan Marsh"],
        words="My own breathing has been bad this week, and Leila worries me",
        at=at,
    )
