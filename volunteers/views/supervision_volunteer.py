"""Supervision of one volunteer: story, actions, supervisor, level. And cover for supervisors."""

from functools import cached_property

from django.contrib import messages
from django.http import Http404
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.accounts.selectors.memberships import coordinators
from peersupport.audit.services import events
from peersupport.core import clock
from peersupport.core.templatetags.words import count
from peersupport.core.views.bases import ScopedAction, ScopedDetail, ScopedForm
from volunteers.choices import STAGES
from volunteers.forms.supervision_actions import AgreeForm, CloseForm
from volunteers.forms.supervisors import CoverForm, HandOverForm, LevelForm, SupervisorForm
from volunteers.models import SupervisionAction, SupervisorCover, Volunteer
from volunteers.presenters import supervision as words
from volunteers.presenters import supervision_sessions as session_words
from volunteers.presenters import supervisors as supervisor_words
from volunteers.presenters import volunteers as volunteer_words
from volunteers.selectors import competency, supervisors
from volunteers.selectors.roles import roles_now
from volunteers.selectors.supervision import due_list, lines_of
from volunteers.selectors.supervision_sessions import story
from volunteers.selectors.wellbeing import is_private_to, looks_after
from volunteers.services import competency as levels
from volunteers.services import supervision_actions
from volunteers.services import supervisors as services
from volunteers.views.volunteers import AboutVolunteer


class VolunteersSupervision(ScopedDetail):
    """When it is due, what was agreed, the sessions, and the levels with their evidence."""

    permission = may.SEE_VOLUNTEERS
    model = Volunteer
    template_name = "volunteers/supervision_volunteer.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        who, today, works = self.object, clock.today(), self.actor.can(may.SUPERVISE)
        events.looked(by=self.actor, person=who, at=clock.now(), page="supervision")
        found = story(who, on=today)
        line = lines_of([who], scheme=self.actor.scheme, on=today)[0]
        private = is_private_to(who, line.supervised, self.actor)
        stage = dict(STAGES)[who.stage]
        names = [role.name for role in roles_now(who, on=today)]
        return context | {
            "person": volunteer_words.header(who, roles=names, stage=stage, actor=self.actor),
            "crumbs": volunteer_words.crumbs(),
            "tabs": volunteer_words.tabs(who, "volunteers-supervision"),
            "label": f"Record of {who.name}",
            "actions": session_words.volunteer_actions(who, private=private) if works else (),
            "private": private,
            "owed": count(len(found.open), "action") if found.open else "",
            "facts": session_words.summary(line, found, on=today, works=works),
            "todos": session_words.open_actions(found.open if private else (), on=today, works=works),
            "closed": session_words.closed(found.closed if private else (), reasons=True),
            "held": session_words.held(found.places, notes=private),
            "levels": session_words.decisions(
                competency.decisions(who), competency.names(self.actor.scheme, today), evidence=works
            ),
        }


class Supervising(AboutVolunteer):
    """A form about one volunteer that leads back to their supervision."""

    permission = may.SUPERVISE
    template_name = "volunteers/supervision_form.html"
    title = ""

    @property
    def back(self) -> str:
        return reverse("volunteers-supervision", args=[self.volunteer.pk])

    def get_context_data(self, **kwargs):
        title = f"{self.title}: {self.volunteer.name}"
        return super().get_context_data(title=title, back_text=self.volunteer.name, **kwargs)

    @property
    def about(self) -> dict:
        return {"by": self.actor, "at": clock.now(), "today": clock.today()}


class NameSupervisor(Supervising):
    form_class = SupervisorForm
    title = "Supervisor"
    done_words = "The supervisor is saved."

    def get_form_kwargs(self):
        staff = coordinators(scheme=self.actor.scheme, on=clock.today())
        return super().get_form_kwargs() | {"supervisors": staff}

    def act(self, facts: dict) -> None:
        services.name_supervisor(volunteers=[self.volunteer], **facts, **self.about)


class HandOver(ScopedForm):
    """Several volunteers at once get a supervisor: those whose supervisor has left are chosen already."""

    permission = may.SUPERVISE
    form_class = HandOverForm
    template_name = "volunteers/supervision_form.html"

    def get_form_kwargs(self):
        today = clock.today()
        lines = sorted(
            due_list(actor=self.actor, on=today), key=lambda line: line.supervised.acting is not None
        )
        staff = coordinators(scheme=self.actor.scheme, on=today)
        return super().get_form_kwargs() | {"lines": lines, "supervisors": staff}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        empty = "" if context["form"].people else "Nobody is active yet, so there is nobody to supervise."
        back = {"back": reverse("supervision"), "back_text": "Supervision"}
        return context | {"title": "Name a supervisor", "empty": empty, **back}

    def save(self, form) -> str:
        said = {name: form.cleaned_data[name] for name in ("membership", "volunteers")}
        services.name_supervisor(by=self.actor, **said, at=clock.now(), today=clock.today())
        words_for = count(len(said["volunteers"]), "volunteer has", "volunteers have")
        messages.success(self.request, f"{words_for} a supervisor from today on.")
        return reverse("supervision")


class Private(Supervising):
    """For those who look after this volunteer. Everybody else meets the same 404 as for no row."""

    @cached_property
    def volunteer(self) -> Volunteer:
        found = self.whose()
        if not looks_after(found, actor=self.actor, on=clock.today()):
            raise Http404
        return found

    def whose(self) -> Volunteer:
        return self.load(Volunteer, pk=self.kwargs["pk"])


class AgreeAction(Private):
    form_class = AgreeForm
    title = "Add an action"
    done_words = "The action is saved. It comes up until it is done."

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"today": clock.today()}

    def act(self, facts: dict) -> None:
        supervision_actions.agree(volunteer=self.volunteer, **facts, **self.about)


class DecideLevel(Supervising):
    form_class = LevelForm
    title = "Decide a level"
    done_words = "The level is saved. It counts from today."

    def get_form_kwargs(self):
        today = clock.today()
        roles = roles_now(self.volunteer, on=today)
        offered = competency.offered(self.actor.scheme, roles, today)
        return super().get_form_kwargs() | {"roles": roles, "offered": offered}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        empty = (
            ""
            if context["form"].roles
            else "This volunteer holds no role now, so there is no level to decide."
        )
        found = competency.grounds(self.volunteer, on=clock.today())
        return context | {"empty": empty, "facts": supervisor_words.grounds(found)}

    def act(self, facts: dict) -> None:
        levels.decide(volunteer=self.volunteer, **facts, **self.about)


class CloseAction(Private):
    form_class = CloseForm
    title = "Close an action"

    @cached_property
    def action(self) -> SupervisionAction:
        return self.load(SupervisionAction, pk=self.kwargs["pk"])

    def whose(self) -> Volunteer:
        return self.load(Volunteer, pk=self.action.volunteer_id)

    def get_context_data(self, **kwargs):
        return super().get_context_data(note=self.action.what, **kwargs)

    def act(self, facts: dict) -> None:
        supervision_actions.close(action=self.action, **facts, **self.about)


class Cover(ScopedForm):
    """Who stands in for whom, and a form for more."""

    permission = may.SUPERVISE
    form_class = CoverForm
    template_name = "volunteers/supervision_cover.html"
    done_words = "The cover is saved."

    def get_form_kwargs(self):
        today = clock.today()
        staff = coordinators(scheme=self.actor.scheme, on=today)
        return super().get_form_kwargs() | {"supervisors": staff, "today": today}

    def get_context_data(self, **kwargs):
        today = clock.today()
        rows = supervisors.covers(scheme=self.actor.scheme, on=today)
        return super().get_context_data(
            table=supervisor_words.covers(rows, on=today),
            tabs=words.tabs("supervision-cover", reader=self.actor),
            crumbs=words.crumbs(),
            **kwargs,
        )

    def save(self, form) -> str:
        facts = {name: value for name, value in form.cleaned_data.items() if name != "once"}
        services.record_cover(by=self.actor, **facts, at=clock.now(), today=clock.today())
        return reverse("supervision-cover")


class EndCover(ScopedAction):
    permission = may.SUPERVISE

    def act(self) -> str:
        cover = self.load(SupervisorCover, pk=self.kwargs["pk"])
        services.end_cover(by=self.actor, cover=cover, at=clock.now(), today=clock.today())
        messages.success(self.request, "The cover has ended.")
        return reverse("supervision-cover")
