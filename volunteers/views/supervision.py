"""Supervision for those who supervise: who is due, sessions, the register."""

from datetime import date
from functools import cached_property

from django.contrib import messages
from django.db import transaction
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.accounts.selectors.memberships import coordinators
from peersupport.audit.services import events
from peersupport.core import clock
from peersupport.core.text import fold
from peersupport.core.views.bases import ScopedAction, ScopedDetail, ScopedForm, ScopedList
from volunteers.forms import supervision as forms
from volunteers.forms.supervision_register import RegisterForm
from volunteers.models import Supervision
from volunteers.presenters import supervision as words
from volunteers.presenters import supervision_sessions as session_words
from volunteers.selectors import supervision_sessions
from volunteers.selectors.supervision import DueLine, due_list, numbers
from volunteers.services import supervision as services
from volunteers.services import supervision_actions


class SupervisionList(ScopedList):
    """Who is due, overdue, planned, or without a supervisor."""

    permission = may.SEE_VOLUNTEERS
    template_name = "volunteers/supervision_list.html"
    page_size = 25

    @cached_property
    def bar(self) -> forms.SupervisionBar:
        staff = coordinators(scheme=self.actor.scheme, on=clock.today())
        return forms.SupervisionBar(self.request.GET, supervisors=staff)

    @cached_property
    def lines(self) -> list[DueLine]:
        return due_list(actor=self.actor, on=clock.today())

    def rows(self) -> list[DueLine]:
        wanted, today = self.bar.wanted(), clock.today()
        me = self.actor.membership.pk if self.actor.membership else None
        return [line for line in self.lines if _fits(line, me=me, on=today, **wanted)]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        today, works = clock.today(), self.actor.can(may.SUPERVISE)
        return context | {
            "bar": self.bar,
            "stats": words.stats(numbers(self.lines, today)),
            "table": words.table(context["page"].object_list, on=today, works=works),
            "anybody": bool(self.lines),
            "works": works,
            "tabs": words.tabs("supervision", reader=self.actor),
            "crumbs": words.crumbs(),
        }


def _fits(line: DueLine, *, q: str, supervisor: str, show: str, me, on: date) -> bool:
    who = line.volunteer
    names = fold(f"{who.called} {who.first_name} {who.last_name}")
    wanted = str(me) if supervisor == forms.MINE else supervisor
    return (
        all(word in names for word in fold(q).split())
        and (not wanted or line.supervised.is_acting(wanted))
        and line.is_(show, on)
    )


class Sessions(ScopedList):
    """Registers to take and sessions to come; or what was held."""

    permission = may.SEE_VOLUNTEERS
    template_name = "volunteers/supervision_sessions.html"
    page_size = 25

    @property
    def show(self) -> str:
        past = self.request.GET.get("show") == supervision_sessions.PAST
        return supervision_sessions.PAST if past else supervision_sessions.COMING

    def rows(self):
        return supervision_sessions.sessions(actor=self.actor, on=clock.today(), show=self.show)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        works = self.actor.can(may.SUPERVISE)
        return context | {
            "table": words.sessions(
                supervision_sessions.with_leaders(context["page"].object_list, scheme=self.actor.scheme),
                on=clock.today(),
                works=works,
            ),
            "past": self.show == supervision_sessions.PAST,
            "works": works,
            "tabs": words.tabs("supervision-sessions", reader=self.actor),
            "crumbs": words.crumbs(),
        }


class SessionPage(ScopedDetail):
    permission = may.SEE_VOLUNTEERS
    model = Supervision
    template_name = "volunteers/supervision_detail.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        works, today = self.actor.can(may.SUPERVISE), clock.today()
        found = supervision_sessions.session_page(self.object, actor=self.actor, on=today)
        notes = bool(found.readable) and bool(self.object.taken_on)
        if notes:  # the page shows notes about each of them
            people = [place.volunteer for place in found.places if place.volunteer_id in found.readable]
            events.looked_at_all(by=self.actor, people=people, at=clock.now(), page="supervision")
        return context | {
            "title": words.title(self.object),
            "state": words.state(self.object, today),
            "facts": session_words.facts(found),
            "table": session_words.places(found, notes=notes),
            "actions": session_words.actions(found, on=today) if works else (),
            "notes": self.object.notes if notes else "",
            "hidden": works and bool(self.object.taken_on) and not found.is_all_readable,
            "crumbs": words.crumbs(words.back_to_list()),
        }


class TakeRegister(ScopedForm):
    """The register, notes, and what is agreed: one page for up to twelve people."""

    permission = may.SUPERVISE
    form_class = RegisterForm
    template_name = "volunteers/supervision_form.html"
    keeps_typed_text = True
    done_words = "The register is saved."

    @cached_property
    def session(self) -> Supervision:
        return self.load(Supervision, pk=self.kwargs["pk"])

    @cached_property
    def found(self) -> supervision_sessions.SessionPage:
        return supervision_sessions.session_page(self.session, actor=self.actor, on=clock.today())

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"found": self.found, "today": clock.today()}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        session, empty = self.session, self.why_not()
        if self.request.method == "GET" and not empty:
            people = [place.volunteer for place in self.found.places]
            events.looked_at_all(by=self.actor, people=people, at=clock.now(), page="supervision register")
        back = {"back": reverse("supervisions-detail", args=[session.pk]), "back_text": words.title(session)}
        return context | {"title": f"Register: {words.title(session)}", "empty": empty, **back}

    def why_not(self) -> str:
        """Empty when the register can be taken by this person now."""
        if self.session.cancelled_on:
            return "This session was cancelled."
        if self.session.on > clock.today():
            return "This session is still to come. Take the register on the day."
        return "" if self.found.is_all_readable else services.NOT_YOURS

    @transaction.atomic
    def save(self, form) -> str:
        about = {"by": self.actor, "at": clock.now(), "today": clock.today()}
        services.take_register(
            session=self.session, marks=form.marks(), notes=form.cleaned_data["notes"], **about
        )
        for facts in form.closed():
            supervision_actions.close(**facts, session=self.session, **about)
        for facts in form.agreed():
            supervision_actions.agree(**facts, session=self.session, **about)
        return reverse("supervisions-detail", args=[self.session.pk])


class CancelSession(ScopedAction):
    permission = may.SUPERVISE

    @cached_property
    def session(self) -> Supervision:
        return self.load(Supervision, pk=self.kwargs["pk"])

    def act(self) -> str:
        services.cancel(by=self.actor, session=self.session, at=clock.now(), today=clock.today())
        messages.success(self.request, "The session is cancelled. Those who were invited get a message.")
        return self.back()

    def back(self) -> str:
        return reverse("supervisions-detail", args=[self.session.pk])
