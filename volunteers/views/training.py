"""Who still has to learn what."""

from functools import cached_property

from peersupport.accounts import permissions as may
from peersupport.core import clock
from peersupport.core.views.bases import ScopedList
from volunteers.forms.training_list import TrainingBar
from volunteers.presenters import courses as course_words
from volunteers.presenters import training as words
from volunteers.selectors.training_list import figures, training_list


class TrainingPage(ScopedList):
    permission = may.SEE_VOLUNTEERS
    template_name = "volunteers/training_list.html"
    page_size = 25

    @cached_property
    def bar(self) -> TrainingBar:
        return TrainingBar(self.request.GET, actor=self.actor)

    def rows(self):
        return training_list(actor=self.actor, on=clock.today(), **self.bar.wanted())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "bar": self.bar,
            "stats": words.stats(figures(training_list(actor=self.actor, on=clock.today()))),
            "table": words.table(context["page"].object_list, works=self.actor.can(may.WORK_VOLUNTEERS)),
            "all": words.everybody(),
            "filtered": any(self.bar.wanted().values()),
            "crumbs": course_words.crumbs()[:1],
        }
