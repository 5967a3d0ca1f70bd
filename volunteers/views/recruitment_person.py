"""One person on the way: the page, and what a coordinator does there. And the same page for the person."""

from functools import cached_property

from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.audit.services import events
from peersupport.core import clock
from peersupport.core.views.bases import ScopedAction, ScopedDetail
from volunteers.choices import ACTIVE, STAGES
from volunteers.forms.interviews import InterviewForm
from volunteers.forms.recruitment import GiveRolesForm, GoOnForm, MoveForm, StepDownForm
from volunteers.models import Volunteer
from volunteers.presenters import leaving as leaving_words
from volunteers.presenters import recruitment_person as words
from volunteers.presenters import volunteers as record_words
from volunteers.presenters.recruitment_doubts import doubts as doubts_words
from volunteers.presenters.recruitment_way import steps
from volunteers.selectors.joining import account
from volunteers.selectors.leaving import still_open
from volunteers.selectors.recruitment_person import joining
from volunteers.selectors.recruitment_proofs import doubts
from volunteers.services.interviews import record_interview
from volunteers.services.recruitment import accept_enquiry, reject_enquiry
from volunteers.services.recruitment_moves import go_on, move, step_down
from volunteers.services.recruitment_stops import stops
from volunteers.services.roles_held import give_roles
from volunteers.views.volunteers import AboutVolunteer


class JoiningPage(ScopedDetail):
    """The steps, what is to be done now, interviews, references, and what happened."""

    permission = may.SEE_VOLUNTEERS
    model = Volunteer
    template_name = "volunteers/recruitment_person.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        events.looked(by=self.actor, person=self.object, at=clock.now(), page="joining")
        today, works = clock.today(), self.actor.can(may.WORK_VOLUNTEERS)
        found = joining(self.object, on=today)
        held = bool(found.enquiry and found.enquiry.is_held)
        stage, roles = dict(STAGES)[self.object.stage], [row.role.name for row in found.roles]
        return context | {
            "person": record_words.header(self.object, roles=roles, stage=stage, actor=self.actor),
            "crumbs": record_words.crumbs(),
            "tabs": record_words.tabs(self.object, "volunteers-joining"),
            "label": f"Record of {self.object.name}",
            "steps": steps(found),
            "next": words.next_step(found) if works else None,
            "actions": words.actions(self.object) if works else (),
            "held": found.enquiry.get_held_for_display() if held else "",
            "held_actions": words.enquiry_actions(found) if works else (),
            "message": found.enquiry.message if found.enquiry and works else "",
            "references": words.references(found, on=today, works=works),
            "interviews": words.interviews(found, works=works),
            "history": words.history(found),
            "account": words.account(self.object, account(self.object, on=today), works=works),
        }


class OnTheWay(AboutVolunteer):
    """A form on somebody's way; afterwards the way is shown."""

    permission = may.WORK_VOLUNTEERS
    template_name = "volunteers/recruitment_form.html"
    title, intro, closed = "", "", ""

    @property
    def back(self) -> str:
        return reverse("volunteers-joining", args=[self.volunteer.pk])

    @property
    def about(self) -> dict:
        """What every service of the way is told."""
        return {
            "by": self.actor,
            "volunteer": self.volunteer,
            "at": clock.now(),
            "today": clock.today(),
        }

    def get_context_data(self, **kwargs):
        return super().get_context_data(title=self.title, intro=self.intro, closed=self.closed, **kwargs)


class GiveRoles(OnTheWay):
    form_class = GiveRolesForm
    title = "Give a role"
    intro = (
        "The role says which check, training and agreement are needed. Give one when you have agreed on it."
    )
    done_words = "The role is given."

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"volunteer": self.volunteer}

    def act(self, facts: dict) -> None:
        give_roles(**self.about, roles=list(facts["roles"]))


class RecordInterview(OnTheWay):
    form_class = InterviewForm
    title = "Record an interview"
    intro = "Write what helps you and your colleagues to decide. The newest answer counts."
    done_words = "The interview is recorded."

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"held_by": self.actor.name, "today": clock.today()}

    def act(self, facts: dict) -> None:
        record_interview(**self.about, **facts)


class GoOn(OnTheWay):
    """What speaks against somebody, and the decision to go on all the same. Letting them go is a page of its own."""

    form_class = GoOnForm
    template_name = "volunteers/recruitment_go_on.html"
    title = "Decide whether to go on"
    done_words = "Your decision is saved."

    def get_context_data(self, **kwargs):
        events.looked(by=self.actor, person=self.volunteer, at=clock.now(), page="doubts")
        facts, end = (
            doubts_words(doubts(self.volunteer)),
            reverse("volunteers-step-down", args=[self.volunteer.pk]),
        )
        return super().get_context_data(doubts=facts, end=end, **kwargs)

    def act(self, facts: dict) -> None:
        go_on(**self.about, **facts)


class Move(OnTheWay):
    form_class = MoveForm
    title = "Move by hand"
    intro = (
        "People move on by themselves when the evidence is there. Move somebody by hand when it is elsewhere, "
        "or to put a mistake right. A check, training or agreement that is missing still stops new matches."
    )
    done_words = "Moved."

    @cached_property
    def closed(self) -> str:
        """Why there is nowhere to move to: somebody at work who has people stays there."""
        return stops(self.volunteer, clock.today()) if self.volunteer.stage == ACTIVE else ""

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"stage": self.volunteer.stage}

    def act(self, facts: dict) -> None:
        move(**self.about, **facts)


class StepDown(OnTheWay):
    form_class = StepDownForm
    title = "Let them go"
    intro = (
        "Their roles end today, and no more messages are sent. The record stays, and they can come back. "
        "Thank them first."
    )
    done_words = "The record says that they have left."

    def get_context_data(self, **kwargs):
        notes = leaving_words.notes(still_open(self.volunteer, at=clock.now()))
        return super().get_context_data(notes=notes, **kwargs)

    def act(self, facts: dict) -> None:
        step_down(**self.about, **facts)


class OnEnquiry(ScopedAction):
    """A held enquiry was looked at."""

    permission = may.WORK_VOLUNTEERS

    @cached_property
    def volunteer(self) -> Volunteer:
        return self.load(Volunteer, pk=self.kwargs["pk"])

    def back(self) -> str:
        return reverse("volunteers-joining", args=[self.volunteer.pk])


class AcceptEnquiry(OnEnquiry):
    def act(self) -> str:
        accept_enquiry(by=self.actor, volunteer=self.volunteer, at=clock.now(), today=clock.today())
        return self.back()


class RejectEnquiry(OnEnquiry):
    def act(self) -> str:
        reject_enquiry(by=self.actor, volunteer=self.volunteer, at=clock.now(), today=clock.today())
        return reverse("recruitment")
