"""What volunteers of the demo learn and sign: two courses, a refresher that comes due, and the principles."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from peersupport.core.uploads import Upload
from peersupport.reporting.demo.scenes import Stage
from volunteers.models import AgreementText, Module
from volunteers.services import courses
from volunteers.services.agreements import publish, sign
from volunteers.services.certificates import send
from volunteers.services.courses_debrief import debrief
from volunteers.services.courses_order import close
from volunteers.services.courses_questions import add_question
from volunteers.services.training import finish
from volunteers.services.training_own import say_needs

COURSE, OLD_COURSE = "First steps", "Listening evenings"
BOTH = ["coach", "befriender"]
LISTENING = (
    "Most of what helps is listening. Leave a silence, and let the other person fill it.\n\n"
    "Say back what you heard in your own words. Do not advise before you are asked.\n\n"
    "If you are worried about somebody, say so at once with “I am worried”. You never carry it alone."
)
QUESTIONS = (
    (
        "Somebody tells you about a bad week. What comes first?",
        ("Listen", "Advise", "Talk about yourself"),
        1,
    ),
    (
        "You are worried about somebody. What do you do?",
        ("Wait a week", "Say so at once", "Keep the secret"),
        2,
    ),
)
PRINCIPLES = (
    "We meet as equals: each of us lives with something that does not go away.\n\n"
    "What people tell us stays with us. When we are worried about somebody, we say so at once.\n\n"
    "We are no crisis line, and we make no diagnosis.\n\nEverybody may take a break, and nobody asks why."
)
COACHING = (
    "As a coach I keep the contacts that we have agreed on, and log each of them, also those in vain.\n\n"
    "I step down with the plan, and talk with my coordinator when it is too early.\n\n"
    "I come to supervision, and to a refresher every year."
)


def teach(stage: Stage) -> None:
    story = stage.story
    story.on(story.day(-395), lambda at: _course(stage, at))
    story.on(story.day(-345), lambda at: _learned_long_ago(stage, at))
    story.on(story.day(-30), lambda at: _old_course(stage, at))
    story.on(story.day(-12), lambda at: _running(stage, at))
    story.on(story.day(-7), lambda at: _register(stage, at), hour=17)
    story.on(story.day(-10), lambda at: _texts(stage, at))
    story.on(story.day(-6), lambda at: _sign(stage, at), hour=19)
    story.on(story.day(-2), lambda at: _certificate(stage, at), hour=18)


def _about(stage: Stage, at: datetime) -> dict:
    return {"by": stage.coordinator, "at": at}


def _module(stage: Stage, course, at: datetime, **fields) -> Module:
    fields = {"needed_for": BOTH, "text": "", "pass_mark": None, "refresh_months": None, **fields}
    return courses.add_module(**_about(stage, at), course=course, fields=fields)


def _course(stage: Stage, at: datetime) -> None:
    about = "What everybody learns who supports people one to one. Half days, because whole days are tiring."
    course = courses.add_course(**_about(stage, at), name=COURSE, about=about)
    listening = _module(stage, course, at, name="Listening", way="online", text=LISTENING, pass_mark=80)
    for words, answers, right in QUESTIONS:
        add_question(**_about(stage, at), module=listening, words=words, answers=list(answers), right=right)
    _module(stage, course, at, name="Practice together", way="half-day", refresh_months=12)
    _module(stage, course, at, name="Safeguarding adults", way="elsewhere", refresh_months=36)


def _modules(stage: Stage) -> list[Module]:
    rows = Module.objects.of(stage.scheme).filter(course__name=COURSE).select_related("course", "scheme")
    return list(rows.order_by("position"))


def _learned_long_ago(stage: Stage, at: datetime) -> None:
    """Tunde did all of it nearly a year ago, so his practice is to be refreshed soon."""
    today, who = timezone.localdate(at), stage.peers["Tunde Adebayo"]
    for module in _modules(stage):
        finish(**_about(stage, at), volunteer=who, module=module, done_on=today, today=today)


def _old_course(stage: Stage, at: datetime) -> None:
    today = timezone.localdate(at)
    course = courses.add_course(
        **_about(stage, at), name=OLD_COURSE, about="Four evenings, until last spring"
    )
    _module(stage, course, at, name="Four evenings", way="live", needed_for=[])
    notes = "Evenings were too late for most. Two breaks instead of one. Keep the role play in threes."
    debrief(**_about(stage, at), course=course, notes=notes, today=today)
    close(**_about(stage, at), course=course, today=today)


def _running(stage: Stage, at: datetime) -> None:
    """Three people take part; two half days, one of them held."""
    today, practice = timezone.localdate(at), _modules(stage)[1]
    people = [stage.peers[name] for name in ("Marek Zielinski", "Priti Desai", "Lena Ortiz")]
    courses.give_places(**_about(stage, at), course=practice.course, volunteers=people, today=today)
    rule = {"starts_on": today + timedelta(days=5), "start": time(14), "minutes": 180, "every": 2}
    courses.plan_sessions(
        **_about(stage, at), course=practice.course, modules=[practice] * 3, place="The library, room 2",
        today=today, **rule,
    )  # fmt: skip
    needs = {"times": ["tue-am"], "energy": "half-hour", "digital": "help", "loan": "wanted", "note": ""}
    say_needs(**_about(stage, at), volunteer=people[0], fields=needs, today=today)


def _register(stage: Stage, at: datetime) -> None:
    session = _modules(stage)[1].sessions.order_by("on", "pk").first()
    states = {stage.peers["Marek Zielinski"]: "present", stage.peers["Priti Desai"]: "excused"}
    courses.take_register(**_about(stage, at), session=session, states=states, today=timezone.localdate(at))


def _certificate(stage: Stage, at: datetime) -> None:
    """Joan did safeguarding at her work, and sends a photo of the certificate."""
    by, today = stage.by("Joan Marsh"), timezone.localdate(at)
    upload = Upload("pdf", b"%PDF-1.4\n% A certificate of the demo\n")
    send(
        by=by,
        module=_modules(stage)[2],
        done_on=today - timedelta(days=40),
        upload=upload,
        at=at,
        today=today,
    )


def _texts(stage: Stage, at: datetime) -> None:
    today, by = timezone.localdate(at), stage.by("Maria Costa")
    about = {"by": by, "sign_by_on": today + timedelta(days=28), "at": at, "today": today}
    publish(**about, role=None, text=PRINCIPLES, changes="Written together with volunteers this autumn")
    publish(**about, role=stage.roles["coach"], text=COACHING, changes="A refresher every year")


def _sign(stage: Stage, at: datetime) -> None:
    """Joan has signed; Denise finds it on her phone."""
    text = AgreementText.objects.of(stage.scheme).get(role=None)
    by, today = stage.by("Joan Marsh"), timezone.localdate(at)
    sign(by=by, text=text, name="Joan Marsh", at=at, today=today)
