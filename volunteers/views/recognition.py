"""A volunteer's hours: their own page, the coordinator's, papers to print, thanks, and milestones."""

from functools import cached_property

from django.contrib import messages
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.audit.services import events
from peersupport.core import clock
from peersupport.core.presenters import Action
from peersupport.core.views.bases import ScopedAction, ScopedDetail, ScopedForm, ScopedPage
from volunteers.forms.recognition import DutyForm, MilestoneForm, ThankForm
from volunteers.models import Duty, MilestoneRule, Volunteer
from volunteers.presenters import recognition as words
from volunteers.presenters import volunteers as volunteer_words
from volunteers.selectors import recognition as selectors
from volunteers.selectors.recognition_hours import LONG_AGO, hours
from volunteers.selectors.workload import duties_of, weeks_of
from volunteers.services import recognition as services
from volunteers.services.workload import cancel_duty, plan_duties
from volunteers.views.volunteers import AboutVolunteer


def of_volunteer(who: Volunteer, *, works: bool) -> dict:
    """What both pages of hours show."""
    today = clock.today()
    given = hours(who, first=min(who.joined_on or LONG_AGO, today), last=today)
    weeks = weeks_of([who], scheme=who.scheme_id, on=today)[who.pk]
    return {
        "given": words.hours_table(given),
        "total": words.total(given),
        "weeks": words.weeks_table(weeks),
        "busy": words.busy_weeks(weeks),
        "duties": words.duties_table(duties_of(who, on=today), works=works),
        "reached": words.reached(selectors.reached_by(who)),
        "thanks": words.thanks(selectors.thanks_to(who)),
    }


class OfMine:
    """The volunteer who is here."""

    permission = may.SEE_MY_PEOPLE

    @cached_property
    def who(self) -> Volunteer:
        return self.load(Volunteer, user_id=self.actor.user_key)


class OfVolunteer:
    """The volunteer of the address; looking is written down."""

    permission = may.SEE_VOLUNTEERS

    @cached_property
    def who(self) -> Volunteer:
        found = self.load(Volunteer, pk=self.kwargs["pk"])
        events.looked(by=self.actor, person=found, at=clock.now(), page="hours")
        return found


class MyHours(OfMine, ScopedPage):
    template_name = "volunteers/recognition_own.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**of_volunteer(self.who, works=False), **kwargs)


class HoursPage(OfVolunteer, ScopedDetail):
    model = Volunteer
    template_name = "volunteers/recognition_volunteer.html"

    def get_object(self):
        return self.who

    def get_context_data(self, **kwargs):
        works = self.actor.can(may.WORK_VOLUNTEERS)
        page = volunteer_words.page(self.who, "volunteers-hours", actor=self.actor)
        return super().get_context_data(**page, **of_volunteer(self.who, works=works), works=works, **kwargs)


class Paper(ScopedPage):
    """A sheet to print on A4."""

    def get_context_data(self, **kwargs):
        found = selectors.sheet(self.who, on=clock.today())
        return super().get_context_data(
            facts=words.sheet_facts(found),
            who=f"{self.who.first_name} {self.who.last_name}",
            since=self.who.joined_on,
            today=clock.today(),
            given=words.hours_table(found.hours),
            total=words.total(found.hours),
            scheme=self.actor.scheme.name,
            back=self.back(),
            **kwargs,
        )


class Mine(OfMine, Paper):
    def back(self) -> str:
        return reverse("my-hours")


class Theirs(OfVolunteer, Paper):
    def back(self) -> str:
        return reverse("volunteers-hours", args=[self.who.pk])


class MyCertificate(Mine):
    template_name = "volunteers/recognition_certificate.html"


class Certificate(Theirs):
    template_name = "volunteers/recognition_certificate.html"


class MySheet(Mine):
    template_name = "volunteers/recognition_sheet.html"


class ReferenceSheet(Theirs):
    template_name = "volunteers/recognition_sheet.html"


class Thank(AboutVolunteer):
    permission = may.WORK_VOLUNTEERS
    form_class = ThankForm
    template_name = "volunteers/recognition_thank.html"
    done_words = "Your thanks are sent. The volunteer gets a message with a link to your words."

    def get_form_kwargs(self):
        rows = selectors.reached_by(self.volunteer)
        return super().get_form_kwargs() | {"reached": words.unthanked(rows)}

    def save(self, form) -> str:
        about = {
            "volunteer": self.volunteer,
            "words": form.cleaned_data["words"],
            "for_rows": form.for_rows(),
        }
        services.thank(by=self.actor, **about, at=clock.now(), today=clock.today())
        return self.back

    @property
    def back(self) -> str:
        return reverse("volunteers-hours", args=[self.volunteer.pk])


class PlanDuties(AboutVolunteer):
    permission = may.WORK_VOLUNTEERS
    form_class = DutyForm
    template_name = "volunteers/recognition_duty.html"
    done_words = "Saved. It counts in the weeks ahead, and in the hours once its day is over."

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"today": clock.today()}

    def act(self, facts: dict) -> None:
        plan_duties(by=self.actor, volunteer=self.volunteer, **facts, at=clock.now(), today=clock.today())

    @property
    def back(self) -> str:
        return reverse("volunteers-hours", args=[self.volunteer.pk])


class CancelDuty(ScopedAction):
    permission = may.WORK_VOLUNTEERS

    @cached_property
    def duty(self) -> Duty:
        return self.load(Duty, pk=self.kwargs["pk"])

    def act(self) -> str:
        cancel_duty(by=self.actor, duty=self.duty, at=clock.now(), today=clock.today())
        messages.success(self.request, "This date is cancelled.")
        return self.back()

    def back(self) -> str:
        return reverse("volunteers-hours", args=[self.duty.volunteer_id])


class Milestones(ScopedForm):
    permission = may.MANAGE_SCHEME
    form_class = MilestoneForm
    template_name = "volunteers/recognition_milestones.html"
    done_words = "The milestone is added."

    def get_context_data(self, **kwargs):
        rows = selectors.rules(actor=self.actor)
        start = Action("Start with the usual ones", reverse("milestones-start"), post=True)
        return super().get_context_data(rules=words.rule_todos(rows), start=start, **kwargs)

    def save(self, form) -> str:
        facts = {name: form.cleaned_data[name] for name in ("measure", "number")}
        services.set_milestone(by=self.actor, **facts, at=clock.now())
        return reverse("milestones")


class StartMilestones(ScopedAction):
    permission = may.MANAGE_SCHEME

    def act(self) -> str:
        services.start_usual(by=self.actor, at=clock.now())
        return self.back()

    def back(self) -> str:
        return reverse("milestones")


class EndMilestone(StartMilestones):
    def act(self) -> str:
        rule = self.load(MilestoneRule, pk=self.kwargs["pk"])
        services.end_milestone(by=self.actor, rule=rule, at=clock.now(), today=clock.today())
        return self.back()
