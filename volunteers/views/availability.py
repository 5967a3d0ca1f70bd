"""Record days away, and end them."""

from functools import cached_property

from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.core import clock
from peersupport.core.views.bases import ScopedAction
from volunteers.forms.availability import LeaveForm
from volunteers.models import Leave, Volunteer
from volunteers.services.availability import end_leave, record_leave
from volunteers.views.volunteers import AboutVolunteer


class RecordLeave(AboutVolunteer):
    permission = may.WORK_VOLUNTEERS
    form_class = LeaveForm
    template_name = "volunteers/availability_leave.html"
    done_words = "The days away are recorded."

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"today": clock.today()}

    def act(self, facts: dict) -> None:
        record_leave(by=self.actor, volunteer=self.volunteer, at=clock.now(), today=clock.today(), **facts)


class EndLeave(ScopedAction):
    """Back from today on, or taken back before it began."""

    permission = may.WORK_VOLUNTEERS

    @cached_property
    def leave(self) -> Leave:
        mine = Volunteer.objects.visible_to(self.actor)
        return self.load(Leave, pk=self.kwargs["pk"], volunteer__in=mine)

    def act(self) -> str:
        end_leave(by=self.actor, leave=self.leave, at=clock.now(), today=clock.today())
        return self.back()

    def back(self) -> str:
        return reverse("volunteers-detail", args=[self.leave.volunteer_id])
