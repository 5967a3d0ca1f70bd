"""One more of every kind of work on Today, each with a volunteer and people of its own."""

from datetime import date, time, timedelta

from matching.models import Conversation
from peersupport.core.uploads import Upload
from peersupport.messaging.addresses import digest
from peersupport.messaging.models import Bounce, Message
from programmes.models import Cover, Feedback, PlanRequest, QualityReview, Relationship
from programmes.services import concerns, contacts
from tests.cast import TODAY, make_member, make_patient, make_volunteer
from tests.conftest import MONDAY_MORNING
from tests.programmes.builders import held, support
from tests.reporting.builders import refer
from tests.volunteers.claiming import begin, drive, sent_claim
from tests.volunteers.joining import rosa
from tests.volunteers.learning import a_course, a_module
from tests.volunteers.supervising import was_held
from volunteers.models import (
    Interview,
    Leave,
    MilestoneReached,
    MilestoneRule,
    Place,
    Session,
    Supervision,
    SupervisionPlace,
    Training,
    TrainingNeeds,
)
from volunteers.services import wellbeing
from volunteers.services.certificates import send
from volunteers.services.recruitment import Contact

NAMES = ("Alma", "Bert", "Cleo", "Dora", "Emil", "Faye", "Gus")


def one_more(cast, number: int) -> None:
    name = NAMES[number]
    volunteer = _volunteer(cast, name)
    _support(cast, volunteer, name)
    _messages(cast, volunteer, name)
    _looking_after(cast, volunteer, number)
    _waiting(cast, volunteer, name)


def _volunteer(cast, name: str):
    """Trained long ago, looked after by Priya, away next week."""
    made = make_volunteer(cast, f"{name} Hope", cast.coach, renew_by=date(2026, 11, 1))
    soon = make_volunteer(cast, f"{name}soon Hope", cast.coach, renew_by=TODAY + timedelta(days=20))
    Interview.make(
        scheme=cast.scheme, volunteer=soon, held_on=TODAY, held_by="Priya Nair", outcome="no", notes=""
    )
    for who, days in ((made, -5), (soon, 10)):
        Training.objects.of(cast.scheme).filter(volunteer=who).update(
            refresh_by_on=TODAY + timedelta(days=days)
        )
    Leave.make(
        scheme=cast.scheme,
        volunteer=soon,
        starts_on=TODAY + timedelta(days=5),
        ends_on=TODAY + timedelta(days=9),
    )
    setattr(cast, name.lower(), made)
    setattr(cast, f"{name.lower()}soon", soon)
    return made


def _pair(cast, volunteer, name: str, start: date, *numbers: int) -> Relationship:
    place = make_patient(cast, f"{name} Reed", waits_since=date(2026, 10, 20), email=f"{name}@example.org")
    made = support(cast, volunteer, place, start=start)
    held(made, *numbers)
    return made


def _support(cast, volunteer, name: str) -> None:
    """Overdue, silent, to review, to cover, with a request, worries in every state and feedback."""
    by, soon = cast.by(getattr(cast, f"{name.lower()}_member")), getattr(cast, f"{name.lower()}soon")
    pair = _pair(cast, volunteer, f"{name}a", date(2026, 9, 1), *range(1, 10))
    silent = _pair(cast, volunteer, f"{name}b", date(2026, 10, 20), 1, 2)
    for days in (16, 13, 9):
        at, on = MONDAY_MORNING - timedelta(days=days), TODAY - timedelta(days=days)
        contacts.no_answer(relationship=silent, by=by, at=at, tried_on=on)
    _pair(cast, volunteer, f"{name}c", date(2026, 9, 29), *range(1, 9))
    _pair(cast, soon, f"{name}d", date(2026, 11, 2), 1, 2, 3)
    PlanRequest.make(
        scheme=cast.scheme, relationship=pair, kind="hold", why="Still hard", asked_at=MONDAY_MORNING,
        asked_by=volunteer.name,
    )  # fmt: skip
    Cover.make(
        scheme=cast.scheme, relationship=pair, volunteer=soon, starts_on=TODAY, ends_on=TODAY, why="Back earlier",
        leave_until=TODAY, made_by="Priya Nair",
    )  # fmt: skip
    _worries(cast, pair, by)
    for talk in (True, False):
        Feedback.make(
            scheme=cast.scheme, relationship=pair, asked_on=TODAY, returned_at=MONDAY_MORNING, words="Well",
            wants_talk=talk,
        )  # fmt: skip


def _worries(cast, pair: Relationship, by) -> None:
    maria = cast.by(cast.maria)
    _, seen, decided = (
        concerns.raise_concern(by=by, at=MONDAY_MORNING, words="x", relationship=pair) for _ in range(3)
    )
    for concern in (seen, decided):
        concerns.acknowledge(concern=concern, by=maria, at=MONDAY_MORNING)
    concerns.decide(concern=decided, by=maria, at=MONDAY_MORNING, words="Rang the GP")


def _messages(cast, volunteer, name: str) -> None:
    """To the volunteer and to a member of staff: one failed, one came back."""
    member = make_member(cast.scheme, f"{name} Staff", "coordinator")
    for kind, key, address in (
        ("volunteer", volunteer.pk, volunteer.email),
        ("staff", member.pk, member.user.email),
    ):
        facts = {
            "scheme": cast.scheme, "template": "digest", "recipient_kind": kind, "recipient_key": key,
            "not_before": MONDAY_MORNING, "state": "failed",
        }  # fmt: skip
        Message.make(key=f"failed:{key}", why="no address", **facts)
        back = Message.make(key=f"back:{key}", address=digest("email", address), **facts)
        Bounce.make(scheme=cast.scheme, message=back, address=back.address, hard=True, at=MONDAY_MORNING)


def _looking_after(cast, volunteer, number: int) -> None:
    """A claim, a milestone, a wish to talk, supervision that is over, and a register that nobody took."""
    sent_claim(cast, volunteer.first_name.lower())
    rule = MilestoneRule.make(scheme=cast.scheme, measure="years", number=number + 1)
    MilestoneReached.make(scheme=cast.scheme, volunteer=volunteer, rule=rule, reached_on=TODAY)
    was_held(cast, volunteer, days_ago=200)
    member = getattr(cast, f"{volunteer.first_name.lower()}_member")
    wellbeing.ask_for_a_talk(by=cast.by(member), volunteer=volunteer, at=MONDAY_MORNING)
    session = Supervision.make(
        scheme=cast.scheme, kind="group", on=TODAY - timedelta(days=1), at=time(14), supervisor=cast.priya
    )
    SupervisionPlace.make(scheme=cast.scheme, session=session, volunteer=volunteer)
    _registers(cast, volunteer)
    _sent(cast, number)
    month = date(2026, number + 1, 1)
    QualityReview.make(
        scheme=cast.scheme,
        month=month,
        figures={"contacts": 1},
        made_at=MONDAY_MORNING,
        made_by="Maria Costa",
    )


def _registers(cast, volunteer) -> None:
    """Training that nobody took a register of, and a session to come whose supervisor has left."""
    gone = make_member(cast.scheme, f"{volunteer.first_name} Gone", "coordinator")
    gone.change(ends_on=TODAY - timedelta(days=1))
    to_come = {"kind": "group", "on": TODAY + timedelta(days=3), "at": time(14), "supervisor": gone}
    session = Supervision.make(scheme=cast.scheme, **to_come)
    SupervisionPlace.make(scheme=cast.scheme, session=session, volunteer=volunteer)
    course = a_course(cast, f"Course of {volunteer.first_name}")
    module = a_module(cast, course, name="Practice", way="live")
    Place.make(scheme=cast.scheme, course=course, volunteer=volunteer, joined_on=date(2026, 11, 2))
    Session.make(scheme=cast.scheme, module=module, on=TODAY - timedelta(days=1), at=time(10))


def _sent(cast, number: int) -> None:
    """Somebody who has left has a device and a claim that was sent back; somebody who is here sent a certificate."""
    gone, here = (
        make_volunteer(cast, f"{NAMES[number]}{what} Hope", cast.coach, renew_by=date(2028, 1, 1))
        for what in ("left", "learner")
    )
    for who, what in ((gone, "left"), (here, "learner")):
        setattr(cast, f"{NAMES[number]}{what}".lower(), who)
    drive(cast, begin(cast, f"{NAMES[number]}left".lower()))
    TrainingNeeds.make(scheme=cast.scheme, volunteer=gone, loan="lent", said_on=TODAY)
    gone.change(stage="stepped_down", stage_since_on=TODAY, left_on=TODAY)
    course = a_course(cast, f"Elsewhere {number}")
    module = a_module(cast, course, name="Safeguarding", way="elsewhere", needed_for=["coach"])
    by, upload = cast.by(getattr(cast, f"{NAMES[number]}learner_member".lower())), Upload("pdf", b"%PDF-")
    send(by=by, module=module, done_on=TODAY, upload=upload, at=MONDAY_MORNING, today=TODAY)


def _waiting(cast, volunteer, name: str) -> None:
    """Referrals, somebody to decide about, somebody who waits too long, an enquiry."""
    refer(cast, f"{name} Novak", urgency="urgent")
    refer(cast, f"{name} Yusuf", reference=f"R-{name}-2", last_name=f"{name}a Reed")
    ready = make_patient(cast, f"{name} Danek", waits_since=date(2026, 11, 2))
    Conversation.make(
        scheme=cast.scheme, enrolment=ready, volunteer=volunteer, held_on=TODAY, patient_said="yes",
        volunteer_said="yes", recorded_by="Priya Nair", recorded_at=MONDAY_MORNING,
    )  # fmt: skip
    make_patient(cast, f"{name} Long", waits_since=date(2026, 6, 1))
    rosa(cast, contact=Contact(name, "Lind", email=f"{name}.lind@example.org", phone="01632 960170"))
