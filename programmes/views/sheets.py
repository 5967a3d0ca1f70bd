"""Sheets before supervision: of everybody invited to a session, or of one volunteer at any time."""

from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.audit.services import events
from peersupport.core import clock
from peersupport.core.views.bases import ScopedDetail
from programmes.presenters import sheets as words
from programmes.selectors.sheets import sheets
from volunteers.models import Supervision, Volunteer
from volunteers.presenters.supervision import title
from volunteers.selectors.supervision_private import leads
from volunteers.selectors.supervision_sessions import invited


class Sheets(ScopedDetail):
    """Looking at it is looking at each of them."""

    permission = may.SUPERVISE
    template_name = "programmes/sheets.html"

    def people(self) -> list[Volunteer]:
        raise NotImplementedError

    def leads(self) -> bool:
        """Whether this person leads a session with all of them."""
        return False

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        people, today = self.people(), clock.today()
        events.looked_at_all(by=self.actor, people=people, at=clock.now(), page="supervision sheet")
        found = sheets(people, actor=self.actor, on=today, leads=self.leads())
        return context | {"cards": words.cards(found, on=today)}


class SessionSheets(Sheets):
    model = Supervision

    def people(self) -> list[Volunteer]:
        return invited(self.object, actor=self.actor)

    def leads(self) -> bool:
        return leads(self.object, actor=self.actor, on=clock.today())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        back = reverse("supervisions-detail", args=[self.object.pk])
        return context | {"title": title(self.object), "back": back, "back_text": "The session"}


class VolunteerSheet(Sheets):
    model = Volunteer

    def people(self) -> list[Volunteer]:
        return [self.object]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        back = reverse("volunteers-supervision", args=[self.object.pk])
        return context | {
            "title": f"Supervision of {self.object.name}",
            "back": back,
            "back_text": self.object.name,
        }
