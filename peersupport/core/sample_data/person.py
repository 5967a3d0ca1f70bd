"""A person's page."""

from datetime import date, timedelta

from peersupport.core.charts import Contact, Phase, taper
from peersupport.core.presenters import Action, Event, Fact, Link, PersonHeader, Tag

HERE = "#maincontent"
TODAY, START = date(2026, 11, 23), date(2026, 9, 1)
PERSON = PersonHeader(
    "Mo Ellis",
    ("Maureen Ellis, 67 (born 4 March 1959)", "NHS number 943 476 5919", "Harton Surgery"),
    (
        Tag("Large print, 16 point", "purple"),
        Tag("Consent: support, telling GP", "green"),
        Tag("No consent: research"),
        Tag("Contact late, 6 days", "orange"),
    ),
    "Coach",
    Link("Denise Harper", HERE),
    "since 1 September 2026, ends 9 February 2027",
    (Action("Log a contact", HERE, secondary=False), Action("I am worried", HERE)),
)
TABS = tuple(
    Link(text, HERE, current=text == "Overview")
    for text in ("Overview", "Matching", "Plan and contacts", "Outcomes", "Messages", "Who looked")
)
EVENTS = (
    Event(
        "Due Tuesday 17 November",
        "Contact 10 is not logged yet. Denise was reminded on 20 November",
        date(2026, 11, 17),
        open=True,
    ),
    Event(
        "Tuesday 3 November",
        "Phone, 35 minutes. Walked to the shop and back twice. Going well",
        date(2026, 11, 3),
    ),
    Event(
        "Tuesday 20 October", "Step-down review: both agreed to move to every two weeks", date(2026, 10, 20)
    ),
    Event("Wednesday 12 August", "Referred by Dr Sam Whitlock. Accepted the next day", date(2026, 8, 12)),
)
FACTS = (
    Fact("Conditions", "COPD, type 2 diabetes since 2019"),
    Fact("Goal", "Walk to her sister’s house without stopping", change=Link("Change", HERE, "goal")),
    Fact("Contact", "Phone on Tuesdays after 2pm. Leave no voicemail"),
    Fact("Consent", tags=(Tag("Support", "green"), Tag("Research: no"))),
)
MORE = Link("All 27 entries", HERE)
PHASES = (Phase("Weekly", 8), Phase("Every two weeks", 16), Phase("Monthly", 24))


def contact(week: int) -> Contact:
    phase = next(phase.name for phase in PHASES if week <= phase.last_week)
    words = "Late: not logged yet" if week == 12 else ""
    state = "none" if week == 4 else "held" if week < 12 else "late" if week == 12 else "planned"
    return Contact(week, START + timedelta(weeks=week - 1), state, phase, words)  # type: ignore[arg-type]


TAPER = taper(
    title="Mo’s plan of 14 contacts over 24 weeks",
    phases=PHASES,
    start=START,
    today=TODAY,
    contacts=[contact(week) for week in (1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24)],
)
