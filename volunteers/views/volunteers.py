"""The record of a volunteer, for staff and for the volunteer."""

from functools import cached_property

from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.audit.services import events
from peersupport.core import clock
from peersupport.core.views.bases import ScopedDetail, ScopedForm, ScopedPage
from peersupport.core.views.versioned import VersionedForm
from volunteers.forms.volunteers import DetailsForm, MyDetailsForm, columns_of, own_columns
from volunteers.models import Volunteer
from volunteers.presenters import availability, checks, volunteers
from volunteers.presenters import volunteers_own as own
from volunteers.selectors.volunteers import record
from volunteers.services.volunteers import change_details


class VolunteerPage(ScopedDetail):
    """What is missing and what to do, contact, and all evidence."""

    permission = may.SEE_VOLUNTEERS
    model = Volunteer
    template_name = "volunteers/volunteers_detail.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        events.looked(by=self.actor, person=self.object, at=clock.now(), page="record")
        today, works = clock.today(), self.actor.can(may.WORK_VOLUNTEERS)
        found = record(self.object, on=today)
        names = [row.role.name for row in found.roles if row.until_on is None or row.until_on >= today]
        head = volunteers.header(self.object, roles=names, stage=found.stage, actor=self.actor)
        return context | {
            "person": head,
            "crumbs": volunteers.crumbs(),
            "tabs": volunteers.tabs(self.object, "volunteers-detail"),
            "label": f"Record of {found.name}",
            "outlooks": volunteers.outlooks(found),
            "todos": volunteers.to_do(found, on=today, works=works),
            "facts": volunteers.contact_facts(found),
            "available": availability.facts(found),
            "notes": self.object.notes,
            "roles": checks.roles(found, on=today, works=works),
            "checks": checks.checks(found, on=today, works=works),
            "learned": checks.learned(found, on=today),
            "leave": availability.leave(found, on=today, works=works),
            "works": works,
            "gone": volunteers.is_gone(self.object),
        }


class MyDetails(ScopedPage):
    """What the scheme holds about me, what is in date until when, and who to call."""

    permission = may.SEE_MY_PEOPLE
    template_name = "volunteers/volunteers_own.html"

    def get_context_data(self, **kwargs):
        today = clock.today()
        me = self.load(Volunteer, user_id=self.actor.user_key)
        found = record(me, on=today)
        return super().get_context_data(
            facts=volunteers.contact_facts(found),
            available=availability.facts(found),
            missing=own.missing(found),
            dates=own.dates(found, on=today),
            outlooks=volunteers.outlooks(found),
            leave=availability.leave(found, on=today, works=False),
            call=own.who_to_call(me),
            **kwargs,
        )


class AboutVolunteer(ScopedForm):
    """A form about the volunteer of the address; afterwards the record is shown."""

    keeps_typed_text = True

    @cached_property
    def volunteer(self) -> Volunteer:
        return self.load(Volunteer, pk=self.kwargs["pk"])

    def act(self, facts: dict) -> None:
        """Call one service with what the form says."""
        raise NotImplementedError

    def save(self, form) -> str:
        self.act({name: value for name, value in form.cleaned_data.items() if name != "once"})
        return self.back

    @property
    def back(self) -> str:
        return reverse("volunteers-detail", args=[self.volunteer.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(volunteer=self.volunteer, back=self.back, **kwargs)


class ChangeDetails(VersionedForm):
    """What is known of a volunteer, put right by a coordinator."""

    permission = may.WORK_VOLUNTEERS
    form_class = DetailsForm
    template_name = "volunteers/volunteers_form.html"
    keeps_typed_text = True
    done_words = "Saved."

    def fresh(self) -> Volunteer:
        return self.load(Volunteer, pk=self.kwargs["pk"])

    def columns(self, row) -> dict:
        return columns_of(row)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"scheme": self.actor.scheme, "today": clock.today()}

    @property
    def back(self) -> str:
        return reverse("volunteers-detail", args=[self.kwargs["pk"]])

    def get_context_data(self, **kwargs):
        name = self.fresh().name
        about = {"title": f"Details of {name}", "back": self.back, "back_text": name}
        return super().get_context_data(**about | kwargs)

    def write(self, form) -> str:
        fields = dict(form.cleaned_data)
        about = {"volunteer": self.fresh(), "version": fields.pop("version"), "fields": fields}
        change_details(by=self.actor, **about, at=clock.now())
        return self.back


class ChangeMyDetails(ChangeDetails):
    permission = may.SEE_MY_PEOPLE
    form_class = MyDetailsForm

    def fresh(self) -> Volunteer:
        return self.load(Volunteer, user_id=self.actor.user_key)

    def columns(self, row) -> dict:
        return own_columns(row)

    def get_form_kwargs(self):
        return VersionedForm.get_form_kwargs(self)

    @property
    def back(self) -> str:
        return reverse("my-details")

    def get_context_data(self, **kwargs):
        intro = "The address with which you sign in stays as it is. Ask your coordinator to change that."
        about = {"title": "My details", "back_text": "My details", "intro": intro}
        return super().get_context_data(**about | kwargs)
