"""What somebody on the way reads about themself: what is done, what comes next, what they still have to do."""

from django.urls import reverse

from peersupport.core.presenters import Action, Fact, ToDo
from peersupport.core.templatetags.words import day
from volunteers.choices import (
    AGREEMENT,
    APPLICATION,
    CHECKS,
    ENQUIRY,
    INTERVIEW,
    JOINING,
    NAMING,
    READY,
    RECOMMENDS,
    REFERENCES,
    STEPPED_DOWN,
    TRAINING,
)
from volunteers.models import Reference
from volunteers.presenters.recruitment_way import WayStep, steps
from volunteers.selectors.recruitment_person import Joining

# What each stage means for the person: what it is, and what they do.
OWN = {
    ENQUIRY: ("You have asked", "We get in touch with you."),
    APPLICATION: ("Choosing a role", "We agree with you on what you would like to do."),
    INTERVIEW: ("A talk", "We find a time for a talk with you."),
    REFERENCES: ("People who know you", "Tell us whom we may ask. They get a short form by e-mail."),
    CHECKS: ("The check, if your role needs one", "We tell you what to bring. It costs you nothing."),
    TRAINING: ("Training", "At your own pace. Tell us what makes it easier for you."),
    AGREEMENT: ("The agreement", "You read and sign it."),
    READY: ("Ready", "We look for the first person who fits you."),
}


def way(found: Joining) -> list[WayStep]:
    """The same steps as the coordinator sees, in other words and without what others have written."""
    return [
        WayStep(_name(stage, found), step.tag, _hint(stage, step, found), step.done)
        for stage, step in zip(JOINING, steps(found), strict=True)
    ]


NUMBERS = {1: "One person", 2: "Two people", 3: "Three people"}


def _name(stage: str, found: Joining) -> str:
    """As many people as the role asks for."""
    if stage != REFERENCES:
        return OWN[stage][0]
    needed = found.proof.needed
    if not needed:
        return "Nobody has to be asked about you"
    people = NUMBERS.get(needed, f"{needed} people")
    return f"{people} who {'knows' if needed == 1 else 'know'} you"


def _hint(stage: str, step: WayStep, found: Joining) -> str:
    if step.done or (stage == REFERENCES and not found.proof.needed):
        return ""
    if stage == REFERENCES and found.references:
        back = sum(row.returned_at is not None for row in found.references)
        return f"{back} of {len(found.references)} have answered."
    return OWN[stage][1]


def where(found: Joining) -> str:
    """One sentence on top."""
    stage = found.volunteer.stage
    if stage in OWN:
        return OWN[stage][1]
    return "You are not on the way to a role at present." if stage == STEPPED_DOWN else "Everything is done."


def still_needed(found: Joining) -> list[str]:
    """What the person does themself, now or at any time before."""
    proof, stage = found.proof, found.volunteer.stage
    if stage not in JOINING or stage == READY:
        return []
    named = len(found.references)
    left = proof.needed - named
    lines = ["Tell us what you would like to do"] if not proof.has_role else []
    if left > 0:
        people = "one person who knows you" if left == 1 else f"{left} people who know you"
        lines.append(f"Name {people}, but not from your family")
    if proof.has_role:
        mine = [code for code in proof.missing if not code.endswith("-none")]  # the scheme's to put right
        lines += [words for start, words in NEEDED if any(code.startswith(start) for code in mine)]
    return lines


NEEDED = (
    ("check", "Get the check that your role needs; your coordinator shows you how"),
    ("training", "Finish the training"),
    ("agreement", "Sign the agreement"),
)


def to_be_ready() -> list[ToDo]:
    """On the page of my people, as long as there can be nobody yet."""
    action = Action("See what", reverse("my-needs"), hidden="I still need")
    return [ToDo("Get ready for your first person", "What is left to do, all on one page", action)]


def may_name(found: Joining) -> bool:
    """Whether the person can name somebody now: a coordinator has talked with them, and people are missing."""
    named = [row for row in found.references if row.returned_at is None or row.answer == RECOMMENDS]
    return found.volunteer.stage in NAMING and len(named) < found.proof.needed


def referees(found: Joining) -> list[Fact]:
    """Whom I have named, and whether they have answered; what they said is not mine to read."""
    return [Fact(row.name, _answered(row)) for row in found.references]


def _answered(row: Reference) -> str:
    if row.returned_at:
        return "Has answered"
    return f"Was sent the form on {day(row.asked_on)}" if row.asked_on else "Is asked by phone or letter"
