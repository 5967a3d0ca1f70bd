"""People on the way to volunteering, one or more at every stage, and one who gave up."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from peersupport.core.keys import new_key
from peersupport.reporting.demo.scenes import Stage
from volunteers.choices import BY_STAFF, FORM
from volunteers.models import Volunteer
from volunteers.services import references
from volunteers.services.checks import record_check
from volunteers.services.interviews import record_interview
from volunteers.services.recruitment import Contact, enquire
from volunteers.services.recruitment_moves import step_down
from volunteers.services.roles_held import give_roles

REFEREES = (("Nell", "Archer", "Ran the choir together"), ("Idris", "Penn", "Worked together for years"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """Asked so many days ago. Each later step happened so many days ago, too; None: not yet."""

    name: str
    asked: int
    role: str = "coach"
    wrote: str = ""
    given: int | None = None
    talked: int | None = None
    vouched: tuple[int, ...] = ()
    read: bool = True
    checked: int | None = None
    left: int | None = None
    odd: bool = False


CANDIDATES = (
    Candidate("Wilma Stone", 2, wrote="I have lived with COPD for nine years and would have liked to meet somebody."),
    Candidate("Freddie Nash", 1, odd=True),
    Candidate("Jo Albright", 24, role="befriender", given=20),
    Candidate("Amir Shah", 31, given=27, talked=19, vouched=(4,), read=False),
    Candidate("Beth Cole", 58, given=50, talked=44, vouched=(30, 26)),
    Candidate("Lena Ortiz", 66, role="befriender", given=61, talked=52, vouched=(47, 40), checked=9),
    Candidate("Stan Kerr", 90, given=84, left=20),
)  # fmt: skip


def recruit(stage: Stage) -> None:
    for number, who in enumerate(CANDIDATES):
        _begin(stage, who, number)


def _begin(stage: Stage, who: Candidate, number: int) -> None:
    first, last = who.name.split()
    email = f"{first.lower()}.{last.lower()}@example.org"

    def ask(at: datetime) -> None:
        signs = {"fast"} if who.odd else ()
        stage.peers[who.name] = enquire(
            **_about(stage, at), contact=Contact(first, last, email=email, phone=f"01632 9602{number:02}"),
            source=FORM if who.wrote or who.odd else BY_STAFF, wanted=[stage.roles[who.role].kind],
            message=who.wrote, sending=new_key(), signs=signs,
        )  # fmt: skip

    stage.story.on(stage.story.day(-who.asked), ask, hour=12)
    _agree(stage, who)
    _vouch(stage, who)
    _finish(stage, who)


def _agree(stage: Stage, who: Candidate) -> None:
    def give(at: datetime) -> None:
        give_roles(**_about(stage, at), volunteer=_row(stage, who), roles=[stage.roles[who.role]])

    def talk(at: datetime) -> None:
        notes = "Warm, and listens well. Knows tired days. Would like two people to begin with."
        held = {"held_on": timezone.localdate(at), "held_by": stage.desk, "outcome": "yes", "notes": notes}
        record_interview(**_about(stage, at), volunteer=_row(stage, who), **held)

    for days, step in ((who.given, give), (who.talked, talk)):
        if days is not None:
            stage.story.on(stage.story.day(-days), step, hour=14)


def _vouch(stage: Stage, who: Candidate) -> None:
    """Both are asked after the talk; so many have answered."""
    if who.talked is None:
        return
    named: list = []

    def name(at: datetime) -> None:
        for first, last, how in REFEREES:
            facts = {"first_name": first, "last_name": last, "knows_how": how}
            facts["email"] = f"{first.lower()}.{who.name.split()[0].lower()}@example.org"
            named.append(references.name_referee(**_about(stage, at), volunteer=_row(stage, who), **facts))

    def answer(at: datetime, place: int) -> None:
        said = {"answer": "yes", "known_for": "Ten years", "text": "Reliable and kind. I would trust them."}
        today = timezone.localdate(at)
        references.give(reference=named[place], at=at, today=today, **said)
        if who.read:
            references.mark_read(**_about(stage, at), reference=named[place])

    stage.story.on(stage.story.day(-who.talked), name, hour=16)
    for place, days in enumerate(who.vouched):
        stage.story.on(stage.story.day(-days), lambda at, place=place: answer(at, place), hour=9)


def _finish(stage: Stage, who: Candidate) -> None:
    def check(at: datetime) -> None:
        today = timezone.localdate(at)
        seen = {"issued_on": today - timedelta(days=6), "number": "001700000119", "seen_by": stage.desk}
        record_check(**_about(stage, at), volunteer=_row(stage, who), role=stage.roles[who.role], **seen)

    def leave(at: datetime) -> None:
        step_down(**_about(stage, at), volunteer=_row(stage, who), reason="waited", why="Found another place")

    for days, step in ((who.checked, check), (who.left, leave)):
        if days is not None:
            stage.story.on(stage.story.day(-days), step, hour=15)


def _about(stage: Stage, at: datetime) -> dict:
    return {"by": stage.coordinator, "at": at, "today": timezone.localdate(at)}


def _row(stage: Stage, who: Candidate) -> Volunteer:
    return Volunteer.objects.of(stage.scheme).get(pk=stage.peers[who.name].pk)
