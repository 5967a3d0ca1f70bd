"""Entries of volunteers that wait for an answer: read with one button, or thanked for in a few words."""

from functools import cached_property

from django.contrib import messages
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.audit.services import events
from peersupport.core import clock
from peersupport.core.presenters import Link
from peersupport.core.views.bases import ScopedAction, ScopedForm, ScopedList
from programmes.forms.logs import ThanksForm
from programmes.models import Contact
from programmes.presenters import logs as words
from programmes.selectors import logs as selectors
from programmes.services import logs as service


class NewLogs(ScopedList):
    permission = may.SEE_PEOPLE
    template_name = "programmes/logs_list.html"
    page_size = 25

    def rows(self):
        return selectors.unanswered(by=self.actor, on=clock.today())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        rows = list(context["page"].object_list)
        people = {row.relationship.patient_id: row.relationship.patient for row in rows}.values()
        looks = [(person, person, {"page": "logs"}) for person in people]
        events.record_all(by=self.actor, action="patient.looked", rows=looks, at=clock.now())
        table = words.table(rows, works=self.actor.can(may.PLAN_SUPPORT))
        return context | {"table": table, "found": context["page"].paginator.count}


class ReadLog(ScopedAction):
    permission = may.PLAN_SUPPORT

    def act(self) -> str:
        contact = self.load(Contact, pk=self.kwargs["pk"])
        service.thank(contact=contact, by=self.actor, at=clock.now())
        messages.success(self.request, f"{contact.logged_by} sees that you have read it.")
        return self.back()

    def back(self) -> str:
        return reverse("logs")


class ThankForLog(ScopedForm):
    permission = may.PLAN_SUPPORT
    template_name = "programmes/logs_thank.html"
    form_class = ThanksForm
    keeps_typed_text = True
    done_words = "Saved. The volunteer reads it on My people."

    @cached_property
    def contact(self) -> Contact:
        return self.load(Contact, pk=self.kwargs["pk"])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"back": reverse("logs")}

    def get_context_data(self, **kwargs):
        person = self.contact.relationship.patient
        events.looked(by=self.actor, person=person, at=clock.now(), page="logs")
        return super().get_context_data(**kwargs) | {
            "name": person.name,
            "facts": words.facts(self.contact),
            "answered": words.answer(self.contact) if self.contact.thanked_on else "",
            "crumbs": [Link("Entries to read", reverse("logs"))],
        }

    def save(self, form) -> str:
        service.thank(contact=self.contact, by=self.actor, at=clock.now(), words=form.cleaned_data["words"])
        return reverse("logs")
