"""The waiting list."""

from functools import cached_property

from peersupport.accounts import permissions as may
from peersupport.core import clock
from peersupport.core.views.bases import ScopedList
from programmes.forms.enrolments import WaitingBar
from programmes.presenters import enrolments as words
from programmes.selectors import enrolments


class WaitingList(ScopedList):
    permission = may.SEE_PEOPLE
    template_name = "programmes/waiting_list_people.html"

    @cached_property
    def bar(self) -> WaitingBar:
        return WaitingBar(self.request.GET, actor=self.actor)

    def rows(self):
        return enrolments.waiting_list(actor=self.actor, by=self.bar.narrowed(), on=clock.today())

    def get_context_data(self, **kwargs):
        page, today = super().get_context_data(**kwargs), clock.today()
        numbers = enrolments.waiting_numbers(actor=self.actor, on=today)
        may_match = self.actor.can(may.MATCH_PEOPLE)
        rows = page["page"].object_list
        return page | {
            "bar": self.bar,
            "sections": words.sections("waiting-list"),
            "anybody": numbers.people,
            "stats": words.stats(numbers),
            "order": words.order(numbers.target_days),
            "table": words.table(rows, actor=self.actor, today=today, may_match=may_match),
        }
