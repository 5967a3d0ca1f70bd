"""What is still open with somebody who leaves, in words for whoever lets them go."""

from peersupport.core.templatetags.words import day
from volunteers.presenters.courses import hour
from volunteers.presenters.expenses import left_open
from volunteers.selectors.leaving import StillOpen


def notes(found: StillOpen) -> list[str]:
    """A sentence or two about each; nothing where nothing is open."""
    return [words for words in (_plans(found), _claims(found), _device(found)) if words]


def _plans(found: StillOpen) -> str:
    names = [f"supervision on {day(row.session.on)} at {hour(row.session.at)}" for row in found.sessions]
    names += [f"{row.name} on {day(row.on)}" for row in found.duties]
    names += [f"the course {row.course.name}" for row in found.courses]
    return f"They are taken off: {', '.join(names)}." if names else ""


def _claims(found: StillOpen) -> str:
    if not found.claims:
        return ""
    after = "They are paid as before. One that is not sent yet you can send for them, under Expenses."
    return f"{left_open(found.claims)} {after}"


def _device(found: StillOpen) -> str:
    return (
        "They have a device on loan: ask for it back. Today reminds you until it is there."
        if found.has_device
        else ""
    )
