"""Does everybody have the same chance of a peer?"""

from matching.presenters import fairness as words
from matching.selectors.fairness import fairness
from peersupport.accounts import permissions as may
from peersupport.core import clock
from peersupport.core.views.bases import ScopedPage


class FairnessReport(ScopedPage):
    permission = may.SEE_REPORTS
    template_name = "matching/fairness_report.html"

    def get_context_data(self, **kwargs):
        found = fairness(actor=self.actor, on=clock.today())
        return super().get_context_data(
            note=words.note(found),
            stats=words.stats(found),
            tables=[(one.name, words.table(one)) for one in found.dimensions],
            definitions=words.DEFINITIONS,
            **kwargs,
        )
