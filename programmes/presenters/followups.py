"""Words of suggested steps and of a programme's rules."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.core.presenters import Action, Cell, Column, Fact, Link, Row, Table
from peersupport.core.templatetags.words import count, day
from programmes.choices import END_SUPPORT, FOLLOW_UPS, LETTER, MESSAGE, RING
from programmes.models import FollowUp, FollowUpRules, Programme
from programmes.selectors.followups import Silence

STEPS = dict(FOLLOW_UPS)
SHORT = {
    RING: "ring yourself",
    MESSAGE: "send a message",
    LETTER: "send a letter",
    END_SUPPORT: "end support",
}
WHAT_HAPPENS = {
    RING: "Nothing is sent. It is written down that you ring.",
    MESSAGE: "One short message goes out, without any detail, unless the person asked for none.",
    LETTER: "Nothing is sent by itself: the letter opens, for you to print and post.",
    END_SUPPORT: (
        "Support ends today, contacts that are planned are cancelled, and the person leaves the programme. "
        "Who referred them is told that the person could not be reached, if the person agreed to that."
    ),
}
DONE = {
    RING: "Written down. Please ring them, and log how it went.",
    MESSAGE: "The message is on its way.",
    LETTER: "Written down. Print the letter and post it.",
    END_SUPPORT: "Support has ended.",
}
DECLINED = "Written down. It is suggested again after the next call in vain."


def why(silence: Silence) -> str:
    """For a line of the worklist."""
    calls = count(silence.tries, "call")
    return f"{calls} in a row not answered. Suggested: {SHORT[silence.step]}"


def note(silence: Silence, *, actor: Actor) -> dict:
    """For the page of the person."""
    address = reverse("relationships-follow-up", args=[silence.relationship.pk])
    action = Action("Decide", address) if actor.can(may.PLAN_SUPPORT) else None
    return {"text": f"{why(silence)}.", "action": action}


def facts(silence: Silence) -> list[Fact]:
    row = silence.relationship
    return [
        Fact("Not reached", f"{count(silence.tries, 'call')} in a row, since {day(silence.since_on)}"),
        Fact("Supported by", row.volunteer.name),
        Fact("Suggested", STEPS[silence.step]),
        Fact("What happens then", WHAT_HAPPENS[silence.step]),
    ]


def decided(rows: Sequence[FollowUp]) -> list[Fact]:
    """What was decided before, newest first."""
    return [
        Fact(
            day(timezone.localdate(row.at)),
            f"{STEPS[row.step]}: {'done' if row.taken else 'not now'}, {row.by_name}"
            + (f". {row.why}" if row.why else ""),
        )
        for row in rows
    ]


def rules(rows: Sequence[tuple[Programme, FollowUpRules]]) -> Table:
    names = ("Programme", "Review comes", "Not logged", "When nobody answers")
    columns = [*(Column(name) for name in names), Column("To do", hidden=True)]
    return Table("Rules of each programme", columns, [_line(*row) for row in rows])


def _line(programme: Programme, said: FollowUpRules) -> Row:
    steps = [f"{SHORT[step]} after {tries}" for step, tries in said.steps().items()]
    change = Link("Change", reverse("programmes-follow-ups", args=[programme.pk]), hidden=programme.name)
    return Row((
        Cell(programme.name, sub=programme.role.name),
        Cell(f"{count(said.review_days, 'day')} before", label="Review comes", full=True),
        Cell(f"Coordinator after {count(said.coordinator_days, 'day')}",
             sub=f"Managers after {count(said.manager_days, 'day')}", label="Not logged", full=True),
        Cell(", ".join(steps).capitalize() or "Nothing is suggested", label="When nobody answers", full=True),
        Cell(links=[change]),
    ))  # fmt: skip
