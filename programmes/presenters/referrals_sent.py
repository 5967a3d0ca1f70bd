"""What a clinician reads about the referrals they sent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from peersupport.core.presenters import Action, Cell, Column, Fact, Row, Table
from peersupport.core.templatetags.words import day
from programmes.choices import RECEIVED
from programmes.presenters.referrals import FOLLOWED, told
from programmes.selectors.referrals import UNTOLD, Followed

COLUMNS = (Column("Person"), Column("What became of it"), Column("Since"), Column("Referred"))


def table(rows: Iterable[Followed]) -> Table:
    return Table("Your referrals, newest first", COLUMNS, tuple(_row(row) for row in rows))


def _row(followed: Followed) -> Row:
    referral = followed.referral
    place = reverse("referrals-receipt", args=[referral.pk])
    return Row(
        (
            Cell(referral.full_name, place, sub=referral.reference),
            Cell(tags=[FOLLOWED[followed.state][0]], sub=told(followed), full=True),
            Cell(day(followed.since_on), label="Since", nowrap=True),
            Cell(day(referral.received_on), label="Referred", nowrap=True),
        )
    )


@dataclass(frozen=True)
class Empty:
    heading: str
    text: str
    action: Action


def empty(searched: bool) -> Empty:
    if searched:
        return Empty(
            "Nobody found",
            "Check the spelling, or search for a part of the name.",
            Action("Show all my referrals", reverse("referrals-mine")),
        )
    return Empty(
        "You have not referred anybody yet",
        "Everybody you refer appears here, with what became of it.",
        Action("Refer someone", reverse("referrals-new"), secondary=False),
    )


@dataclass(frozen=True)
class Receipt:
    """`is_new` shows the number large; `next` is empty once the referral is answered."""

    reference: str
    title: str
    is_new: bool
    facts: Sequence[Fact]
    next: Sequence[str]
    actions: Sequence[Action]


def receipt(followed: Followed, *, days: int) -> Receipt:
    referral = followed.referral
    waits = followed.state == RECEIVED or (followed.state == UNTOLD and referral.state == RECEIVED)
    return Receipt(
        reference=referral.reference,
        title=f"Referral {referral.reference}",
        is_new=waits,
        facts=tuple(_facts(followed)),
        next=_next(referral.consent_to_tell, days) if waits else (),
        actions=(
            Action("Refer someone else", reverse("referrals-new")),
            Action("My referrals", reverse("referrals-mine")),
            *([Action("Take it back", reverse("referrals-withdraw", args=[referral.pk]))] if waits else []),
        ),
    )


def _facts(followed: Followed) -> Iterable[Fact]:
    referral = followed.referral
    yield Fact("Person", referral.full_name)
    yield Fact("Sent", day(referral.received_on))
    yield Fact("State", told(followed), tags=[FOLLOWED[followed.state][0]])
    if followed.since_on != referral.received_on:
        yield Fact("Since", day(followed.since_on))
    if followed.state == referral.state and referral.answer_note:
        yield Fact("From the coordinator", referral.answer_note)


def _next(may_tell: bool, days: int) -> tuple[str, ...]:
    ends = (
        "You get an e-mail when there is an answer, and see under “My referrals” what became of it."
        if may_tell
        else "The person did not agree that you hear what became of it, so no message follows. Ask them."
    )
    return (
        f"A coordinator reads the referral and answers within {days} working days.",
        "They phone or write to the person, and look for a volunteer who fits.",
        ends,
    )
