"""Logging a contact, "no answer" in two taps, and the list of what nobody has logged."""

from functools import cached_property
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.core import clock
from peersupport.core.errors import Refusal
from peersupport.core.kept import NOT_TYPED
from peersupport.core.presenters import Action
from peersupport.core.views.bases import ScopedAction, ScopedForm, ScopedList
from programmes.forms.contacts import LogForm, NoAnswerForm
from programmes.models import PlannedContact, Relationship
from programmes.presenters import contacts as words
from programmes.presenters.my_people import person_address
from programmes.presenters.pauses import pause
from programmes.selectors import contacts as selectors
from programmes.selectors import contacts_log, drafts
from programmes.selectors.contacts_log import LogPage
from programmes.selectors.drafts import Draft
from programmes.services import contacts as service
from programmes.services import contacts_reminders
from programmes.services import drafts as services_drafts


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
        self.typed = kwargs.get("data") or self.request.GET
        self.page = contacts_log.log_page(
            self.relationship, by=self.actor, today=clock.today(), chosen=key_of(self.chosen)
        )
        return kwargs | {"page": self.page}

    @property
    def chosen(self) -> str | None:
        """The contact that the address or the form names."""
        return self.typed.get("planned")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "name": self.relationship.patient.name,
            "about": words.about(self.page),
            "pause": pause(self.relationship, today=clock.today()),
            "no_answer": words.no_answer(self.page),
            "prepare": person_address(self.relationship) if self.actor.can(may.SEE_MY_PEOPLE) else "",
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

    @cached_property
    def draft(self) -> Draft | None:
        return drafts.draft_of(self.relationship, by=self.actor)

    @property
    def chosen(self) -> str | None:
        in_draft = self.draft.planned if self.draft and self.request.method == "GET" else None
        return super().chosen or in_draft

    def get_form_kwargs(self):
        owner = self.relationship.enrolment.owner or self.relationship.volunteer.coordinator
        return super().get_form_kwargs() | {
            "coordinator": owner.user.name.split()[0] if owner else "us",
            "draft": self.draft,
        }

    def post(self, request, *args, **kwargs):
        return self.keep() if "keep" in request.POST else super().post(request, *args, **kwargs)

    def keep(self):
        """What was typed so far, right or wrong, for later and for another device."""
        form = self.get_form()
        typed = self.request.POST.copy()
        for name in (*NOT_TYPED, "keep", "once"):
            typed.pop(name, None)
        try:
            services_drafts.keep(
                relationship=self.relationship,
                by=self.actor,
                at=clock.now(),
                typed=typed.urlencode(),
                worried=typed.get("worried") == "yes",
            )
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.words)
            return self.form_invalid(form)
        messages.success(self.request, "Kept as a draft. Nothing is logged yet: finish it when you can.")
        return HttpResponseRedirect(self.home())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        address = reverse("relationships-no-answer", args=[self.relationship.pk])
        return context | {
            "draft": words.draft(self.draft.kept_at) if self.draft and not context["form"].is_bound else "",
            "throw_away": Action(
                "Throw the draft away",
                reverse("relationships-draft", args=[self.relationship.pk]),
                post=True,
            ),
            "no_answer_form": NoAnswerForm(page=self.page, action=address, auto_id="no-answer-%s"),
        }

    def save(self, form) -> str:
        logged = self.told(
            service.log(relationship=self.relationship, by=self.actor, at=clock.now(), **form.entry())
        )
        return f"{reverse('concerns-new')}?concern={logged.concern.pk}" if logged.concern else self.home()


class ThrowAwayDraft(ScopedAction):
    permission = may.LOG_CONTACTS

    @cached_property
    def relationship(self) -> Relationship:
        return self.load(Relationship, pk=self.kwargs["pk"])

    def act(self) -> str:
        services_drafts.throw_away(relationship=self.relationship, by=self.actor)
        messages.success(self.request, "The draft is thrown away.")
        return self.back()

    def back(self) -> str:
        return reverse("relationships-log", args=[self.relationship.pk])


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
        return context | {
            "table": table,
            "found": context["page"].paginator.count,
            "says": words.OVERDUE,
            "manages": self.actor.can(may.MANAGE_PROGRAMMES),
        }


class Remind(ScopedAction):
    permission = may.PLAN_SUPPORT

    def act(self) -> str:
        planned = self.load(PlannedContact, pk=self.kwargs["pk"])
        contacts_reminders.remind_volunteer(planned=planned, by=self.actor, at=clock.now())
        messages.success(self.request, "The volunteer gets a message today")
        return self.back()

    def back(self) -> str:
        return reverse("contacts-overdue")
