"""Tapers as data of a scheme: a list, and a new version that is looked at before it is saved."""

from functools import cached_property

from django.http import Http404
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.core import clock
from peersupport.core.errors import Refusal
from peersupport.core.presenters import Link
from peersupport.core.views.bases import ScopedForm, ScopedPage
from programmes.forms.tapers import AskTaper, SaveTaper, initial_of
from programmes.models import Taper
from programmes.presenters import caseloads as caseload_words
from programmes.presenters import tapers as words
from programmes.selectors import tapers as selectors
from programmes.selectors.caseloads import versions
from programmes.services import tapers as service


class Tapers(ScopedPage):
    permission = may.MANAGE_PROGRAMMES
    template_name = "programmes/tapers_list.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "table": words.table(selectors.lines(actor=self.actor)),
            "caseloads": caseload_words.table(
                selectors.roles(actor=self.actor), versions(scheme=self.actor.scheme)
            ),
        }


class ChangeTaper(ScopedForm):
    permission = may.MANAGE_PROGRAMMES
    template_name = "programmes/tapers_change.html"
    form_class = SaveTaper
    done_words = "The new version is saved. Plans that start from now on use it; running plans keep theirs."

    @cached_property
    def taper(self) -> Taper:
        found = (
            Taper.objects.of(self.actor.scheme)
            .filter(pk=self.kwargs["pk"], retired_on=None)
            .select_related("scheme")
            .first()
        )
        if found is None:
            raise Http404
        return found

    @cached_property
    def ask(self) -> AskTaper:
        typed = self.request.POST or self.request.GET
        if "weeks_1" in typed:
            return AskTaper(typed)
        return AskTaper(initial=initial_of(self.taper.as_phases()))

    def get_form_kwargs(self):
        ready = self.ask.is_bound and self.ask.is_valid()
        initial = initial_of(self.ask.phases()) if ready else {}
        return super().get_form_kwargs() | {"back": reverse("tapers"), "initial": initial}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "ask": self.ask,
            "name": self.taper.name,
            "note": f"Version {self.taper.version} becomes version {self.taper.version + 1}",
            "crumbs": [Link("Tapers", reverse("tapers"))],
            **self._preview(),
        }

    def _preview(self) -> dict:
        if not (self.ask.is_bound and self.ask.is_valid()):
            return {}
        phases, start_on = self.ask.phases(), words.next_monday(clock.today())
        try:
            dates = selectors.dates(phases, scheme=self.actor.scheme, start_on=start_on)
            example, role = selectors.load_of(phases, self.taper, start_on=start_on)
        except Refusal as refusal:
            return {"refusal": refusal.words}
        return {
            "phases": words.preview(dates, phases),
            "summary": words.summary(dates, start_on),
            "chart": caseload_words.chart(example),
            "load": words.load(example, role),
        }

    def save(self, form) -> str:
        service.new_version(taper=self.taper, phases=form.phases(), by=self.actor, at=clock.now())
        return reverse("tapers")
