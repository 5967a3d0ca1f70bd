"""The span of each coordinator."""

from peersupport.accounts import permissions as may
from peersupport.core import clock
from peersupport.core.views.bases import ScopedPage
from programmes.presenters import span as words
from programmes.selectors.span import span
from volunteers.presenters.supervision import crumbs, tabs


class Span(ScopedPage):
    permission = may.SEE_VOLUNTEERS
    template_name = "programmes/span.html"

    def get_context_data(self, **kwargs):
        table = words.table(span(actor=self.actor, on=clock.today()))
        return super().get_context_data(
            table=table, tabs=tabs("supervision-span", reader=self.actor), crumbs=crumbs(), **kwargs
        )
