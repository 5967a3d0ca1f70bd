"""What if we recruit ten more?"""

from dataclasses import asdict
from functools import cached_property

from peersupport.accounts import permissions as may
from peersupport.core import clock
from peersupport.core.presenters import Filter
from peersupport.core.views.bases import ScopedPage
from peersupport.reporting.forms.forecast import ForecastForm
from peersupport.reporting.presenters import forecast as words
from peersupport.reporting.selectors import forecast


class ForecastPage(ScopedPage):
    permission = may.SEE_REPORTS
    template_name = "reporting/forecast.html"

    @cached_property
    def programmes(self):
        return forecast.programmes(actor=self.actor)

    @cached_property
    def programme(self):
        """The one that was asked for, or the one for which most people wait."""
        asked, most = self.request.GET.get("programme"), max(self.programmes, key=lambda row: row.waiting)
        return next((row for row in self.programmes if str(row.pk) == asked), most)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | self.answer() if self.programmes else context

    def answer(self) -> dict:
        today = clock.today()
        scheme = forecast.scheme_today(self.programme, actor=self.actor, on=today)
        form = self.form(scheme)
        known = {"form": form, "filters": self.filters(), "filled_in": words.filled_in(scheme, on=today)}
        if form.is_bound and not form.is_valid():
            return known
        wanted = form.wanted() if form.is_bound else scheme.wanted
        found = forecast.forecast(scheme, wanted, on=today)
        return known | {
            "stats": words.stats(found, wanted),
            "charts": words.charts(found, wanted, on=today),
            "table": words.table(found, wanted),
            "wanted": wanted,
        }

    def form(self, scheme: forecast.Scheme) -> ForecastForm:
        key = {"programme": str(self.programme.pk)}
        asked = self.request.GET if "coaches" in self.request.GET else None
        return ForecastForm(asked, initial=asdict(scheme.wanted) | key)

    def filters(self) -> list[Filter]:
        """A link for each programme, where there are several."""
        if len(self.programmes) < 2:
            return []
        return [
            Filter(row.name, f"?programme={row.pk}", current=row == self.programme) for row in self.programmes
        ]
