"""The volunteers' board, matching, and a plan."""

from datetime import date, timedelta

from peersupport.core.charts import Series, Week, line_chart, load_bars, load_chart
from peersupport.core.presenters import (
    Action,
    Cell,
    Column,
    Link,
    PlanDate,
    PlanPhase,
    Row,
    ScorePart,
    Step,
    Table,
    Tag,
)

HERE = "#maincontent"


def volunteer(
    name: str,
    area: str,
    roles: tuple[str, ...],
    supports: str,
    names: str,
    counts: tuple[int, ...],
    place: str,
    missing: tuple[Tag, ...],
) -> Row:
    return Row(
        (
            Cell(name, HERE, sub=area, full=True),
            Cell(tags=[Tag(role, border=False) for role in roles]),
            Cell(supports, sub=names, label="Supports", full=True),
            Cell(load=load_bars(counts, limit=3, who=name), full=True),
            Cell(place, label="Next place", full=True),
            Cell("" if missing else "Nothing missing", tags=missing, quiet=True, full=True),
        )
    )


BOARD = Table(
    "Volunteers, sorted by name",
    (
        Column("Volunteer", sort="ascending"),
        Column("Role"),
        Column("Supports"),
        Column("Load, weeks from 23 Nov"),
        Column("Next place free"),
        Column("What is missing"),
    ),
    (
        volunteer(
            "Abdul Rahman",
            "Riverbank Central. English, Urdu",
            ("Coach",),
            "3 of 5",
            "Ian C., Nadia F., Bob T.",
            (3, 2, 3, 2, 2, 1, 2, 1),
            "Mon 14 Dec",
            (Tag("Contact not logged, 5 days", "orange"),),
        ),
        volunteer(
            "Carol Pike",
            "Harton. English",
            ("Coach", "Lay tutor"),
            "2 of 5",
            "Viktor D., Sue L.",
            (2, 3, 2, 1, 2, 1, 1, 2),
            "Mon 30 Nov",
            (Tag("Check expires in 20 days", "yellow"),),
        ),
        volunteer(
            "Gareth Voyle",
            "Millbrook. English, Welsh",
            ("Navigator",),
            "4 of 6",
            "Bill S., Ivy N., Jo P., Ted A.",
            (2, 2, 3, 3, 2, 2, 1, 0),
            "Now, 2 places",
            (),
        ),
        volunteer(
            "Joan Marsh",
            "Harton. English",
            ("Befriender",),
            "3 of 3",
            "Leila H., Pat W., Ken O.",
            (3, 3, 4, 3, 3, 3, 2, 2),
            "Mon 18 Jan",
            (Tag("Supervision overdue, 9 days", "orange"), Tag("Over her limit in 1 week", "red")),
        ),
    ),
)


def proposal(name: str, about: str, peer: str, when: str, reason: str, fit: int) -> Row:
    return Row(
        (
            Cell(name, HERE, sub=about, nowrap=True, full=True),
            Cell(peer, sub=when, label="With", full=True, nowrap=True),
            Cell(reason, full=True),
            Cell(str(fit), label="Fit", number=True),
            Cell(
                actions=(Action("Accept", HERE, f"{peer} for {name}", post=True),),
                links=(Link("Change", HERE, name), Link("Decline", HERE, name)),
            ),
        )
    )


PROPOSALS = Table(
    "Proposals, longest wait first",
    (
        Column("Person"),
        Column("Proposed"),
        Column("Main reason"),
        Column("Fit"),
        Column("Decide", hidden=True),
    ),
    (
        proposal("Peter Nwosu", "54, 9 weeks", "Kwame Boateng", "Now", "Same area, both former drivers", 81),
        proposal(
            "Amrit Gill",
            "61, 8 weeks",
            "Abdul Rahman",
            "From 14 Dec. New coach",
            "Heart failure; speaks Punjabi and Urdu",
            78,
        ),
    ),
)
BEFORE = (2, 2, 2, 1, 0, 1, 2, 2, 1, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
ADDED = (1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 0, 0, 1, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1)
LOAD = load_chart(
    [
        Week(date(2026, 11, 30) + timedelta(weeks=index), *pair)
        for index, pair in enumerate(zip(BEFORE, ADDED, strict=True))
    ],
    limit=3,
    who="Denise",
    before_words="Already planned, with the Thursday course",
    added_words="Grace’s contacts",
)
LINES = line_chart(
    [date(2026, month, 1) for month in range(1, 12)],
    [
        Series("As it is", (200, 300, 300, 500, 500, 500, 500, 500, 500, 500, 500)),
        Series("With ten more coaches", (200, 300, 306, 520, 530, 530, 550, 550, 550, 550, 550)),
    ],
    title="People supported, month by month",
    when="Month from",
)
SCORE = (
    ScorePart("Same condition", 40, 40),
    ScorePart("Similar life", 16, 20),
    ScorePart("Times that fit", 15, 20),
    ScorePart("Getting there", 0, 20),
)
REASONS_FOR = (
    "Has COPD and type 2 diabetes, like Grace",
    "Free on Monday and Thursday afternoons",
    "Speaks by phone, as Grace asked",
)
REASONS_AGAINST = ("About ten years older; Grace did not mind", "One contact of another person is not logged")
STEPS = (
    Step("Read the waiting list", "done", "43 people, 48 volunteers"),
    Step("Rule out", "done", "2,064 pairs looked at, 1,763 ruled out"),
    Step("Find the best set of pairs", "running", "Most people first, then best fit"),
    Step("Explain each proposal", "waiting"),
)
MOVED = Tag("Moved", "yellow")
PLAN = (
    PlanPhase(
        "Weekly", (PlanDate(1, "Mon 30 Nov 2026"), PlanDate(5, "Tue 29 Dec 2026", "Bank holiday", MOVED))
    ),
    PlanPhase("Every two weeks", (PlanDate(10, "Mon 1 Feb 2027"), PlanDate(16, "Mon 15 Mar 2027", "Review"))),
    PlanPhase("Monthly", (PlanDate(24, "Mon 10 May 2027", "Last contact"),)),
)
CONFLICT = Table(
    "What differs",
    (Column("What"), Column("Saved now"), Column("What you typed")),
    (
        Row(
            (
                Cell("Phone"),
                Cell("01632 960177", label="Saved now"),
                Cell("01632 960188", label="What you typed"),
            )
        ),
    ),
)
