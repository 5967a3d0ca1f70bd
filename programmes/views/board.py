"""The volunteers' board, and who is supported by one volunteer."""

from functools import cached_property

from peersupport.accounts import permissions as may
from peersupport.accounts.selectors.memberships import coordinators
from peersupport.audit.services import events
from peersupport.core import clock
from peersupport.core.views.bases import ScopedDetail, ScopedList
from programmes.forms import board as forms
from programmes.presenters import board as words
from programmes.presenters import board_people
from programmes.selectors.board import Line, board
from programmes.selectors.board_people import supported
from volunteers.choices import AT_WORK, STAGES, STEPPED_DOWN
from volunteers.forms.supervision import MINE
from volunteers.models import Volunteer
from volunteers.presenters import volunteers as volunteer_words
from volunteers.selectors.supervisors import supervisors_of

STATES = {
    forms.LEFT: (STEPPED_DOWN,),
    forms.JOINING: tuple(stage for stage, _ in STAGES if stage not in (*AT_WORK, STEPPED_DOWN)),
}


class Board(ScopedList):
    permission = may.SEE_VOLUNTEERS
    template_name = "programmes/board.html"
    page_size = 25

    @cached_property
    def bar(self) -> forms.BoardBar:
        staff = coordinators(scheme=self.actor.scheme, on=clock.today())
        return forms.BoardBar(self.request.GET, actor=self.actor, supervisors=staff)

    @cached_property
    def active(self) -> list[Line]:
        return board(actor=self.actor, on=clock.today())

    def rows(self) -> list[Line]:
        wanted = self.bar.wanted()
        stages = STATES.get(wanted["show"])
        lines = board(actor=self.actor, on=clock.today(), stages=stages) if stages else self.active
        theirs = self.supervised(lines, wanted.pop("supervisor"))
        found = [line for line in theirs if _fits(line, **wanted)]
        return (
            sorted(found, key=lambda line: -line.overdue_days(clock.today()))
            if self.is_overdue_first
            else found
        )

    @property
    def is_overdue_first(self) -> bool:
        return self.bar.wanted()["show"] == forms.MISSING

    def supervised(self, lines: list[Line], supervisor: str) -> list[Line]:
        """Those for whom this supervisor acts today; all when nobody is asked for."""
        if not supervisor:
            return lines
        me = self.actor.membership.pk if self.actor.membership else None
        wanted = str(me) if supervisor == MINE else supervisor
        people = [line.volunteer for line in lines]
        found = supervisors_of(people, scheme=self.actor.scheme, on=clock.today())
        return [line for line in lines if found[line.volunteer.pk].is_acting(wanted)]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        shown = context["page"].object_list
        return context | {
            "bar": self.bar,
            "summary": words.summary(self.active),
            "anybody": bool(self.active),
            "all": words.everybody(),
            "table": words.table(shown, on=clock.today(), overdue_first=self.is_overdue_first),
            "sections": words.sections(self.actor),
        }


def _fits(line: Line, *, q: str, role, area, show: str) -> bool:
    """Whether a line is among those asked for."""
    states = {
        forms.FREE: line.place.now > 0,
        forms.MISSING: line.needs_something,
        forms.OVER: line.weeks_over > 0,
    }
    return (
        line.volunteer.is_named(q)
        and (role is None or role.name in line.roles)
        and (area is None or line.volunteer.team_id == area.pk)
        and states.get(show, True)
    )


class VolunteersPeople(ScopedDetail):
    """Who is supported by this volunteer, now and before."""

    permission = may.SEE_VOLUNTEERS
    model = Volunteer
    template_name = "programmes/board_people.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        today = clock.today()
        events.looked(by=self.actor, person=self.object, at=clock.now(), page="people supported")
        found = supported(self.object, actor=self.actor, on=today)
        stage = dict(STAGES)[self.object.stage]
        head = volunteer_words.header(self.object, roles=found.roles, stage=stage, actor=self.actor)
        return context | {
            "person": head,
            "crumbs": volunteer_words.crumbs(),
            "tabs": volunteer_words.tabs(self.object, "volunteers-people"),
            "label": f"Record of {self.object.name}",
            "summary": board_people.summary(found, on=today),
            "load": board_people.load(found, self.object),
            "now": board_people.running(found, on=today),
            "before": board_people.ended(found),
            "hidden": found.hidden,
        }
