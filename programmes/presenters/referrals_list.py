"""The coordinators' list of referrals."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from peersupport.accounts.actors import Actor
from peersupport.core.presenters import Action, Cell, Column, Filter, Row, Table, Tag
from peersupport.core.templatetags.words import count, day
from programmes.choices import ACCEPTED, DECLINED, RECEIVED
from programmes.models import Referral
from programmes.presenters.referrals import STATES, URGENCY
from programmes.selectors.referrals import days_to_answer

# The word in the address for each state.
WORDS = {"new": RECEIVED, "accepted": ACCEPTED, "declined": DECLINED}
COLUMNS = ("Person", "Referred by", "Received", "State", "Owner")
EMPTY = {
    RECEIVED: ("No new referrals", "Referrals appear here as soon as they are sent, the oldest first."),
    ACCEPTED: ("None accepted yet", "Accepted referrals appear here; their people are on the waiting list."),
    DECLINED: ("None declined", "Declined referrals appear here with the reason."),
}


def filters(state: str, counts: dict[str, int]) -> list[Filter]:
    place = reverse("referrals")
    return [
        Filter(word.title(), f"{place}?state={word}", counts.get(code, 0), current=code == state)
        for word, code in WORDS.items()
    ]


def table(rows: Sequence[Referral], *, actor: Actor, today: date) -> Table:
    columns = [Column(text, sort="ascending" if text == "Received" else "") for text in COLUMNS]
    return Table("Referrals, the oldest first", columns, [_row(row, actor, today) for row in rows])


def _row(row: Referral, actor: Actor, today: date) -> Row:
    days = days_to_answer(row, scheme=actor.scheme, today=today)
    limit = actor.scheme.answer_within_days
    is_late = row.state == RECEIVED and days > limit
    late = [Tag(f"{count(days, 'working day')}, target {limit}", "orange")] if is_late else []
    urgency = [URGENCY[row.urgency]] if row.urgency in URGENCY else []
    practice = row.practice.name if row.practice else "No practice"
    return Row(
        (
            Cell(
                row.full_name,
                reverse("referrals-detail", args=[row.pk]),
                sub=f"{row.age(today)}, {practice}",
                full=True,
            ),
            Cell(row.sent_by_name, sub=row.get_source_display(), label="From", full=True),
            Cell(day(row.received_on), sub="" if late else _waited(row, days), tags=late, label="Received"),
            Cell(tags=[STATES[row.state], *urgency], sub=row.get_answer_reason_display()),
            _owner(row),
        ),
        edge="orange" if is_late else "",
    )


def _waited(row: Referral, days: int) -> str:
    if row.state != RECEIVED:
        return f"Answered {day(row.answered_on)}"
    return f"{count(days, 'working day')} ago" if days else ""


def _owner(row: Referral) -> Cell:
    if row.owner:
        return Cell(row.owner.user.name, label="Owner")
    if row.state != RECEIVED:
        return Cell(row.answered_by, label="Answered by")
    return Cell("Nobody yet", label="Owner", quiet=True)


def empty(state: str, *, text: str) -> dict:
    if text:
        place = f"{reverse('referrals')}?state={_word(state)}"
        return {
            "heading": "Nobody found",
            "text": "Check the spelling, or look under another state.",
            "action": Action("Show all", place),
        }
    heading, words = EMPTY[state]
    return {
        "heading": heading,
        "text": words,
        "action": Action("Enter a paper referral", reverse("referrals-new")),
    }


def _word(state: str) -> str:
    return next(word for word, code in WORDS.items() if code == state)
