"""Words of the stages on one person's way: done, now or later, and what is there or missing."""

from dataclasses import dataclass

from peersupport.core.presenters import Tag
from peersupport.core.templatetags.words import day
from volunteers.choices import (
    AGREEMENT,
    APPLICATION,
    CHECKS,
    ENQUIRY,
    INTERVIEW,
    JOINING,
    NO_CHECK,
    READY,
    REFERENCES,
    STAGES,
    STEPPED_DOWN,
    TRAINING,
)
from volunteers.models import StageChange
from volunteers.selectors.recruitment_person import Joining

MISSING = {
    "check-missing": "The check is missing",
    "check-lapsed": "The check has run out",
    "check-level": "The check is not of the level that the role needs",
    "training": "Role training is not finished",
    "training-none": "No module is set up for the role",
    "training-lapsed": "The training is to be refreshed",
    "agreement": "Not signed yet",
    "agreement-none": "No agreement is published for the role",
}


BEFORE = "Before this register began."


@dataclass(frozen=True, slots=True)
class WayStep:
    """A stage on the way: done, now or later, with what is there or missing."""

    name: str
    tag: Tag | None
    hint: str = ""
    done: bool = False


def steps(found: Joining) -> list[WayStep]:
    """The way to being ready. After that it is shown as done; somebody gone is nowhere on it."""
    here = found.volunteer.stage
    at = JOINING.index(here) if here in JOINING else -1 if here == STEPPED_DOWN else len(JOINING)
    names = dict(STAGES)
    return [_step(found, stage, names[stage], number, at) for number, stage in enumerate(JOINING)]


def _step(found: Joining, stage: str, name: str, number: int, at: int) -> WayStep:
    shown = stage != READY and found.proof.shows(stage)
    done = number < at or (number == at and stage == READY)
    tag = (
        None
        if done
        else Tag("Now", "blue")
        if number == at
        else Tag("There already", "green")
        if shown
        else None
    )
    if stage == READY:
        return WayStep(name, tag, "" if done else "When all of it is there", done)
    hint = HINTS[stage](found) if shown or not done else _passed(found, stage)
    return WayStep(name, tag, hint, done)


def _passed(found: Joining, stage: str) -> str:
    """Of a stage that is behind somebody, and of which nothing is there now."""
    if any(stage in _skipped(row) for row in found.changes if row.moved_by):
        return f"{HINTS[stage](found)} Moved on by hand."
    seen = {INTERVIEW: found.interviews, REFERENCES: found.references}
    if found.enquiry is None and not seen.get(stage, True):
        return BEFORE
    return HINTS[stage](found)


def _skipped(row: StageChange) -> tuple[str, ...]:
    """The stages that one move left behind."""
    if row.from_stage not in JOINING:
        return ()
    last = JOINING.index(row.to_stage) if row.to_stage in JOINING else len(JOINING)
    return JOINING[JOINING.index(row.from_stage) : last] if row.to_stage != STEPPED_DOWN else ()


def _enquiry(found: Joining) -> str:
    if found.enquiry is None:
        return BEFORE
    likes = f" Would like: {', '.join(found.wanted)}." if found.wanted else ""
    return f"{found.enquiry.get_source_display()}, {day(found.enquiry.received_at)}.{likes}"


def _application(found: Joining) -> str:
    return (
        ", ".join(row.role.name for row in found.roles) + "." if found.roles else "No role is agreed on yet."
    )


def _interview(found: Joining) -> str:
    if not found.interviews:
        return "Not held yet."
    newest = found.interviews[0]
    return f"{day(newest.held_on)}, {newest.held_by}: {newest.get_outcome_display()}."


def _references(found: Joining) -> str:
    proof, asked = found.proof, found.asked
    parts = [f"{proof.vouched} of {proof.needed} recommend"]
    parts += [f"{proof.against} against"] if proof.against else []
    parts += [f"{asked.waiting} waited for"] if asked.waiting else []
    parts += [f"{asked.stalled} to ask again"] if asked.stalled else []
    parts += [f"{proof.unread} to read"] if proof.unread else []
    return ", ".join(parts) + "."


def _checks(found: Joining) -> str:
    if found.roles and all(row.role.check_level == NO_CHECK for row in found.roles):
        return "No check may be asked for in this role."
    return _gate(found, "check", "In date.")


def _gate(found: Joining, start: str, fine: str) -> str:
    if not found.roles:
        return "Follows from the role."
    codes = sorted(code for code in found.proof.missing if code.startswith(start))
    return ". ".join(MISSING[code] for code in codes) + "." if codes else fine


def _signed(found: Joining) -> str:
    by = found.proof.sign_by
    return f"Signed. A new version is to be signed by {day(by)}." if by else "Signed, or not needed."


HINTS = {
    ENQUIRY: _enquiry,
    APPLICATION: _application,
    INTERVIEW: _interview,
    REFERENCES: _references,
    CHECKS: _checks,
    TRAINING: lambda found: _gate(found, "training", "Finished, or not needed."),
    AGREEMENT: lambda found: _gate(found, "agreement", _signed(found)),
}
