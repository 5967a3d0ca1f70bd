"""What a message may know, and what one is: a first name, a day, a number and a link, and nothing else."""

import string
from dataclasses import dataclass

# All that a message may know, whoever it goes to.
KNOWN = frozenset({"first_name", "day", "link", "count"})
STAFF, VOLUNTEER, PATIENT, REFERRER = "staff", "volunteer", "patient", "referrer"
REFEREE, CANDIDATE = "referee", "candidate"
TO = (
    (PATIENT, "To people who are supported"),
    (VOLUNTEER, "To volunteers"),
    (REFERRER, "To clinicians who refer"),
    (CANDIDATE, "To people who want to volunteer"),
    (REFEREE, "To referees"),
    (STAFF, "To coordinators, managers and others with an account"),
)


# How to have fewer, below every letter. A text message is short: there the staff are asked.
LESS = {
    PATIENT: "To hear from us in another way, or not at all, ring us, or say so when we ring.",
    VOLUNTEER: "To hear from us in another way, or less, open “My messages” or tell your coordinator.",
    REFERRER: "To hear from us in another way, or not at all, open “My messages”.",
    CANDIDATE: "If you would rather not hear from us any more, ring us.",
}


@dataclass(frozen=True)
class Text:
    """`to` is who gets it, `title` what staff call it in lists.

    `urgent` ones go out first, at night, and however many there were. Words that want to know more than KNOWN are
    refused when they are written (ValueError), and a subject, which a locked telephone shows, knows no name.
    """

    subject: str
    body: str
    title: str = ""
    urgent: bool = False
    to: str = ""

    def __post_init__(self):
        wanted = _wanted(self.subject) | _wanted(self.body)
        if unknown := wanted - KNOWN:
            raise ValueError(f"a message may not know {', '.join(sorted(unknown))}")
        if "first_name" in _wanted(self.subject):
            raise ValueError("a subject names nobody")

    @property
    def letter(self) -> str:
        """The body as an e-mail."""
        less = LESS.get(self.to)
        return f"{self.body}\n\n{less}" if less else self.body

    @property
    def short(self) -> str:
        """The body as a text message."""
        return self.body.replace("\n\n", "\n")


def _wanted(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name is not None}


def text(subject: str, *lines: str, title: str = "", urgent: bool = False, to: str = "") -> Text:
    body = "\n\n".join(("Hello {first_name},", *lines, "Peer support"))
    return Text(subject, body, title=title or subject, urgent=urgent, to=to)
