"""The list of people."""

from functools import cached_property

from peersupport.accounts import permissions as may
from peersupport.core import clock
from peersupport.core.views.bases import ScopedList
from programmes.forms.people import PeopleBar
from programmes.presenters import people as words
from programmes.selectors import people


class PeopleList(ScopedList):
    permission = may.SEE_PEOPLE
    template_name = "programmes/people_list.html"

    @cached_property
    def bar(self) -> PeopleBar:
        return PeopleBar(self.request.GET, actor=self.actor)

    def rows(self):
        return people.people(actor=self.actor, on=clock.today(), **self.bar.wanted())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        today, counts = clock.today(), people.counts(actor=self.actor)
        lines = people.lines(context["page"].object_list, actor=self.actor, on=today)
        sort = self.bar.wanted()["sort"]
        return context | {
            "bar": self.bar,
            "summary": words.summary(counts),
            "anybody": counts.everybody,
            "all": words.everybody(),
            "referrals": words.new_referrals() if self.actor.can(may.WORK_REFERRALS) else None,
            "found": context["page"].paginator.count,
            "table": words.table(lines, sort=sort, query=self.request.GET, on=today),
        }
