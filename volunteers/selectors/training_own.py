"""A volunteer's own training: what is needed, the next dates, what is to be signed."""

from dataclasses import dataclass
from datetime import date

from volunteers.choices import STEPPED_DOWN
from volunteers.models import (
    Certificate,
    Module,
    ModuleDone,
    QuizTry,
    Session,
    TrainingNeeds,
    Volunteer,
)
from volunteers.selectors.agreements import to_sign
from volunteers.selectors.agreements_rules import Owed
from volunteers.selectors.certificates import sent_by
from volunteers.selectors.training import needs_of
from volunteers.selectors.training_facts import Learned, Need, facts_of


@dataclass(frozen=True, slots=True)
class MyTraining:
    """Needs in the order of their courses, dates by day, texts by their day; `said` is what I need.

    `brought` is training as a whole, newest first; `certificates` are the files that are kept of me, newest first.
    """

    volunteer: Volunteer
    needs: tuple[Need, ...]
    sessions: tuple[Session, ...]
    to_sign: tuple[Owed, ...]
    said: TrainingNeeds | None
    brought: tuple[Learned, ...]
    certificates: tuple[Certificate, ...]


def my_training(me: Volunteer, *, actor, on: date) -> MyTraining:
    """Eleven queries."""
    sessions = Session.objects.of(me.scheme_id).filter(
        module__course__places__volunteer=me, module__course__places__left_on__isnull=True
    )
    coming = sessions.filter(on__gte=on, cancelled_on__isnull=True).select_related("module")
    return MyTraining(
        volunteer=me,
        needs=() if me.stage == STEPPED_DOWN else needs_of([me], on=on)[me.pk],
        sessions=tuple(coming.order_by("on", "at", "pk")[:6]),
        to_sign=tuple(to_sign(actor=actor)),
        said=said_by(me),
        brought=tuple(brought_by(me)),
        certificates=tuple(sent_by(me)),
    )


def said_by(volunteer: Volunteer) -> TrainingNeeds | None:
    return TrainingNeeds.objects.of(volunteer.scheme_id).filter(volunteer=volunteer).first()


def brought_by(volunteer: Volunteer) -> list[Learned]:
    """Training that somebody brought with them: nobody did its modules here. Three queries."""
    facts = facts_of(volunteer.scheme_id, [volunteer.pk])[volunteer.pk]
    here = {day for days in facts.done.values() for day in days}
    rows = {one for some in facts.brought.values() for one in some if one.finished_on not in here}
    return sorted(rows, key=lambda one: (-one.finished_on.toordinal(), one.brought))


def last_try(module: Module, *, actor) -> QuizTry | None:
    tries = QuizTry.objects.of(actor.scheme).filter(module=module, volunteer__user=actor.user_key)
    return tries.order_by("-tried_at", "-pk").first()


def done_by(volunteer: Volunteer) -> list[tuple[ModuleDone, Certificate | None]]:
    """All modules somebody has done, newest first, each with its file if there is one. Two queries."""
    rows = ModuleDone.objects.of(volunteer.scheme_id).filter(volunteer=volunteer)
    files = Certificate.objects.of(volunteer.scheme_id).filter(done__volunteer=volunteer).defer("content")
    of_row = {file.done_id: file for file in files}
    return [(row, of_row.get(row.pk)) for row in rows.select_related("module").order_by("-done_on", "-pk")]
