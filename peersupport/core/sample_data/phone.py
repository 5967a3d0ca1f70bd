"""A volunteer's phone."""

from peersupport.core.presenters import Action, Link, ListedPerson, NextContact, Tag, ToDo

HERE = "#maincontent"
NEXT = NextContact(
    "Harold Finch",
    "Today at 2:30pm",
    "by phone",
    Action("Log contact", HERE),
    Action("Call Harold", "tel:+441632960143", secondary=False),
    (
        "Last time: he started a short walk each morning",
        "You said you would ask how his hospital visit went",
        "He hears better on his left side. Speak slowly",
    ),
    Link("All there is to prepare", HERE, "for Harold"),
)
PEOPLE = (
    ListedPerson(Link("Harold Finch", HERE), "Today, then 7 December", Tag("Every two weeks", "blue")),
    ListedPerson(Link("Mo Ellis", HERE), "Tue 1 December", Tag("Every two weeks", "blue")),
    ListedPerson(Link("Thursday course, Harton", HERE), "Starts 3 December, 8 people", Tag("Course")),
)
TODOS = (
    ToDo("Log your call with Mo", "Was due Tue 17 November", Action("Log it", HERE, "for Mo")),
    ToDo("Read the new volunteer agreement", "By Fri 4 December", Action("Read", HERE, "the agreement")),
)
WORRIED = Action("Tell Priya now", HERE)
EMPTY_ACTION = Action("Add somebody", HERE)
