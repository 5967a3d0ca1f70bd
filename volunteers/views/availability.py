"""When, how and how far; and days away: on the volunteer's own pages, and for those who coordinate."""

from functools import cached_property

from django.shortcuts import get_object_or_404
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.core import clock
from peersupport.core.views.bases import ScopedAction, ScopedForm, ScopedPage
from peersupport.core.views.versioned import VersionedForm
from volunteers.forms.availability import AvailabilityForm, LeaveForm, columns_of
from volunteers.models import Leave, Volunteer
from volunteers.presenters import availability as words
from volunteers.selectors.volunteers import record
from volunteers.services.availability import change_leave, end_leave, record_leave, set_availability
from volunteers.views.volunteers import AboutVolunteer

MINE = {
    "back_text": "My availability",
    "intro": "Nobody has to say why. During these days you are given nobody new. Your coordinator sees them, and "
    "looks after the people you support together with you.",
}


class OfMe:
    """The volunteer who is here."""

    permission = may.SEE_MY_PEOPLE

    @cached_property
    def volunteer(self) -> Volunteer:
        return self.load(Volunteer, user_id=self.actor.user_key)

    @property
    def back(self) -> str:
        return reverse("my-availability")


class MyAvailability(OfMe, ScopedPage):
    template_name = "volunteers/availability_own.html"

    def get_context_data(self, **kwargs):
        found, today = record(self.volunteer, on=clock.today()), clock.today()
        return super().get_context_data(
            facts=words.facts(found), leave=words.leave(found, on=today, works=True, mine=True), **kwargs
        )


class ChangeAvailability(VersionedForm):
    """Of the volunteer in the address."""

    permission = may.WORK_VOLUNTEERS
    form_class = AvailabilityForm
    template_name = "volunteers/availability_form.html"
    keeps_typed_text = True
    done_words = "Saved. It counts for new matches from now on."
    works = True

    @property
    def volunteer(self) -> Volunteer:
        return self.fresh()

    def fresh(self) -> Volunteer:
        return self.load(Volunteer, pk=self.kwargs["pk"])

    def columns(self, row) -> dict:
        return columns_of(row)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"scheme": self.actor.scheme, "works": self.works}

    @property
    def back(self) -> str:
        return reverse("volunteers-detail", args=[self.kwargs["pk"]])

    def get_context_data(self, **kwargs):
        name = self.volunteer.name
        title = f"When and how {name} can support"
        about = {"title": title, "back": self.back, "back_text": name}
        return super().get_context_data(**about | kwargs)

    def write(self, form) -> str:
        about = {"volunteer": self.fresh(), "fields": form.facts(), "version": form.cleaned_data["version"]}
        set_availability(by=self.actor, **about, at=clock.now())
        return self.back


class ChangeMyAvailability(OfMe, ChangeAvailability):
    works = False

    def fresh(self) -> Volunteer:
        return self.load(Volunteer, user_id=self.actor.user_key)

    def get_context_data(self, **kwargs):
        about = {"title": "When and how I can support", "back_text": "My availability"}
        return super().get_context_data(**about | kwargs)


class RecordLeave(AboutVolunteer):
    permission = may.WORK_VOLUNTEERS
    form_class = LeaveForm
    template_name = "volunteers/availability_leave.html"
    done_words = "The days away are recorded."

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"today": clock.today()}

    def save(self, form) -> str:
        """Then to the plans that run in these days, for whoever plans support."""
        facts = {name: form.cleaned_data[name] for name in ("starts_on", "ends_on", "reason")}
        leave = record_leave(
            by=self.actor, volunteer=self.volunteer, at=clock.now(), today=clock.today(), **facts
        )
        return reverse("leave-plans", args=[leave.pk]) if self.actor.can(may.PLAN_SUPPORT) else self.back


class RecordMyLeave(OfMe, RecordLeave):
    """OfMe comes first: its volunteer, its permission and its way back are those that count."""

    permission = may.SEE_MY_PEOPLE

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"title": "Days away", **MINE, **kwargs})


class OfLeave:
    """The leave of the address: of somebody whom this person may see; a volunteer sees themself."""

    permission = may.WORK_VOLUNTEERS

    @cached_property
    def leave(self) -> Leave:
        mine = Volunteer.objects.visible_to(self.actor)
        rows = Leave.objects.visible_to(self.actor).filter(volunteer__in=mine)
        return get_object_or_404(rows.select_related("volunteer"), pk=self.kwargs["pk"])

    def record(self) -> str:
        return reverse("volunteers-detail", args=[self.leave.volunteer_id])


class EndLeave(OfLeave, ScopedAction):
    """Back from today on, or taken back before it began."""

    def act(self) -> str:
        end_leave(by=self.actor, leave=self.leave, at=clock.now(), today=clock.today())
        return self.back()

    def back(self) -> str:
        return self.record()


class EndMyLeave(EndLeave):
    permission = may.SEE_MY_PEOPLE

    def record(self) -> str:
        return reverse("my-availability")


class ChangeLeave(OfLeave, ScopedForm):
    form_class = LeaveForm
    template_name = "volunteers/availability_leave.html"
    keeps_typed_text = True
    done_words = "The days away are saved."

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"today": clock.today()}

    def get_initial(self):
        row = self.leave
        days = {"starts_on": row.starts_on, "ends_on": row.ends_on, "reason": row.reason}
        return super().get_initial() | days

    def get_context_data(self, **kwargs):
        about = {"volunteer": self.leave.volunteer, "back": self.record(), "title": "Change days away"}
        return super().get_context_data(**about | kwargs)

    def save(self, form) -> str:
        given = {name: value for name, value in form.cleaned_data.items() if name != "once"}
        change_leave(by=self.actor, leave=self.leave, at=clock.now(), today=clock.today(), **given)
        return self.record()


class ChangeMyLeave(ChangeLeave):
    permission = may.SEE_MY_PEOPLE

    def record(self) -> str:
        return reverse("my-availability")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**MINE | kwargs)
