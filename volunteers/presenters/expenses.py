"""Words and colours of claims."""

from collections.abc import Iterable
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from peersupport.core.forms.plain import in_sentence
from peersupport.core.presenters import (
    Action,
    Cell,
    Colour,
    Column,
    Fact,
    Filter,
    Link,
    ListedPerson,
    Row,
    Table,
    Tag,
)
from peersupport.core.templatetags.words import count, day, pounds
from volunteers.choices import (
    CLAIM_APPROVED,
    CLAIM_DRAFT,
    CLAIM_OPEN,
    CLAIM_PAID,
    CLAIM_RETURNED,
    CLAIM_SENT,
    CLAIM_STATES,
    JOURNEY,
)
from volunteers.mileage import year_words
from volunteers.models import Claim, ClaimFile, ClaimLine, MileageRate
from volunteers.selectors.expenses import Doubts, YearTotal
from volunteers.selectors.expenses_priced import PricedClaim, PricedLine

COLOURS: dict[str, Colour] = {
    CLAIM_DRAFT: "grey",
    CLAIM_SENT: "blue",
    CLAIM_RETURNED: "orange",
    CLAIM_APPROVED: "green",
    CLAIM_PAID: "green",
}
ALIKE = Tag("Looks like one of another claim", "yellow")
NO_CONTACT = Tag("No contact is logged that day", "yellow")


def state_tag(claim: Claim) -> Tag:
    return Tag(dict(CLAIM_STATES)[claim.state], COLOURS[claim.state])


def miles(tenths: int) -> str:
    """`7.5 miles`, `12 miles`."""
    number = f"{tenths // 10:,}" if tenths % 10 == 0 else f"{tenths // 10:,}.{tenths % 10}"
    return f"{number} {'mile' if tenths == 10 else 'miles'}"


def when(claim: Claim) -> str:
    """`Sent Mon 23 Nov 2026`, or that it was not."""
    return f"Sent {day(timezone.localdate(claim.sent_at))}" if claim.sent_at else "Not sent yet"


def my_claims(rows: Iterable[Claim]) -> list[ListedPerson]:
    """A volunteer's own, to tap."""
    return [
        ListedPerson(
            Link(f"Claim {row.reference}", reverse("expenses-mine", args=[row.pk])),
            _note(row),
            state_tag(row),
        )
        for row in rows
    ]


def _note(row) -> str:
    lines = count(row.number, "line")
    parts = [when(row), lines] if row.pence is None else [when(row), lines, pounds(row.pence)]
    if row.pay_run:
        parts.append(f"paid {day(row.pay_run.paid_on)}, reference {row.pay_run.reference}")
    return ", ".join(parts)


def totals(rows: Iterable[YearTotal]) -> list[Fact]:
    """What was approved, by tax year."""
    return [
        Fact(
            f"Tax year {row.year} to {row.year + 1}",
            f"{pounds(row.pence)}: {miles(row.tenths)} for {pounds(row.journeys)}, costs {pounds(row.costs)}",
        )
        for row in rows
    ]


def lines(
    found: PricedClaim,
    files: dict[UUID, ClaimFile],
    *,
    own: bool,
    fills: bool = False,
    doubts: Doubts | None = None,
) -> Table:
    """The lines of a claim. `own`: the volunteer's page. `fills`: a line of an open claim can be taken out here."""
    columns = [Column("Day"), Column("What"), Column("Receipt"), Column("Amount")]
    may_remove = fills and found.claim.state in CLAIM_OPEN
    columns += [Column("Take out", hidden=True)] if may_remove else []
    rows = [
        _line(one, files.get(one.line.pk), own, may_remove, _doubts(one.line, doubts)) for one in found.lines
    ]
    return Table("Lines of this claim", columns, rows)


def _doubts(line: ClaimLine, doubts: Doubts | None) -> list[Tag]:
    """What to look at before this line is approved; nothing where nobody asked."""
    if doubts is None:
        return []
    alike = [ALIKE] if line.pk in doubts.alike else []
    return alike + ([NO_CONTACT] if line.pk in doubts.without_contact else [])


def _line(one: PricedLine, file: ClaimFile | None, own: bool, may_remove: bool, tags: list[Tag]) -> Row:
    line = one.line
    cells = [
        Cell(day(line.on), full=True, tags=tags),
        Cell(what(one), sub=f"{how(one)}. For: {in_sentence(line.get_purpose_display())}", full=True),
        _receipt(file, own)
        if line.kind != JOURNEY
        else Cell("None needed", quiet=True, label="Receipt", full=True),
        Cell(pounds(one.pence) or "No rate for this day", label="Amount", number=True, full=True),
    ]
    if may_remove:
        place = reverse("lines-remove" if own else "lines-take-out", args=[line.pk])
        gone = Action("Take out", place, hidden=f"line of {day(line.on)}", post=True)
        cells.append(Cell(actions=[gone], full=True))
    return Row(cells)


def what(one: PricedLine) -> str:
    line = one.line
    return f"{line.start} to {line.end}" if line.kind == JOURNEY else line.what


def how(one: PricedLine) -> str:
    """How a line came to its sum: `12 miles at 45p`, `Parking or toll`."""
    line = one.line
    if line.kind != JOURNEY:
        return line.get_category_display()
    if one.rate is None or one.parts is None:
        return miles(line.tenths)
    parts = ((one.parts.first_tenths, one.rate.first_pence), (one.parts.then_tenths, one.rate.then_pence))
    return " and ".join(f"{miles(tenths)} at {pence}p" for tenths, pence in parts if tenths)


def _receipt(file: ClaimFile | None, own: bool) -> Cell:
    if file is None:
        return Cell("Missing", label="Receipt", full=True)
    place = reverse("lines-receipt-own" if own else "lines-receipt", args=[file.line_id])
    words = f"Download ({file.kind.upper()}, {max(1, file.size // 1024)} kB)"
    return Cell(words, place, hidden="receipt", label="Receipt", full=True)


def claims(rows: Iterable[Claim], sums: dict[UUID, int | None]) -> Table:
    """For those who look after claims."""
    columns = [Column("Volunteer"), Column("Claim"), Column("Sent"), Column("State"), Column("Amount")]
    return Table("Claims", columns, [_claim(row, sums.get(row.pk)) for row in rows])


def _claim(row, pence: int | None) -> Row:
    paid = f"Paid {day(row.pay_run.paid_on)}, {row.pay_run.reference}" if row.pay_run else ""
    by = f"by {row.decided_by.user.name}" if row.decided_by else ""
    return Row((
        Cell(row.volunteer.name, reverse("expenses-detail", args=[row.pk]), hidden=f"claim {row.reference}", full=True),
        Cell(row.reference, sub=count(row.number, "line"), label="Claim", full=True, nowrap=True),
        Cell(day(timezone.localdate(row.sent_at)) if row.sent_at else "Not yet", label="Sent", full=True),
        Cell(tags=[state_tag(row)], sub=paid or by, full=True),
        Cell(pounds(pence) or "No rate yet", label="Amount", number=True, full=True),
    ))  # fmt: skip


def filters(wanted: dict[str, str], counted: dict[str, int]) -> list[Filter]:
    """One a state, with how many."""
    name = f"&{urlencode({'q': wanted['name']})}" if wanted["name"] else ""
    states = [pair for pair in CLAIM_STATES if pair[0] != CLAIM_DRAFT]
    every = Filter("All", f"?{name[1:]}" if name else "?", sum(counted.values()), not wanted["state"])
    return [every] + [
        Filter(words, f"?state={state}{name}", counted.get(state, 0), wanted["state"] == state)
        for state, words in states
    ]


def export(wanted: dict[str, str]) -> Link | None:
    """The spreadsheet of what is on the screen; none where nothing of it was decided."""
    words = {"": "Approved and paid claims", CLAIM_APPROVED: "Approved claims", CLAIM_PAID: "Paid claims"}
    if wanted["state"] not in words:
        return None
    asked = urlencode(
        {key: value for key, value in (("state", wanted["state"]), ("q", wanted["name"])) if value}
    )
    return Link(
        f"{words[wanted['state']]} as a spreadsheet (CSV)",
        f"{reverse('expenses-export')}?{asked}".rstrip("?"),
    )


def head(claim: Claim, pence: int | None) -> list[Fact]:
    """What is said of a claim on top."""
    facts = [
        Fact("State", tags=(state_tag(claim),)),
        Fact("Sent", day(timezone.localdate(claim.sent_at)) if claim.sent_at else "Not yet"),
        Fact("Amount", pounds(pence) or "No rate is set for one of the days"),
    ]
    if claim.entered_by:
        facts.append(Fact("Entered by", claim.entered_by.user.name))
    if claim.decided_by and claim.decided_at:
        answered = f"{day(timezone.localdate(claim.decided_at))}, {claim.decided_by.user.name}"
        facts.append(Fact("Answered", answered))
    if claim.pay_run:
        facts.append(Fact("Paid", f"{day(claim.pay_run.paid_on)}, reference {claim.pay_run.reference}"))
    return facts


def left_open(rows: Iterable[Claim]) -> str:
    """Claims that somebody who leaves has not been paid; empty when there are none."""
    names = [f"{row.reference} ({in_sentence(dict(CLAIM_STATES)[row.state])})" for row in rows]
    return f"Claims that are not paid yet: {', '.join(names)}." if names else ""


def elsewhere(said: dict[int, int | None]) -> list[str]:
    """What the volunteer says about other organisations, a line a tax year."""
    return [
        f"Claimed from other organisations in {year_words(year)}: {miles((number or 0) * 10)}."
        for year, number in said.items()
    ]


def rates(rows: Iterable[MileageRate]) -> Table:
    columns = [Column("From"), Column("First miles"), Column("After them"), Column("Set by")]
    lines = [
        Row((
            Cell(day(row.from_on), full=True),
            Cell(f"{row.first_pence}p for the first {row.threshold_miles:,}", label="First miles", full=True),
            Cell(f"{row.then_pence}p", label="After them", full=True),
            Cell(row.set_by, label="Set by", full=True),
        ))
        for row in rows
    ]  # fmt: skip
    return Table("What a mile is worth", columns, lines)
