"""Below a plan: what may be done to it, its reviews, its cover, its changes and its dose."""

from datetime import date

from django.urls import reverse
from django.utils import timezone

from peersupport.accounts import permissions as may
from peersupport.core.presenters import Action, Cell, Column, Link, Row, Table, Tag
from peersupport.core.templatetags.words import day
from programmes.choices import PAUSED, PROPOSED
from programmes.models import Cover, Relationship, Review
from programmes.presenters import changes as change_words
from programmes.presenters import dose as dose_words
from programmes.presenters import requests as request_words
from programmes.presenters.reviews import SHORT, tag
from programmes.selectors.dose import doses
from programmes.selectors.people_plan import Support


def below(support: Support, *, actor, on: date) -> dict:
    """`tables` are (heading, table), those without rows left out."""
    logs = [log for slot in support.slots for log in slot.logs]
    works = support.relationship.ended_on is None and actor.can(may.PLAN_SUPPORT)
    tables = (
        ("Asked for by the volunteer", request_words.table(support.requests, works)),
        ("Step-down reviews", reviews(support.reviews, works)),
        ("Cover", covers(support.covers, works, on)),
        ("Changes of the plan", change_words.changes(support.changes, reads_why=actor.can(may.MATCH_PEOPLE))),
        ("Planned and held", dose_words.table(doses([slot.planned for slot in support.slots], logs, on=on))),
    )
    return {
        "actions": actions(support.relationship, actor=actor),
        "tables": [(heading, table) for heading, table in tables if table.rows],
    }


def actions(row: Relationship, *, actor) -> list[Action]:
    if row.ended_on:
        return []
    shift = ("Go on", "resume") if row.state == PAUSED else ("Pause", "pause")
    plans = (
        [shift, ("Cover", "cover"), ("End support", "end"), ("How is it going?", "feedback")]
        if actor.can(may.PLAN_SUPPORT)
        else []
    )
    logs = [("Step-down review", "review")] if actor.can(may.LOG_CONTACTS) else []
    name = f"with {row.volunteer.name}"
    return [
        Action(words, reverse(f"relationships-{verb}", args=[row.pk]), name) for words, verb in logs + plans
    ]


def reviews(rows: tuple[Review, ...], works: bool) -> Table:
    columns = [Column(words) for words in ("Written", "Wanted", "How it is going", "State")]
    return Table("Step-down reviews", columns, [_review(row, works) for row in rows])


def _review(row: Review, works: bool) -> Row:
    decide = works and row.state == PROPOSED
    links = [Link("Decide", reverse("reviews-decide", args=[row.pk]), "about this review")] if decide else []
    said = "\n".join(filter(None, [row.how, row.note]))
    decided = ": ".join(filter(None, [row.decided_by, row.decided_why]))
    return Row((
        Cell(day(timezone.localdate(row.written_at)), sub=row.written_by, full=True),
        Cell(SHORT[row.step], sub="Both agree" if row.both_agree else "Not both agree", label="Wanted", full=True),
        Cell(said, full=True),
        Cell(tags=[tag(row)], sub=decided, links=links, full=True),
    ))  # fmt: skip


def covers(rows: tuple[Cover, ...], works: bool, on: date) -> Table:
    columns = [Column(words) for words in ("Who", "From", "To", "State")]
    return Table("Cover", columns, [_cover(row, works, on) for row in rows])


def _cover(row: Cover, works: bool, on: date) -> Row:
    over = row.stopped_at is not None or row.ends_on < on
    words = "Stopped" if row.stopped_at else "Over" if over else "Now" if row.starts_on <= on else "To come"
    name = f"cover by {row.volunteer.name}"
    stop = Action("Stop", reverse("covers-stop", args=[row.pk]), name, post=True)
    keep = Action("Keep it", reverse("covers-keep", args=[row.pk]), name, post=True)
    left = row.is_left and not over
    asks = [Tag("Volunteer is not away", "yellow")] if left else []
    return Row((
        Cell(row.volunteer.name, sub=row.why, full=True),
        Cell(day(row.starts_on), label="From", full=True),
        Cell(day(row.ends_on), label="To", full=True),
        Cell(
            tags=[Tag(words, "grey" if over else "green"), *asks],
            actions=[stop, *([keep] if left else [])] if works and not over else (),
        ),
    ))  # fmt: skip
