"""References on the coordinators' side: name, ask again, read, write down, take back."""

from functools import cached_property

from django.contrib import messages
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.audit.services import events
from peersupport.core import clock
from peersupport.core.views.bases import ScopedAction, ScopedDetail, ScopedForm
from volunteers.forms.references import CorrectRefereeForm, RefereeForm, ReferenceByHandForm
from volunteers.models import Reference, Volunteer
from volunteers.presenters.recruitment_person import facts, reference_tags
from volunteers.services import references as services
from volunteers.views.recruitment_person import OnTheWay


class NameReferee(OnTheWay):
    form_class = RefereeForm
    title = "Name a referee"
    intro = (
        "They get an e-mail with a link to a short form. It works once, for 30 days, and can be sent again."
    )
    done_words = "The referee is saved."

    def act(self, facts: dict) -> None:
        services.name_referee(**self.about, **facts)


class OfReference:
    """The reference of the address, of somebody whom this person may see."""

    permission = may.WORK_VOLUNTEERS

    @cached_property
    def reference(self) -> Reference:
        mine = Volunteer.objects.visible_to(self.actor)
        return self.load(Reference, pk=self.kwargs["pk"], volunteer__in=mine)

    def back(self) -> str:
        return reverse("volunteers-joining", args=[self.reference.volunteer_id])

    @property
    def about(self) -> dict:
        return {"by": self.actor, "reference": self.reference, "at": clock.now(), "today": clock.today()}


class ReferencePage(OfReference, ScopedDetail):
    model = Reference
    template_name = "volunteers/references_detail.html"

    def get_object(self):
        return self.reference

    def get_context_data(self, **kwargs):
        row = self.reference
        events.looked(by=self.actor, person=row.volunteer, at=clock.now(), page="reference")
        return super().get_context_data(
            facts=facts(row),
            tags=reference_tags(row, clock.today()),
            who=row.volunteer.name,
            back=self.back(),
            unread=row.returned_at is not None and row.read_on is None,
            is_open=row.returned_at is None and row.withdrawn_on is None,
            **kwargs,
        )


class RecordReference(OfReference, ScopedForm):
    """What was said on the phone or in a letter."""

    form_class = ReferenceByHandForm
    template_name = "volunteers/references_record.html"
    keeps_typed_text = True
    done_words = "The reference is saved."

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"who": self.reference.volunteer.name}

    def save(self, form) -> str:
        given = {name: value for name, value in form.cleaned_data.items() if name != "once"}
        services.record_by_hand(**self.about, **given)
        return self.back()

    def get_context_data(self, **kwargs):
        row = self.reference
        return super().get_context_data(referee=row.name, who=row.volunteer.name, back=self.back(), **kwargs)


class CorrectReferee(OfReference, ScopedForm):
    """A name or an address that is wrong."""

    form_class = CorrectRefereeForm
    template_name = "volunteers/recruitment_form.html"
    keeps_typed_text = True

    def get_initial(self):
        row = self.reference
        columns = ("first_name", "last_name", "knows_how", "email")
        return super().get_initial() | {name: getattr(row, name) for name in columns}

    def get_context_data(self, **kwargs):
        about = {"volunteer": self.reference.volunteer, "back": self.back(), "title": "Put a referee right"}
        return super().get_context_data(**about, **kwargs)

    def save(self, form) -> str:
        given = {name: value for name, value in form.cleaned_data.items() if name != "once"}
        row = services.correct(**self.about, **given)
        messages.success(self.request, f"{row.name} is saved.")
        return reverse("references-detail", args=[row.pk])


class MarkRead(OfReference, ScopedAction):
    def act(self) -> str:
        services.mark_read(**self.about)
        return self.back()


class AskAgain(OfReference, ScopedAction):
    def act(self) -> str:
        services.ask(**self.about)
        messages.success(self.request, f"{self.reference.name} is sent a new link. The one before has ended.")
        return self.back()


class Withdraw(OfReference, ScopedAction):
    def act(self) -> str:
        services.withdraw(**self.about)
        messages.success(self.request, f"{self.reference.name} is not asked any more.")
        return self.back()
