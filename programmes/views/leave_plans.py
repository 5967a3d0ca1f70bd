"""What becomes of running plans while a volunteer is away: shift, cover, or keep."""

from functools import cached_property

from django.contrib import messages
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.audit.services import events
from peersupport.core import clock
from peersupport.core.presenters import Link
from peersupport.core.templatetags.words import day
from peersupport.core.views.bases import ScopedAction, ScopedPage
from programmes.models import Relationship
from programmes.presenters import leave_plans as words
from programmes.selectors import leave_plans as selectors
from programmes.services import leave_plans as service
from programmes.views.contacts import key_of
from volunteers.models import Leave, Volunteer


class LeavePlans(ScopedPage):
    permission = may.PLAN_SUPPORT
    template_name = "programmes/leave_plans.html"

    @cached_property
    def leave(self) -> Leave:
        mine = Volunteer.objects.visible_to(self.actor)
        return self.load(Leave, pk=self.kwargs["pk"], volunteer__in=mine)

    def get_context_data(self, **kwargs):
        today, volunteer = clock.today(), self.leave.volunteer
        pairs = selectors.pairs_of(self.leave, by=self.actor, today=today)
        looks = [
            (pair.relationship.patient, pair.relationship.patient, {"page": "plan change"}) for pair in pairs
        ]
        events.record_all(by=self.actor, action="patient.looked", rows=looks, at=clock.now())
        return super().get_context_data(
            name=volunteer.name,
            short_name=volunteer.short_name,
            days=f"{day(self.leave.starts_on)} to {day(self.leave.ends_on)}",
            table=words.table(pairs, self.leave, today=today),
            crumbs=[Link(volunteer.name, reverse("volunteers-detail", args=[volunteer.pk]))],
            **kwargs,
        )


class KeepContacts(ScopedAction):
    permission = may.PLAN_SUPPORT

    @cached_property
    def relationship(self) -> Relationship:
        return self.load(Relationship, pk=self.kwargs["pk"])

    @cached_property
    def leave(self) -> Leave:
        """The days away that the address names, of the volunteer of this pair."""
        chosen = key_of(self.request.GET.get("leave"))
        return self.load(Leave, pk=chosen, volunteer=self.relationship.volunteer_id)

    def act(self) -> str:
        service.keep(relationship=self.relationship, leave=self.leave, by=self.actor, at=clock.now())
        messages.success(self.request, "Saved: both keep these contacts.")
        return self.back()

    def back(self) -> str:
        return reverse("leave-plans", args=[self.leave.pk])
