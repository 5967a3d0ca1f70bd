"""Logging a contact, "no answer" in two taps, and the list of what nobody has logged."""

from functools import cached_property
from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.core import clock
from peersupport.core.views.bases import ScopedAction, ScopedForm, ScopedList
from programmes.forms.contacts import LogForm, NoAnswerForm
from programmes.models import PlannedContact, Relationship
from programmes.presenters import contacts as words
from programmes.selectors import contacts as selectors
from programmes.selectors import contacts_log
from programmes.selectors.contacts_log import LogPage
from programmes.services import contacts as service
from programmes.services import contacts_reminders


def key_of(text: str | None) -> UUID | None:
    """A key from an address or a hidden field; what is no key chooses nothing."""
    try:
        return UUID(text or "")
    except ValueError:
        return None


class LogView(ScopedForm):
    """What both forms of the log share: the relationship, and the planned contact it is about."""

    permission = may.LOG_CONTACTS
    keeps_typed_text = True

    @cached_property
    def relationship(self) -> Relationship:
        found = contacts_log.relationship_for(self.actor, self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        typed = kwargs.get("data") or self.request.GET
        self.page = contacts_log.log_page(
            self.relationship, today=clock.today(), chosen=key_of(typed.get("planned"))
        )
        return kwargs | {"page": self.page}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "name": self.relationship.patient.name,
            "about": words.about(self.page),
            "no_answer": words.no_answer(self.page),
            "back": self.home(),
            "back_words": "My people"
            if self.actor.can(may.SEE_MY_PEOPLE)
            else self.relationship.patient.name,
        }

    def home(self) -> str:
        """Where this person came from: a volunteer's list, or the record for staff."""
        if self.actor.can(may.SEE_MY_PEOPLE):
            return reverse("my-people")
        return reverse("people-detail", args=[self.relationship.patient_id])

    def told(self, logged: service.Logged) -> service.Logged:
        messages.success(self.request, words.saved(logged, self.page))
        return logged


class LogContact(LogView):
    template_name = "programmes/contacts_log.html"
    form_class = LogForm

    def get_form_kwargs(self):
        owner = self.relationship.enrolment.owner or self.relationship.volunteer.coordinator
        return super().get_form_kwargs() | {"coordinator": owner.user.name.split()[0] if owner else "us"}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        address = reverse("relationships-no-answer", args=[self.relationship.pk])
        return context | {
            "no_answer_form": NoAnswerForm(page=self.page, action=address, auto_id="no-answer-%s")
        }

    def save(self, form) -> str:
        logged = self.told(
            service.log(relationship=self.relationship, by=self.actor, at=clock.now(), **form.entry())
        )
        return f"{reverse('concerns-new')}?concern={logged.concern.pk}" if logged.concern else self.home()


class NoAnswer(LogView):
    template_name = "programmes/contacts_no_answer.html"
    form_class = NoAnswerForm

    def save(self, form) -> str:
        page: LogPage = self.page
        self.told(
            service.no_answer(
                relationship=self.relationship, by=self.actor, at=clock.now(), planned=page.planned
            )
        )
        return self.home()


class OverdueList(ScopedList):
    permission = may.SEE_PEOPLE
    template_name = "programmes/contacts_overdue.html"

    def rows(self):
        return selectors.overdue_rows(by=self.actor, on=clock.today())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        today = clock.today()
        listed = [selectors.as_listed(row, on=today) for row in context["page"].object_list]
        table = words.overdue_table(listed, may_remind=self.actor.can(may.PLAN_SUPPORT), on=today)
        return context | {"table": table, "found": context["page"].paginator.count}


class Remind(ScopedAction):
    permission = may.PLAN_SUPPORT

    def act(self) -> str:
        planned = self.load(PlannedContact, pk=self.kwargs["pk"])
        contacts_reminders.remind_volunteer(planned=planned, by=self.actor, at=clock.now())
        messages.success(self.request, "The volunteer gets a message today")
        return self.back()

    def back(self) -> str:
        return reverse("contacts-overdue")
