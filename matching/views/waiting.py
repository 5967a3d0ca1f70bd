"""Who waits for a match, and who is to have no single peer."""

from django.core.paginator import Paginator
from django.db.models import Min

from matching.presenters import no_single as no_single_words
from matching.presenters import runs as run_words
from matching.presenters import waiting as words
from matching.selectors.runs import newest
from matching.selectors.waiting import waiting, with_counts, without_single
from peersupport.accounts import permissions as may
from peersupport.core import clock
from peersupport.core.views.bases import ScopedPage
from programmes.presenters.enrolments import order


class Waiting(ScopedPage):
    permission = may.MATCH_PEOPLE
    template_name = "matching/waiting.html"
    page_size = 25  # each line asks for everybody's place, so the pages are short

    def get_context_data(self, **kwargs):
        today = clock.today()
        rows, without = waiting(actor=self.actor, on=today), without_single(actor=self.actor, on=today)
        is_without = self.request.GET.get("show") == no_single_words.NO_SINGLE
        show = no_single_words.NO_SINGLE if is_without else no_single_words.SINGLE
        last, totals = newest(self.actor), (rows.count(), without.count())
        return super().get_context_data(
            run=run_words.last(last, clock.now()) if last else None,
            query=f"show={show}" if is_without else "",
            is_without=is_without,
            note=words.note(totals[0], self._longest(rows)),
            order=order(self.actor.scheme.target_wait_days),
            filters=no_single_words.filters(show, *totals),
            **self._table(without if is_without else rows, is_without),
            **kwargs,
        )

    def _longest(self, rows) -> int:
        first = rows.aggregate(first=Min("waits_since_on"))["first"]
        return (clock.today() - first).days if first else 0

    def _table(self, rows, is_without: bool) -> dict:
        today, page = clock.today(), Paginator(rows, self.page_size).get_page(self.request.GET.get("page"))
        lines = with_counts(list(page), actor=self.actor, on=today)
        target = self.actor.scheme.target_wait_days
        table = (
            no_single_words.table(lines, on=today)
            if is_without
            else words.table(lines, target=target, on=today)
        )
        return {"page": page, "table": table}
