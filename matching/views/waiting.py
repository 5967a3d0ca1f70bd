"""Who waits for a match."""

from django.core.paginator import Paginator
from django.db.models import Min

from matching.presenters import runs as run_words
from matching.presenters import waiting as words
from matching.selectors.runs import newest
from matching.selectors.waiting import waiting, with_counts
from peersupport.accounts import permissions as may
from peersupport.core import clock
from peersupport.core.views.bases import ScopedPage


class Waiting(ScopedPage):
    permission = may.MATCH_PEOPLE
    template_name = "matching/waiting.html"
    page_size = 25  # each line asks for everybody's place, so the pages are short

    def get_context_data(self, **kwargs):
        today, rows = clock.today(), waiting(actor=self.actor)
        page = Paginator(rows, self.page_size).get_page(self.request.GET.get("page"))
        lines = with_counts(list(page), actor=self.actor, on=today)
        first = rows.aggregate(first=Min("waits_since_on"))["first"]
        longest = (today - first).days if first else 0
        last = newest(self.actor)
        return super().get_context_data(
            run=run_words.last(last, clock.now()) if last else None,
            page=page,
            query="",
            note=words.note(page.paginator.count, longest),
            table=words.table(lines, target=self.actor.scheme.target_wait_days, on=today),
            **kwargs,
        )
