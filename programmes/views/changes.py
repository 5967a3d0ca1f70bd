"""Pausing and resuming a plan, and cover: each is looked at before it is saved."""

from datetime import date, timedelta
from functools import cached_property

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.audit.services import events
from peersupport.core import clock
from peersupport.core.errors import Refusal
from peersupport.core.presenters import Link
from peersupport.core.views.bases import ScopedAction, ScopedForm
from programmes.choices import PAUSED
from programmes.forms.changes import AskPause, AskResume, CoverForm, SavePause, SaveResume
from programmes.models import Cover, Relationship
from programmes.presenters import changes as words
from programmes.presenters.leave_plans import cover_for
from programmes.schedule.days import same_weekday
from programmes.selectors import changes as selectors
from programmes.selectors import leave_plans
from programmes.selectors.changes_cover import LONGEST_COVER, StandIn, stand_ins
from programmes.selectors.leave_plans import AwayPair
from programmes.services import changes as service
from programmes.services import changes_cover
from volunteers.models import Leave

TWO_WEEKS, FURTHEST = timedelta(days=14), timedelta(days=365)


class OfRelationship(ScopedForm):
    """A page about one running relationship. One that has ended leads to its plan."""

    permission = may.PLAN_SUPPORT
    keeps_typed_text = True
    title: str

    @cached_property
    def relationship(self) -> Relationship:
        joined = ("patient", "volunteer__scheme", "role", "taper", "scheme", "enrolment")
        rows = Relationship.objects.visible_to(self.actor).select_related(*joined)
        found = rows.filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    @property
    def back(self) -> str:
        return reverse("people-plan", args=[self.relationship.patient_id])

    def get(self, request, *args, **kwargs):
        return HttpResponseRedirect(self.back) if self.relationship.ended_on else super().get(request)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        patient, volunteer = self.relationship.patient, self.relationship.volunteer
        events.looked(by=self.actor, person=patient, at=clock.now(), page="plan change")
        return context | {
            "title": self.title,
            "pair": f"{patient.name} with {volunteer.name}",
            "crumbs": [
                Link(patient.name, reverse("people-detail", args=[patient.pk])),
                Link("Plan", self.back),
            ],
            "back": self.back,
        }


class Shift(OfRelationship):
    """Two forms: one asks for days and shows what would become of the plan, one saves exactly that."""

    template_name = "programmes/changes_shift.html"
    ask_class: type
    text: str

    @cached_property
    def sent(self) -> dict:
        return super().get_form_kwargs()

    @cached_property
    def ask(self):
        today = clock.today()
        first = self.ask_class.days[0]
        if f"{first}_day" in self.request.GET and not self.sent.get("data"):
            return self.ask_class(self.request.GET, today=today)
        return self.ask_class(initial=self.chosen or self.suggested(today), today=today)

    @cached_property
    def chosen(self) -> dict[str, date]:
        """The days of the hidden fields, when the form was sent; empty if they are none."""
        typed = self.sent.get("data") or {}
        try:
            return {name: date.fromisoformat(typed[name]) for name in self.ask_class.days}
        except (KeyError, ValueError):
            return {}

    @cached_property
    def days(self) -> dict[str, date]:
        if self.chosen:
            return self.chosen
        return self.ask.cleaned_data if self.ask.is_bound and self.ask.is_valid() else {}

    def suggested(self, today: date) -> dict[str, date]:
        raise NotImplementedError

    def proposed(self, **days: date) -> selectors.Proposed:
        raise NotImplementedError

    def get_form(self, form_class=None):
        return self.form_class(**{**self.sent, "initial": self.days}, back=self.back)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"ask": self.ask, "text": self.text} | self._preview()

    def _preview(self) -> dict:
        if not self.days:
            return {}
        try:
            found = self.proposed(**self.days)
        except Refusal as refusal:
            return {"refusal": refusal.words}
        if not found.lines:
            return {"refusal": service.NothingToCome.words}
        return {"table": words.preview(found), "summary": words.summary(found)}


class PauseSupport(Shift):
    title = "Pause support"
    text = "For illness or leave of either side. Past contacts stay; contacts to come move behind the pause."
    ask_class, form_class = AskPause, SavePause
    done_words = "Support is paused. The new dates are below."

    def suggested(self, today: date) -> dict[str, date]:
        return {"from_on": today, "until_on": today + TWO_WEEKS}

    def proposed(self, *, from_on: date, until_on: date) -> selectors.Proposed:
        today = clock.today()
        service.check_pause(from_on, until_on, today=today)
        return selectors.paused(self.relationship, from_on=from_on, until_on=until_on, today=today)

    def save(self, form) -> str:
        said = {name: form.cleaned_data[name] for name in ("from_on", "until_on", "why")}
        service.pause(relationship=self.relationship, by=self.actor, at=clock.now(), **said)
        return self.back


class ResumeSupport(Shift):
    title = "Go on with support"
    text = "Past contacts stay. The next contact is on the day you choose and the rest follows it."
    ask_class, form_class = AskResume, SaveResume
    done_words = "Support goes on. The new dates are below."

    def get(self, request, *args, **kwargs):
        if self.relationship.state != PAUSED:
            return HttpResponseRedirect(self.back)
        return super().get(request)

    def suggested(self, today: date) -> dict[str, date]:
        soonest, next_on = selectors.first_possible(self.relationship, today=today)
        return {"first_on": same_weekday(next_on, since=soonest) if next_on else today}

    def proposed(self, *, first_on: date) -> selectors.Proposed:
        service.check_first(self.relationship, first_on, today=clock.today())
        return selectors.resumed(self.relationship, first_on=first_on, today=clock.today())

    def save(self, form) -> str:
        said = {name: form.cleaned_data[name] for name in ("first_on", "why")}
        service.resume(relationship=self.relationship, by=self.actor, at=clock.now(), **said)
        return self.back


class CoverSupport(OfRelationship):
    title = "Cover"
    template_name = "programmes/changes_cover.html"
    form_class = CoverForm

    @cached_property
    def asked(self) -> dict[str, date]:
        """First and last day, where the page that led here knows them."""
        asked = {name: _day(self.request.GET.get(name, "")) for name in ("starts_on", "ends_on")}
        soon = clock.today(), clock.today() + FURTHEST
        return {name: day for name, day in asked.items() if day and soon[0] <= day <= soon[1]}

    @cached_property
    def leave(self) -> Leave | None:
        """The days away for which cover is wanted: around the days of the address, else now or next."""
        on = self.asked.get("starts_on", clock.today())
        return leave_plans.leave_of(self.relationship.volunteer, on=on, until=self.asked.get("ends_on"))

    @cached_property
    def days(self) -> dict[str, date]:
        if self.asked or not self.leave:
            return self.asked
        first = max(self.leave.starts_on, clock.today())
        return {"starts_on": first, "ends_on": min(self.leave.ends_on, first + LONGEST_COVER)}

    @cached_property
    def next(self) -> AwayPair | None:
        """Whoever else has a contact in the same days away, and nothing is settled. Asked for after saving."""
        if self.leave is None:
            return None
        pairs = leave_plans.pairs_of(self.leave, by=self.actor, today=clock.today())
        return next((pair for pair in pairs if pair.open and not pair.cover), None)

    @property
    def done_words(self) -> str:
        saved = "Cover is saved. Both volunteers get a message."
        return f"{saved} Next is {self.next.relationship.patient.name}." if self.next else saved

    @cached_property
    def found(self) -> list[StandIn]:
        today = clock.today()
        on, until = self.days.get("starts_on", today), self.days.get("ends_on")
        return stand_ins(self.relationship, by=self.actor, today=today, on=on, until=until)

    def get_form_kwargs(self):
        volunteers = {one.volunteer: words.stand_in(one) for one in self.found if one.from_on}
        return super().get_form_kwargs() | {
            "volunteers": volunteers, "today": clock.today(), "back": self.back, "initial": self.days | self.why(),
        }  # fmt: skip

    def why(self) -> dict[str, str]:
        return {"why": f"{self.leave.volunteer.short_name} is away"} if self.leave else {}

    def get_context_data(self, **kwargs):
        limited = [one for one in self.found if one.why]
        return super().get_context_data(table=words.stand_ins(limited), **kwargs)

    def save(self, form) -> str:
        said = {name: form.cleaned_data[name] for name in ("volunteer", "starts_on", "ends_on", "why")}
        changes_cover.cover(relationship=self.relationship, by=self.actor, at=clock.now(), **said)
        if not self.next or not self.leave:
            return self.back
        first = max(self.leave.starts_on, clock.today())
        return cover_for(self.next.relationship.pk, first, self.leave.ends_on)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


class OfCover(ScopedAction):
    permission = may.PLAN_SUPPORT

    @cached_property
    def cover(self) -> Cover:
        return self.load(Cover, pk=self.kwargs["pk"])

    def back(self) -> str:
        return reverse("people-plan", args=[self.cover.relationship.patient_id])


class StopCover(OfCover):
    def act(self) -> str:
        changes_cover.stop(cover=self.cover, by=self.actor, at=clock.now())
        messages.success(self.request, "Cover has stopped")
        return self.back()


class KeepCover(OfCover):
    """The answer to "the volunteer is back, but somebody else stands in": so it is meant."""

    def act(self) -> str:
        changes_cover.keep(cover=self.cover, by=self.actor, at=clock.now())
        messages.success(self.request, "Saved: the cover goes on as planned.")
        return self.back()
