"""A course for coaches, for tests: one module to read with a quiz, one live."""

from datetime import date, time

from tests.cast import TODAY
from tests.volunteers.joining import NOW, about
from volunteers.models import Course, Module, Session, Training
from volunteers.services.courses import add_course, add_module, give_places, plan_sessions

ONLINE = {"name": "Listening", "way": "online", "text": "Listen first.\n\nThen ask.", "needed_for": ["coach"]}
LIVE = {"name": "Practice", "way": "live", "needed_for": ["coach"], "refresh_months": 12}


def a_course(cast, name: str = "Coach training") -> Course:
    return add_course(by=cast.by(cast.priya), name=name, at=NOW)


def a_module(cast, course: Course, **fields) -> Module:
    return add_module(by=cast.by(cast.priya), course=course, fields=fields, at=NOW, anyway=True)


def two_modules(cast) -> tuple[Module, Module]:
    """Denise takes part, and brought no training with her; what others brought counts to its own day."""
    course = a_course(cast)
    found = a_module(cast, course, **ONLINE), a_module(cast, course, **LIVE)
    give_places(**about(cast), course=course, volunteers=[cast.denise])
    Training.objects.of(cast.scheme).filter(volunteer=cast.denise).delete()
    Training.objects.of(cast.scheme).update(refresh_by_on=date(2028, 5, 20))
    return found


def dates(cast, *modules: Module, **more) -> list[Session]:
    rule = {"starts_on": TODAY, "start": time(14), "minutes": 120, "place": "The hall", "every": 1}
    return plan_sessions(**about(cast), course=modules[0].course, modules=modules, **{**rule, **more})


def monday(number: int) -> date:
    return date.fromordinal(TODAY.toordinal() + 7 * number)
