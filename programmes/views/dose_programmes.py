"""What was planned, and what people have had of it."""

from peersupport.accounts import permissions as may
from peersupport.core import clock
from peersupport.core.views.bases import ScopedPage
from programmes.presenters import dose_programmes as words
from programmes.presenters.enrolments import sections
from programmes.selectors.dose_programmes import of_programmes


class DoseOfProgrammes(ScopedPage):
    permission = may.SEE_REPORTS
    template_name = "programmes/dose_programmes.html"

    def get_context_data(self, **kwargs):
        today, asked = clock.today(), self.request.GET.get("months")
        since = words.since(asked, today)
        found = of_programmes(actor=self.actor, on=today, since=since)
        return super().get_context_data(
            programmes=[words.programme(row) for row in found],
            note=words.note(since),
            filters=words.filters(asked),
            sections=sections("dose"),
            definitions=words.DEFINITIONS,
            **kwargs,
        )
