"""Claims of the demo: one paid, one approved, two that wait, one sent back, one that is still being filled."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from peersupport.core.uploads import Upload
from peersupport.reporting.demo.scenes import Stage
from volunteers.mileage import tax_year
from volunteers.selectors.expenses_priced import priced
from volunteers.services import expenses, expenses_decided, expenses_rates


@dataclass(frozen=True, slots=True)
class Spent:
    """Days ago it was sent (0: not yet), journeys in tenths of a mile, a cost in pence, and what becomes of it."""

    who: str
    days: int
    tenths: tuple[int, ...]
    pence: int = 0
    then: str = ""
    elsewhere: int = 0


SPENT = (
    Spent("Denise Harper", 40, (124, 124, 88), 460, then="paid"),
    Spent("Denise Harper", 2, (124,), 0),
    Spent("Joan Marsh", 12, (62, 62), 350, then="approved"),
    Spent("Gareth Voyle", 3, (310, 285), 1240, elsewhere=9_980),
    Spent("Lorna Tait", 6, (93,), 780, then="returned"),
    Spent("Joan Marsh", 0, (62,), 0),
)
KINDS = (("parking", "Car park"), ("travel", "Day ticket"), ("material", "Flip chart paper"))


def claims(stage: Stage) -> None:
    """What a mile is worth (the second rate is only this scheme's choice), and everybody's claims."""
    story = stage.story
    story.on(story.day(-300), lambda at: _rate(stage, at))
    for number, spent in enumerate(SPENT):
        story.on(
            story.day(-spent.days),
            lambda at, spent=spent, number=number: _claim(stage, spent, number, at),
            hour=9,
        )


def _rate(stage: Stage, at: datetime) -> None:
    facts = {"first_pence": 45, "threshold_miles": 10_000, "then_pence": 25}
    from_on = timezone.localdate(at) - timedelta(days=200)
    expenses_rates.set_rate(by=stage.by("Maria Costa"), from_on=from_on, **facts, at=at)


def _claim(stage: Stage, spent: Spent, number: int, at: datetime) -> None:
    by, today = stage.by(spent.who), timezone.localdate(at)
    claim = expenses.begin(by=by, volunteer=stage.peers[spent.who], at=at)
    about = {"by": by, "claim": claim, "today": today}
    days = [today - timedelta(days=7 * (place + 1)) for place in range(len(spent.tenths))]
    for on, tenths in zip(days, spent.tenths, strict=True):
        place = {"start": "Home", "end": "Millbrook library", "purpose": "contact"}
        expenses.add_journey(**about, on=on, tenths=tenths, **place)
    if spent.pence:
        category, what = KINDS[number % len(KINDS)]
        upload = Upload("pdf", b"%%PDF-1.4 made-up receipt %d" % number)
        expenses.add_cost(
            **about,
            on=days[0],
            category=category,
            what=what,
            pence=spent.pence,
            purpose="contact",
            upload=upload,
        )
    if spent.days:
        said = {tax_year(day): spent.elsewhere for day in days}
        _answer(
            stage, expenses.send(by=by, claim=claim, elsewhere=said, at=at, today=today), spent, at, today
        )


def _answer(stage: Stage, claim, spent: Spent, at: datetime, today: date) -> None:
    by = stage.coordinator
    if spent.then == "returned":
        because = "The receipt is too dark to read. Please take the photo once more."
        expenses_decided.send_back(by=by, claim=claim, because=because, at=at)
    elif spent.then:
        expenses_decided.approve(by=by, claim=claim, pence=priced(claim).pence or 0, at=at)
    if spent.then == "paid":
        facts = {"claims": [claim], "reference": "RHC-2026-10", "paid_on": today}
        expenses_decided.pay(by=stage.by("Maria Costa"), **facts, at=at, today=today)
