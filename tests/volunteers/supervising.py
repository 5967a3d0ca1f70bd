"""Supervision for tests: rules, sessions that were held, actions."""

from datetime import date, time, timedelta

from tests.cast import TODAY, Cast
from tests.volunteers.joining import NOW, about
from volunteers.models import Supervision, SupervisionPlace, Volunteer
from volunteers.services.supervision import When, plan
from volunteers.services.supervision_actions import agree
from volunteers.services.supervision_rules import begin_with_usual_rules


def rules(cast: Cast, *, weeks_ago: int = 52) -> None:
    """The usual rules for both roles of Riverbank, since so many weeks."""
    starts_on = TODAY - timedelta(weeks=weeks_ago)
    for role in (cast.coach, cast.befriender):
        begin_with_usual_rules(by=cast.by(cast.maria), role=role, starts_on=starts_on, at=NOW)


def was_held(cast: Cast, volunteer: Volunteer, days_ago: int, kind: str = "one", state: str = "present"):
    """A session in the past, with its register."""
    on = TODAY - timedelta(days=days_ago)
    session = Supervision.make(
        scheme=cast.scheme, kind=kind, on=on, at=time(14), supervisor=cast.priya, taken_on=on
    )
    return SupervisionPlace.make(scheme=cast.scheme, session=session, volunteer=volunteer, state=state)


def planned(
    cast: Cast, *volunteers: Volunteer, kind: str = "group", on: date = TODAY, anyway: bool = False, **more
) -> list[Supervision]:
    when = When(starts_on=on, start=time(14), minutes=60, place="The hall", **more)
    people = {"kind": kind, "volunteers": list(volunteers), "supervisor": cast.priya}
    return plan(**about(cast), **people, when=when, anyway=anyway)


def agreed(cast: Cast, volunteer: Volunteer, what: str = "Ring the surgery", **more):
    facts = {"what": what, "who": "volunteer", "by_on": TODAY + timedelta(weeks=2), **more}
    return agree(**about(cast), volunteer=volunteer, **facts)
