"""Raising a worry, and working it."""

from functools import cached_property

from django.contrib import messages
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.accounts.models import Membership
from peersupport.audit.services import events
from peersupport.core import clock
from peersupport.core.views.bases import ScopedAction, ScopedDetail, ScopedForm, ScopedList
from programmes.forms.concerns import NOBODY, NOT_SECRET, AskInForm, ConcernForm, WordsForm
from programmes.models import Concern, ConcernReader
from programmes.presenters import concerns as words
from programmes.selectors import concerns as selectors
from programmes.selectors import concerns_new, concerns_route
from programmes.services import concerns as service


class NewConcern(ScopedForm):
    """From the menu, from a person, or after a log that said "worried": then the worry is open already."""

    permission = may.RAISE_CONCERNS
    keeps_typed_text = True
    template_name = "programmes/concerns_new.html"
    form_class = ConcernForm

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        typed = kwargs.get("data") or self.request.GET
        self.start = concerns_new.start(by=self.actor, asked=typed)
        initial = {
            "about": self.start.chosen,
            "concern": str(self.start.concern.pk) if self.start.concern else "",
        }
        return kwargs | {
            "people": self.start.people,
            "staff": concerns_route.could_be_about(by=self.actor, on=clock.today()),
            "initial": initial,
        }

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "concern": self.start.concern,
            "name": self.start.name,
            "not_secret": NOT_SECRET,
            "goes_to": words.goes_to(concerns_route.team(scheme=self.actor.scheme, on=clock.today())),
            "mine": words.mine(selectors.raised_by_me(by=self.actor)),
        }

    def save(self, form) -> str:
        if self.start.concern:
            concern = service.add(concern=self.start.concern, by=self.actor, at=clock.now(), **form.said())
        else:
            about = concerns_new.row_of(by=self.actor, about=form.cleaned_data.get("about", NOBODY))
            concern = service.raise_concern(by=self.actor, at=clock.now(), **about, **form.said())
        self._thank(concern)
        return reverse("concerns-detail", args=[concern.pk])

    def _thank(self, concern: Concern) -> None:
        if concerns_route.readers(concern):
            messages.success(self.request, "Thank you. Those named below have been told")
        else:
            messages.warning(self.request, words.NOBODY_LEFT)


class ConcernList(ScopedList):
    permission = may.WORK_CONCERNS
    template_name = "programmes/concerns_list.html"

    @property
    def only_open(self) -> bool:
        return self.request.GET.get("show") != "all"

    def rows(self):
        return selectors.listed(by=self.actor, only_open=self.only_open)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        counts = {
            "open_now": selectors.count_open(by=self.actor),
            "everything": selectors.count_all(by=self.actor),
        }
        listed = [selectors.as_listed(row) for row in context["page"].object_list]
        return context | {
            "table": words.table(listed, at=clock.now()),
            "filters": words.filters(**counts, only_open=self.only_open),
            "only_open": self.only_open,
            "manages": self.actor.can(may.MANAGE_SCHEME),
            "no_lead": not concerns_route.team(scheme=self.actor.scheme, on=clock.today()).named,
        }


class ConcernDetail(ScopedDetail):
    """The staff named on it see the whole record; who raised it sees how far it got, and none of the staff's notes."""

    permission = may.RAISE_CONCERNS
    model = Concern

    @cached_property
    def works(self) -> bool:
        keys = {row.member.user_id for row in self.readers}
        return self.actor.can(may.WORK_CONCERNS) and self.actor.user_key in keys

    @cached_property
    def readers(self) -> list[ConcernReader]:
        return concerns_route.readers(self.object)

    def get_template_names(self):
        return ["programmes/concerns_detail.html" if self.works else "programmes/concerns_mine.html"]

    def get_object(self):
        return selectors.whole(self.load(Concern, pk=self.kwargs["pk"]))

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | (self._for_staff() if self.works else self._for_raiser())

    def _for_staff(self) -> dict:
        concern, now = self.object, clock.now()
        if concern.patient:
            events.looked(by=self.actor, person=concern.patient, at=now, page="concerns-detail")
        return {
            "title": words.title(concern),
            "tags": words.state_tags(selectors.as_listed(concern), at=now),
            "actions": words.next_steps(concern),
            "facts": words.facts(concern),
            "person": words.person_link(concern),
            "events": words.entries(selectors.entries(concern)),
            "readers": words.readers(self.readers),
            "passed_by": words.passed_by(concerns_route.about(concern)),
        }

    def _for_raiser(self) -> dict:
        concern = self.object
        return {
            "status": words.FOR_RAISER[concern.state],
            "facts": words.for_raiser(concern),
            "readers": words.readers(self.readers),
            "nobody_left": "" if self.readers else words.NOBODY_LEFT,
            "added": selectors.added_by(concern, self.actor),
            "may_add": concern.state != words.CLOSED,
        }


class Acknowledge(ScopedAction):
    permission = may.WORK_CONCERNS

    @cached_property
    def concern(self) -> Concern:
        return self.load(Concern, pk=self.kwargs["pk"])

    def act(self) -> str:
        service.acknowledge(concern=self.concern, by=self.actor, at=clock.now())
        messages.success(self.request, "Acknowledged. Who raised it can see that")
        return self.back()

    def back(self) -> str:
        return reverse("concerns-detail", args=[self.concern.pk])


class Step(ScopedForm):
    """One text about a worry; each step names its words and its service."""

    keeps_typed_text = True
    template_name = "programmes/concerns_step.html"
    form_class = WordsForm
    title: str
    said: dict
    serve: staticmethod

    @cached_property
    def concern(self) -> Concern:
        return self.load(Concern, pk=self.kwargs["pk"])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | self.said

    def get_context_data(self, **kwargs):
        about = self.concern.patient.name if self.concern.patient else words.NOBODY
        back = reverse("concerns-detail", args=[self.concern.pk])
        return super().get_context_data(title=self.title, about=about, back=back, **kwargs)

    def save(self, form) -> str:
        self.serve(concern=self.concern, by=self.actor, at=clock.now(), words=form.cleaned_data["words"])
        return reverse("concerns-detail", args=[self.concern.pk])


class Decide(Step):
    permission = may.WORK_CONCERNS
    title, done_words = "What was decided?", "The decision is saved"
    said = {
        "label": "What was decided, and who does what?",
        "button": "Save the decision",
        "missing": "Write what was decided",
    }
    serve = staticmethod(service.decide)


class Close(Step):
    permission = may.WORK_CONCERNS
    title, done_words = "Close this worry", "The worry is closed"
    said = {"label": "How did it end?", "button": "Close it"}
    serve = staticmethod(service.close)


class Add(Step):
    permission = may.RAISE_CONCERNS
    title, done_words = "Add to this worry", "Your words are added"
    said = {"label": "What do you want to add?", "button": "Add", "missing": "Write what you want to add"}
    serve = staticmethod(service.add)


class AskIn(Step):
    """Somebody else of the staff shall see it."""

    permission = may.WORK_CONCERNS
    form_class = AskInForm
    title, done_words = "Let somebody else see this worry", "They have been told, and can see it now"

    @property
    def said(self) -> dict:
        asked = concerns_route.may_be_asked(self.concern, on=clock.today())
        rows = Membership.objects.of(self.actor.scheme).filter(pk__in=[one.pk for one in asked])
        return {"members": rows.select_related("user").order_by("user__name", "pk")}

    def save(self, form) -> str:
        given = {"member": form.cleaned_data["member"], "words": form.cleaned_data["words"]}
        service.ask_in(concern=self.concern, by=self.actor, at=clock.now(), **given)
        return reverse("concerns-detail", args=[self.concern.pk])
