"""Tapers as data of a scheme: a list, and what is looked at before it is saved."""

from collections.abc import Sequence
from functools import cached_property

from django.contrib import messages
from django.http import Http404
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.core import clock
from peersupport.core.errors import Refusal
from peersupport.core.presenters import Action, Link
from peersupport.core.views.bases import ScopedAction, ScopedForm, ScopedPage
from programmes.forms.tapers import (
    AskNewTaper,
    AskTaper,
    AskUse,
    RenameTaper,
    SaveNewTaper,
    SaveTaper,
    SaveUse,
    initial_of,
)
from programmes.models import Programme, Taper
from programmes.presenters import caseloads as caseload_words
from programmes.presenters import tapers as words
from programmes.schedule.taper import Phase
from programmes.selectors import tapers as selectors
from programmes.selectors.caseloads import versions
from programmes.services import tapers as service
from volunteers.models import Role


class Tapers(ScopedPage):
    permission = may.MANAGE_PROGRAMMES
    template_name = "programmes/tapers_list.html"

    def get_context_data(self, **kwargs):
        lines = selectors.lines(actor=self.actor)
        retired = [line for line in lines if line.taper.retired_on]
        return super().get_context_data(**kwargs) | {
            "table": words.table([line for line in lines if line not in retired], "Tapers"),
            "retired": words.table(retired, "Not offered any more"),
            "programmes": words.programmes(selectors.programmes_of(self.actor.scheme)),
            "add": Action("Add a taper", reverse("tapers-add")),
            "caseloads": caseload_words.table(
                selectors.roles(actor=self.actor), versions(scheme=self.actor.scheme)
            ),
        }


class Previewing(ScopedForm):
    """What is to be saved is looked at first: all weeks and dates, and one volunteer's load."""

    permission = may.MANAGE_PROGRAMMES
    template_name = "programmes/tapers_change.html"
    crumbs = (("Tapers and caseload", "tapers"),)

    @property
    def ready(self) -> bool:
        return self.ask.is_bound and self.ask.is_valid()

    def get_context_data(self, **kwargs):
        crumbs = [Link(text, reverse(name)) for text, name in self.crumbs]
        shown = self.preview() if self.ready else {}
        return super().get_context_data(**kwargs) | {"ask": self.ask, "crumbs": crumbs, **shown}

    def look(self, phases: tuple[Phase, ...], roles: Sequence[Role] = ()) -> dict:
        """The preview of these phases, for each role that uses them."""
        start_on, scheme = words.next_monday(clock.today()), self.actor.scheme
        try:
            dates = selectors.dates(phases, scheme=scheme, start_on=start_on)
            facts = {"scheme": scheme, "start_on": start_on}
            loads = [selectors.load_of(phases, role, **facts) for role in roles or (None,)]
        except Refusal as refusal:
            return {"refusal": refusal.words}
        return {
            "phases": words.preview(dates, phases),
            "summary": words.summary(dates, start_on),
            "loads": [(words.load(example, role), caseload_words.chart(example)) for example, role in loads],
        }


class ChangeTaper(Previewing):
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
        initial = initial_of(self.ask.phases()) if self.ready else {}
        return super().get_form_kwargs() | {"back": reverse("tapers"), "initial": initial}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "title": self.taper.name,
            "note": f"Version {self.taper.version} becomes version {self.taper.version + 1}",
            "about": "Running plans keep their version. Leave a phase empty if there is none.",
        }

    def preview(self) -> dict:
        return self.look(self.ask.phases(), selectors.users_of(self.taper))

    def save(self, form) -> str:
        service.new_version(taper=self.taper, phases=form.phases(), by=self.actor, at=clock.now())
        return reverse("tapers")


class AddTaper(Previewing):
    form_class = SaveNewTaper
    done_words = "The taper is saved. Now a programme can use it, and every new plan can be started on it."

    @cached_property
    def ask(self) -> AskNewTaper:
        typed = self.request.POST or self.request.GET
        return AskNewTaper(typed) if "weeks_1" in typed else AskNewTaper()

    def get_form_kwargs(self):
        said = {"name": self.ask.cleaned_data["name"], **initial_of(self.ask.phases())} if self.ready else {}
        return super().get_form_kwargs() | {"back": reverse("tapers"), "initial": said}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "title": "Add a taper",
            "about": "Say how often, phase by phase. Leave a phase empty if there is none.",
        }

    def preview(self) -> dict:
        return self.look(self.ask.phases())

    def save(self, form) -> str:
        service.add(name=form.cleaned_data["name"], phases=form.phases(), by=self.actor, at=clock.now())
        return reverse("tapers")


class Rename(ScopedForm):
    permission = may.MANAGE_PROGRAMMES
    form_class = RenameTaper
    template_name = "programmes/tapers_rename.html"
    done_words = "The taper has its new name."

    @cached_property
    def taper(self) -> Taper:
        return self.load(Taper, pk=self.kwargs["pk"])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"back": reverse("tapers"), "initial": {"name": self.taper.name}}

    def get_context_data(self, **kwargs):
        crumbs = [Link("Tapers and caseload", reverse("tapers"))]
        return super().get_context_data(**kwargs) | {"taper": self.taper, "crumbs": crumbs}

    def save(self, form) -> str:
        service.rename(taper=self.taper, name=form.cleaned_data["name"], by=self.actor, at=clock.now())
        return reverse("tapers")


class SwitchTaper(ScopedAction):
    """Offered becomes retired, retired becomes offered."""

    permission = may.MANAGE_PROGRAMMES

    def act(self) -> str:
        taper = self.load(Taper, pk=self.kwargs["pk"])
        on = taper.retired_on is not None
        service.switch(taper=taper, on=on, by=self.actor, at=clock.now())
        now = "offered again" if on else "not offered for new plans any more. Running plans keep it"
        messages.success(self.request, f"{taper.name} is {now}.")
        return self.back()

    def back(self) -> str:
        return reverse("tapers")


class UseTaper(Previewing):
    form_class = SaveUse
    done_words = "Plans that start from now on use this taper; running plans keep theirs."

    @cached_property
    def programme(self) -> Programme:
        return self.load(Programme, pk=self.kwargs["pk"])

    @cached_property
    def tapers(self) -> dict[Taper, tuple[Phase, ...]]:
        return selectors.to_choose(actor=self.actor)

    @cached_property
    def choices(self) -> dict[Taper, str]:
        return {taper: words.all_phases(phases) for taper, phases in self.tapers.items()}

    @cached_property
    def ask(self) -> AskUse:
        typed = self.request.POST or self.request.GET
        now = {"taper": str(self.programme.taper_id)}
        return AskUse(typed if "taper" in typed else None, initial=now, tapers=self.choices)

    def get_form_kwargs(self):
        said = {"taper": str(self.ask.chosen().pk)} if self.ready else {}
        return super().get_form_kwargs() | {
            "back": reverse("tapers"), "initial": said, "tapers": self.choices
        }  # fmt: skip

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "title": f"The taper of {self.programme.name}",
            "note": f"Now: {self.programme.taper.name}",
            "about": "Plans that start from now on use it. Running plans keep theirs.",
        }

    def preview(self) -> dict:
        return self.look(self.tapers[self.ask.chosen()], [self.programme.role])

    def save(self, form) -> str:
        service.use(programme=self.programme, taper=form.chosen(), by=self.actor, at=clock.now())
        return reverse("tapers")
