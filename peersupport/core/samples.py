"""Fictional people for the components page: what each partial is given. The day is Monday 23 November 2026."""

from datetime import date, timedelta

from peersupport.core.charts import Contact, Phase, Week, load_bars, load_chart, taper
from peersupport.core.presenters import (
    Action,
    Cell,
    Column,
    Event,
    Fact,
    Filter,
    Link,
    ListedPerson,
    NextContact,
    PersonHeader,
    Row,
    ScorePart,
    Stat,
    Step,
    Table,
    Tag,
    ToDo,
    WorkRow,
)  # fmt: skip

HERE, TODAY, START = "#maincontent", date(2026, 11, 23), date(2026, 9, 1)
MENU = [
    {"text": text, "url": HERE, "current": text == "Today"}
    for text in ("Today", "People", "Volunteers", "Matching", "Courses", "Worries", "Reports")
]
TAGS = (
    Tag("Worry", "red"), Tag("Overdue", "orange"), Tag("Expires soon", "yellow"), Tag("Decide", "blue"),
    Tag("Held", "green"), Tag("Still waiting"), Tag("Large print, 16 point", "purple"), Tag("Coach", border=False),
)  # fmt: skip
STATS = (
    Stat(43, "people waiting", "Longest 11 weeks. 2 over the target of 8", HERE),
    Stat(2, "contacts overdue", "14 more are planned for today", HERE),
    Stat(2, "worries open", "1 not yet acknowledged, 48 minutes", HERE, alert=True),
    Stat(19, "places free", "11 now, 8 by 14 December", HERE),
)
FILTERS = (
    Filter("Everyone", HERE, 12, current=True),
    Filter("Mine", HERE, 6),
    Filter("Tom Okafor", HERE, 4),
    Filter("No owner", HERE, 2),
)


def work(
    words: str,
    colour: str,
    who: str,
    about: str,
    why: str,
    since: str,
    button: str,
    owner: str = "Priya Nair",
    first: bool = False,
) -> WorkRow:
    action = Action(button, HERE, f": {who}", secondary=not first, post=first)
    return WorkRow(
        Tag(words, colour), Link(who, HERE), about, why, since, action, owner, "" if owner else HERE
    )  # type: ignore[arg-type]


WORKLIST = (
    work(
        "Worry",
        "red",
        "Harold Finch",
        "72, coached by Denise Harper",
        "Says he has stopped taking his tablets. Not yet acknowledged",
        "48 minutes",
        "Acknowledge",
        first=True,
    ),
    work(
        "Worry",
        "red",
        "Leila Haddad",
        "45, befriended by Joan Marsh",
        "Acknowledged. Decide what to do by 4pm today",
        "Yesterday",
        "Decide",
        "Tom Okafor",
    ),
    work(
        "No contact",
        "red",
        "Stanley Boyd",
        "81, befriended by Ruth Lane",
        "Three calls in a row not answered",
        "16 days",
        "Arrange a check",
    ),
    work(
        "Overdue",
        "orange",
        "Mo Ellis",
        "67, coached by Denise Harper",
        "Contact of 17 November not logged",
        "6 days",
        "Remind Denise",
    ),
    work(
        "Decide",
        "blue",
        "Grace Adeyemi",
        "49, waiting for a coach",
        "Met Denise Harper on Friday. Both said yes",
        "3 days",
        "Confirm match",
    ),
    work(
        "New",
        "blue",
        "Amina Yusuf",
        "38, from Harton Surgery",
        "Referral to accept. May be the same as an older record",
        "Today",
        "Open referral",
        "",
    ),
    work(
        "Expires soon",
        "yellow",
        "Carol Pike",
        "Coach, supports 2",
        "Enhanced check runs out on 13 December",
        "In 20 days",
        "Start renewal",
    ),
    work(
        "Still waiting",
        "grey",
        "Peter Nwosu",
        "54, waiting for a befriender",
        "Nine weeks on the list. Ask if he still wants this",
        "9 weeks",
        "Call Peter",
        "Tom Okafor",
    ),
)
COMING = (
    "Today: 14 contacts planned by 11 volunteers",
    "Tue 24: group supervision, 6 coaches",
    "Thu 26: course session 4 of 7, Harton",
)
PERSON = PersonHeader(
    "Mo Ellis",
    ("Maureen Ellis, 67 (born 4 March 1959)", "NHS number 943 476 5919", "Harton Surgery"),
    (Tag("Large print, 16 point", "purple"), Tag("Consent: support, telling GP", "green"), Tag("No consent: research"), Tag("Contact late, 6 days", "orange")),
    "Coach", Link("Denise Harper", HERE), "since 1 September 2026, ends 9 February 2027",
    (Action("Log a contact", HERE, secondary=False), Action("I am worried", HERE)),
)  # fmt: skip
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
PHASES = (Phase("Weekly", 8), Phase("Every two weeks", 16), Phase("Monthly", 24))


def contact(week: int) -> Contact:
    phase = next(phase.name for phase in PHASES if week <= phase.last_week)
    words = "Late: not logged yet" if week == 12 else ""
    state = "none" if week == 4 else "held" if week < 12 else "late" if week == 12 else "planned"
    return Contact(week, START + timedelta(weeks=week - 1), state, phase, words)  # type: ignore[arg-type]


TAPER = taper(
    title="Mo’s plan of 14 contacts over 24 weeks", phases=PHASES, start=START, today=TODAY,
    contacts=[contact(week) for week in (1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24)],
)  # fmt: skip
BEFORE = (2, 2, 2, 1, 0, 1, 2, 2, 1, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
ADDED = (1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 0, 0, 1, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1)
LOAD = load_chart(
    [Week(date(2026, 11, 30) + timedelta(weeks=index), *pair) for index, pair in enumerate(zip(BEFORE, ADDED, strict=True))],
    limit=3, who="Denise", before_words="Already planned, with the Thursday course", added_words="Grace’s contacts",
)  # fmt: skip


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
    return Row((
        Cell(name, HERE, sub=area, full=True),
        Cell(tags=[Tag(role, border=False) for role in roles]),
        Cell(supports, sub=names, label="Supports", full=True),
        Cell(load=load_bars(counts, limit=3, who=name), full=True),
        Cell(place, label="Next place", full=True),
        Cell("" if missing else "Nothing missing", tags=missing, quiet=True, full=True),
    ))  # fmt: skip


BOARD = Table(
    "Volunteers, sorted by name",
    (Column("Volunteer", sort="ascending"), Column("Role"), Column("Supports"), Column("Load, weeks from 23 Nov"), Column("Next place free"), Column("What is missing")),
    (
        volunteer("Abdul Rahman", "Riverbank Central. English, Urdu", ("Coach",), "3 of 5", "Ian C., Nadia F., Bob T.", (3, 2, 3, 2, 2, 1, 2, 1), "Mon 14 Dec", (Tag("Contact not logged, 5 days", "orange"),)),
        volunteer("Carol Pike", "Harton. English", ("Coach", "Lay tutor"), "2 of 5", "Viktor D., Sue L.", (2, 3, 2, 1, 2, 1, 1, 2), "Mon 30 Nov", (Tag("Check expires in 20 days", "yellow"),)),
        volunteer("Gareth Voyle", "Millbrook. English, Welsh", ("Navigator",), "4 of 6", "Bill S., Ivy N., Jo P., Ted A.", (2, 2, 3, 3, 2, 2, 1, 0), "Now, 2 places", ()),
        volunteer("Joan Marsh", "Harton. English", ("Befriender",), "3 of 3", "Leila H., Pat W., Ken O.", (3, 3, 4, 3, 3, 3, 2, 2), "Mon 18 Jan", (Tag("Supervision overdue, 9 days", "orange"), Tag("Over her limit in 1 week", "red"))),
    ),
)  # fmt: skip


def proposal(name: str, about: str, peer: str, when: str, reason: str, fit: int) -> Row:
    return Row((
        Cell(name, HERE, sub=about, nowrap=True, full=True),
        Cell(peer, sub=when, label="With", full=True, nowrap=True),
        Cell(reason, full=True),
        Cell(str(fit), label="Fit", number=True),
        Cell(actions=(Action("Accept", HERE, f"{peer} for {name}", post=True),), links=(Link("Change", HERE, name), Link("Decline", HERE, name))),
    ))  # fmt: skip


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
NEXT = NextContact(
    "Harold Finch", "Today at 2:30pm", "by phone", Action("Log contact", HERE), Action("Call Harold", "tel:+441632960143", secondary=False),
    ("Last time: he started a short walk each morning", "You said you would ask how his hospital visit went", "He hears better on his left side. Speak slowly"),
)  # fmt: skip
PEOPLE = (
    ListedPerson(Link("Harold Finch", HERE), "Today, then 7 December", Tag("Every two weeks", "blue")),
    ListedPerson(Link("Mo Ellis", HERE), "Tue 1 December", Tag("Every two weeks", "blue")),
    ListedPerson(Link("Thursday course, Harton", HERE), "Starts 3 December, 8 people", Tag("Course")),
)
TODOS = (
    ToDo("Log your call with Mo", "Was due Tue 17 November", Action("Log it", HERE, "for Mo")),
    ToDo("Read the new volunteer agreement", "By Fri 4 December", Action("Read", HERE, "the agreement")),
)
STEPS = (
    Step("Read the waiting list", "done", "43 people, 48 volunteers"), Step("Rule out", "done", "2,064 pairs looked at, 1,763 ruled out"),
    Step("Find the best set of pairs", "running", "Most people first, then best fit"), Step("Explain each proposal", "waiting"),
)  # fmt: skip
CRUMBS = (Link("Today", HERE), Link("People", HERE))
EMPTY_ACTION, MORE, WORRIED = (
    Action("Add somebody", HERE),
    Link("All 27 entries", HERE),
    Action("Tell Priya now", HERE),
)
