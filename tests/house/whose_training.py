"""A course of Riverbank for navigators, a role that Denise holds and Abdul does not."""

from datetime import UTC, date, datetime, time
from uuid import UUID

from tests.cast import Cast
from volunteers.models import Certificate, Course, Module, ModuleDone, Place, Question, Session


def of_training(cast: Cast) -> dict[str, UUID]:
    """One live module with one date."""
    course = Course.make(scheme=cast.scheme, name="Navigators")
    about = {"scheme": cast.scheme, "course": course, "way": "live", "needed_for": ["navigator"]}
    module = Module.make(name="Practice", position=1, **about)
    session = Session.make(scheme=cast.scheme, module=module, on=date(2026, 11, 20), at=time(14))
    question = Question.make(
        scheme=cast.scheme, module=module, position=1, words="?", answers="A\nB", right=1
    )
    row = {"scheme": cast.scheme, "volunteer": cast.denise, "module": module}
    done = ModuleDone.make(**row, done_on=date(2026, 11, 20))
    certificate = Certificate.make(
        **row,
        done_on=done.done_on,
        kind="pdf",
        size=5,
        content=b"%PDF-",
        sent_at=datetime(2026, 11, 20, 9, tzinfo=UTC),
    )
    return {
        "certificate": certificate.pk,
        "question": question.pk,
        "course": course.pk,
        "module": module.pk,
        "session": session.pk,
        "place": Place.make(
            scheme=cast.scheme, course=course, volunteer=cast.denise, joined_on=date(2026, 11, 2)
        ).pk,
    }
