"""Questions, feedback and contacts for the tests of quality."""

from datetime import UTC, datetime, time, timedelta

from programmes.models import Contact
from programmes.services import feedback
from tests.cast import TODAY
from tests.volunteers.claiming import NOW
from volunteers.choices import FEEDBACK
from volunteers.selectors.observations import questions
from volunteers.services.observations import start_questions


def ask_questions(cast):
    """There are questions, and Mo can be asked them by a link."""
    cast.mo.change(email="mo@example.org")
    start_questions(by=cast.by(cast.maria), at=NOW)


def logged(relationship, *days, late=0):
    """A contact on each of these days, logged so many days later."""
    for on in days:
        at = datetime.combine(on + timedelta(days=late), time(15), tzinfo=UTC)
        Contact.make(
            scheme=relationship.scheme, relationship=relationship, happened_on=on, outcome="talked",
            worried=False, minutes=30, logged_at=at, logged_by="Denise Harper",
        )  # fmt: skip


def said(cast, relationship, *, answer="yes", wants_talk=False, words="", at=NOW, today=TODAY):
    """What a person said on the phone: the same answer to every question."""
    about = {"relationship": relationship, "words": words, "wants_talk": wants_talk}
    answers = dict.fromkeys(questions(cast.scheme, FEEDBACK), answer)
    return feedback.record_paper(by=cast.by(cast.priya), **about, answers=answers, at=at, today=today)
