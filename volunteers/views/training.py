"""Who still has to learn what."""

from peersupport.accounts import permissions as may
from peersupport.core import clock
from peersupport.core.views.bases import ScopedPage
from volunteers.presenters import courses as course_words
from volunteers.presenters import training as words
from volunteers.selectors.training import still_needed


class TrainingPage(ScopedPage):
    permission = may.SEE_VOLUNTEERS
    template_name = "volunteers/training_list.html"

    def get_context_data(self, **kwargs):
        found = still_needed(actor=self.actor, on=clock.today())
        crumbs = course_words.crumbs()[:1]
        return super().get_context_data(table=words.table(found), crumbs=crumbs, **kwargs)
