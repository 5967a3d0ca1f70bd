"""Words and colours of certificates."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from peersupport.core.presenters import Action, Colour, Fact, Link, ListedPerson, Tag, ToDo
from peersupport.core.templatetags.words import day
from volunteers.choices_certificates import (
    CERTIFICATE_ACCEPTED,
    CERTIFICATE_RETURNED,
    CERTIFICATE_STATES,
    CERTIFICATE_WAITS,
)
from volunteers.models import Certificate, Module

COLOURS: dict[str, Colour] = {
    CERTIFICATE_WAITS: "blue",
    CERTIFICATE_ACCEPTED: "green",
    CERTIFICATE_RETURNED: "orange",
}


def state_tag(row: Certificate) -> Tag:
    return Tag(dict(CERTIFICATE_STATES)[row.state], COLOURS[row.state])


def file_words(row: Certificate) -> str:
    return f"Download ({_size(row)})"


def _size(row: Certificate) -> str:
    return f"{row.kind.upper()}, {max(1, row.size // 1024)} kB"


def to_do(module: Module, sent: Certificate | None, due: str = "") -> ToDo:
    """A module that is learned elsewhere, as its volunteer reads it. `due` is said first."""
    place = f"{reverse('certificates-send')}?module={module.pk}"
    if sent is not None and sent.state == CERTIFICATE_WAITS:
        return ToDo(module.name, f"{due}Your certificate is sent. A coordinator looks at it")
    if sent is not None and sent.state == CERTIFICATE_RETURNED:
        again = Action("Send again", place, hidden=f"certificate of {module.name}")
        return ToDo(module.name, f"{due}Sent back: {sent.returned_because}", again)
    return ToDo(
        module.name,
        f"{due}Learned elsewhere",
        Action("Send certificate", place, hidden=f"of {module.name}"),
    )


def own(rows: Iterable[Certificate]) -> list[ListedPerson]:
    """A volunteer's own files, to tap, with what became of each."""
    return [
        ListedPerson(
            Link(f"{row.module.name} ({_size(row)})", reverse("certificates-own", args=[row.pk])),
            _note(row),
            state_tag(row),
        )
        for row in rows
    ]


def _note(row: Certificate) -> str:
    parts = [f"Finished {day(row.done_on)}"]
    if row.state == CERTIFICATE_RETURNED:
        parts.append(row.returned_because)
    return ". ".join(parts)


def to_answer(rows: Iterable[Certificate]) -> list[ListedPerson]:
    """Those that wait, for a coordinator to tap."""
    waits = [row for row in rows if row.state == CERTIFICATE_WAITS]
    place = "certificates-answer"
    return [
        ListedPerson(
            Link(row.module.name, reverse(place, args=[row.pk])),
            f"Sent by {row.volunteer.short_name}",
            state_tag(row),
        )
        for row in waits
    ]


def facts(row: Certificate) -> list[Fact]:
    """What is said of one on its page."""
    found = [
        Fact("Module", row.module.name),
        Fact("Day it was finished", day(row.done_on)),
        Fact("Sent", day(timezone.localdate(row.sent_at))),
        Fact("State", tags=(state_tag(row),)),
        Fact(
            "File", change=Link(file_words(row), reverse("certificates-file", args=[row.pk]), "certificate")
        ),
    ]
    if row.decided_by and row.decided_at:
        found.append(
            Fact("Answered", f"{day(timezone.localdate(row.decided_at))}, {row.decided_by.user.name}")
        )
    return found + ([Fact("What was to change", row.returned_because)] if row.returned_because else [])
