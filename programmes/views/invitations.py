"""Rolling recruitment: whom to ask after their own support, and writing down what they say."""

from functools import cached_property

from django.contrib import messages
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.audit.services import events
from peersupport.core import clock
from peersupport.core.views.bases import ScopedAction, ScopedForm, ScopedList
from programmes.choices import YES
from programmes.forms.invitations import InvitationForm
from programmes.models import Patient
from programmes.presenters import invitations as words
from programmes.selectors.invitations import NOW, Line, invitations
from programmes.services.invitations import ask_anew, record_answer
from volunteers.selectors.joining import asks_by_itself


class Invitations(ScopedList):
    permission = may.WORK_VOLUNTEERS
    template_name = "programmes/invitations_list.html"
    page_size = 25

    @cached_property
    def everybody(self) -> list[Line]:
        return invitations(actor=self.actor, on=clock.today())

    @property
    def state(self) -> str:
        asked = self.request.GET.get("state", "")
        return asked if asked in dict(words.STATES) else NOW

    def rows(self):
        return [line for line in self.everybody if line.state(clock.today()) == self.state]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        today = clock.today()
        return context | {
            "filters": words.filters(self.everybody, self.state, on=today),
            "table": words.table(context["page"].object_list, on=today),
            "empty": words.EMPTY[self.state],
            "by_itself": asks_by_itself(self.actor.scheme),
            "crumbs": words.crumbs(),
        }


class Ask(ScopedForm):
    permission = may.WORK_VOLUNTEERS
    form_class = InvitationForm
    template_name = "programmes/invitations_ask.html"
    keeps_typed_text = True

    @cached_property
    def patient(self) -> Patient:
        return self.load(Patient, pk=self.kwargs["pk"])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"today": clock.today()}

    def get_context_data(self, **kwargs):
        events.looked(by=self.actor, person=self.patient, at=clock.now(), page="invitation")
        return super().get_context_data(patient=self.patient, **kwargs)

    def save(self, form) -> str:
        given = {name: value for name, value in form.cleaned_data.items() if name != "once"}
        record_answer(by=self.actor, patient=self.patient, at=clock.now(), today=clock.today(), **given)
        name = self.patient.short_name
        said = (
            f"{name} has a volunteer’s record now, apart from this one."
            if given["answer"] == YES
            else "Saved."
        )
        messages.success(self.request, said)
        return reverse("invitations")


class SendAgain(ScopedAction):
    permission = may.WORK_VOLUNTEERS

    def act(self) -> str:
        patient = self.load(Patient, pk=self.kwargs["pk"])
        ask_anew(by=self.actor, patient=patient, at=clock.now(), today=clock.today())
        messages.success(self.request, f"A new link is on its way to {patient.short_name}.")
        return self.back()

    def back(self) -> str:
        return reverse("invitations")
