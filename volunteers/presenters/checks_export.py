"""The register of checks as a spreadsheet, a line of the list each. What a certificate says is kept nowhere."""

from collections.abc import Iterable, Iterator

from volunteers.models import Check
from volunteers.selectors.checks_register import Line, State

COLUMNS = (
    "volunteer", "number of the volunteer", "roles", "state", "level", "workforce", "issued on",
    "number of the certificate", "seen by", "on the update service", "renew by", "coordinator",
)  # fmt: skip

STATES: dict[State, str] = {
    "missing": "Missing", "over": "Run out", "soon": "To renew soon", "in date": "In date",
}  # fmt: skip


def rows(lines: Iterable[Line]) -> Iterator[tuple]:
    for line in lines:
        who = line.volunteer
        roles = ", ".join(role.name for role in line.roles)
        owner = who.coordinator.user.name if who.coordinator else ""
        seen = _check(line.check) if line.check else _wanted(line)
        yield (who.name, who.ref, roles, STATES[line.state], *seen, owner)


def _check(check: Check) -> tuple:
    return (
        check.get_level_display(),
        "" if check.level == "basic" else check.get_workforce_display(),
        check.issued_on.isoformat(),
        check.number,
        check.seen_by,
        "yes" if check.on_update_service else "no",
        check.renew_by_on.isoformat(),
    )


def _wanted(line: Line) -> tuple:
    """Of a check that is missing, what to ask for."""
    role = line.roles[0]
    workforce = role.get_workforce_display() if role.knows_workforce else ""
    return (role.get_check_level_display(), workforce, *[""] * 5)
