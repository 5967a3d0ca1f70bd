"""The coordinator's desk."""

from peersupport.core.presenters import Action, Filter, Link, Stat, Tag, WorkRow

HERE = "#maincontent"
MENU = [
    {"text": text, "url": HERE, "current": text == "Today"}
    for text in ("Today", "People", "Volunteers", "Matching", "Courses", "Worries", "Reports")
]
CRUMBS = (Link("Today", HERE), Link("People", HERE))
TAGS = (
    Tag("Worry", "red"),
    Tag("Overdue", "orange"),
    Tag("Expires soon", "yellow"),
    Tag("Decide", "blue"),
    Tag("Held", "green"),
    Tag("Still waiting"),
    Tag("Large print, 16 point", "purple"),
    Tag("Coach", border=False),
)
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
