"""Asking how it goes, and reading what was said."""

from functools import cached_property
from uuid import uuid4

from django.contrib import messages
from django.http import Http404
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.audit.services import events
from peersupport.core import clock
from peersupport.core.keys import read_key
from peersupport.core.services import receipts
from peersupport.core.views.bases import ScopedAction, ScopedForm, ScopedList
from programmes.forms.feedback import PaperForm, WordsForm
from programmes.models import Feedback, Relationship
from programmes.presenters import feedback as words
from programmes.selectors import feedback as selectors
from programmes.services import feedback as services
from volunteers.choices import FEEDBACK
from volunteers.selectors.observations import questions


class FeedbackPage(ScopedList):
    permission = may.SEE_PEOPLE
    template_name = "programmes/feedback_list.html"

    def rows(self):
        return selectors.listed(actor=self.actor)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"table": words.table(context["page"].object_list)}


class OfPair:
    """The relationship of the address."""

    permission = may.PLAN_SUPPORT

    @cached_property
    def relationship(self) -> Relationship:
        rows = Relationship.objects.visible_to(self.actor).select_related("patient", "volunteer")
        found = rows.filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    def back(self) -> str:
        return reverse("people-plan", args=[self.relationship.patient_id])


class RecordPaper(OfPair, ScopedForm):
    """Send a link, or write down what came on paper."""

    form_class = PaperForm
    template_name = "programmes/feedback_ask.html"
    keeps_typed_text = True
    done_words = "What they said is saved."

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"questions": questions(self.actor.scheme, FEEDBACK)}

    def get_context_data(self, **kwargs):
        row = self.relationship
        events.looked(by=self.actor, person=row.patient, at=clock.now(), page="feedback")
        return super().get_context_data(
            who=row.patient.name,
            peer=row.volunteer.name,
            relationship=row,
            back=self.back(),
            once=uuid4(),
            **kwargs,
        )

    def save(self, form) -> str:
        about = {"relationship": self.relationship, "at": clock.now(), "today": clock.today()}
        services.record_paper(by=self.actor, **about, **form.facts())
        return self.back()


class AskFeedback(OfPair, ScopedAction):
    def act(self) -> str:
        """Two clicks are one asking."""
        once = read_key(self.request.POST.get("once", ""))
        place = receipts.once(token=once, user_key=self.actor.user_key, act=self._ask, at=clock.now())
        messages.success(self.request, "They get a link to the questions. It works once, for 30 days.")
        return place

    def _ask(self) -> str:
        services.ask(by=self.actor, relationship=self.relationship, at=clock.now(), today=clock.today())
        return self.back()


class OneFeedback(ScopedForm):
    """What was said, and what came of a wish to talk."""

    permission = may.SEE_PEOPLE
    form_class = WordsForm
    template_name = "programmes/feedback_detail.html"
    keeps_typed_text = True
    done_words = "Saved. It is off the list of Today."

    @cached_property
    def feedback(self) -> Feedback:
        rows = Feedback.objects.visible_to(self.actor)
        found = rows.select_related("relationship__patient", "relationship__volunteer").filter(
            pk=self.kwargs["pk"]
        )
        if (row := found.first()) is None:
            raise Http404
        return row

    def get_context_data(self, **kwargs):
        row = self.feedback
        events.looked(by=self.actor, person=row.relationship.patient, at=clock.now(), page="feedback")
        return super().get_context_data(
            who=row.relationship.patient.name,
            peer=row.relationship.volunteer.name,
            person=reverse("people-detail", args=[row.relationship.patient_id]),
            tags=[words.tag(row)],
            facts=words.facts(row),
            talk=row.wants_talk and not row.talked_on and self.actor.can(may.PLAN_SUPPORT),
            read=reverse("feedback-read", args=[row.pk]),
            unread=row.is_unread and self.actor.can(may.PLAN_SUPPORT),
            **kwargs,
        )

    def save(self, form) -> str:
        about = {"feedback": self.feedback, "at": clock.now(), "today": clock.today()}
        services.settle_talk(by=self.actor, **about, words=form.cleaned_data["words"])
        return reverse("feedback-detail", args=[self.feedback.pk])


class MarkRead(ScopedAction):
    """Somebody has read what the person wrote, and knows whether more is to be done."""

    permission = may.PLAN_SUPPORT

    def act(self) -> str:
        row = self.load(Feedback, pk=self.kwargs["pk"])
        services.mark_read(by=self.actor, feedback=row, at=clock.now(), today=clock.today())
        messages.success(self.request, "Marked as read. It is off the list of Today.")
        return reverse("feedback-detail", args=[row.pk])
