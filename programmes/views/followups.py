"""A suggested step is taken or declined; a letter to print; the rules of each programme."""

from functools import cached_property

from django.contrib import messages
from django.http import Http404
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.audit.services import events
from peersupport.core import clock
from peersupport.core.views.bases import ScopedDetail, ScopedForm, ScopedPage
from programmes.choices import LETTER
from programmes.forms.followups import AnswerForm, RulesForm
from programmes.models import FollowUp, FollowUpRules, Programme, Relationship
from programmes.presenters import followups as words
from programmes.selectors import followups as selectors
from programmes.services import followups as service


class AnswerFollowUp(ScopedForm):
    permission = may.PLAN_SUPPORT
    template_name = "programmes/followups_answer.html"
    form_class = AnswerForm

    @cached_property
    def relationship(self) -> Relationship:
        return self.load(Relationship, ended_on=None, pk=self.kwargs["pk"])

    @cached_property
    def silence(self):
        return selectors.silence_of(self.relationship)

    def get_form_kwargs(self):
        step = words.STEPS[self.silence.step] if self.silence else ""
        return super().get_form_kwargs() | {"step": step}

    def get_context_data(self, **kwargs):
        patient = self.relationship.patient
        if self.request.method == "GET":
            events.looked(by=self.actor, person=patient, at=clock.now(), page="follow-up")
        return super().get_context_data(
            name=patient.name,
            back=reverse("people-detail", args=[patient.pk]),
            facts=words.facts(self.silence) if self.silence else [],
            decided=words.decided(selectors.decided([self.relationship])),
            **kwargs,
        )

    def save(self, form) -> str:
        done = service.answer(relationship=self.relationship, by=self.actor, at=clock.now(), **form.said())
        kept = done.follow_up
        messages.success(self.request, words.DONE[kept.step] if kept.taken else words.DECLINED)
        if kept.taken and kept.step == LETTER:
            return reverse("followups-letter", args=[kept.pk])
        return reverse("people-detail", args=[self.relationship.patient_id])


class Letter(ScopedDetail):
    """To print and post. It says that we could not reach them, and nothing else."""

    permission = may.PLAN_SUPPORT
    model = FollowUp
    template_name = "programmes/followups_letter.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        row = self.object
        if not (row.taken and row.step == LETTER):
            raise Http404
        patient = row.relationship.patient
        events.looked(by=self.actor, person=patient, at=clock.now(), page="letter")
        return context | {
            "name": patient.full_name,
            "dear": patient.short_name,
            "on": clock.today(),
            "scheme": self.actor.scheme.name,
            "writer": self.actor.name,
            "back": reverse("people-detail", args=[patient.pk]),
        }


class Rules(ScopedPage):
    permission = may.MANAGE_PROGRAMMES
    template_name = "programmes/followups_list.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(table=words.rules(selectors.programmes(actor=self.actor)), **kwargs)


class ChangeRules(ScopedForm):
    permission = may.MANAGE_PROGRAMMES
    template_name = "programmes/followups_change.html"
    form_class = RulesForm
    done_words = "The rules are saved. They hold from now on."

    @cached_property
    def programme(self) -> Programme:
        return self.load(Programme, pk=self.kwargs["pk"])

    def get_form_kwargs(self):
        said = selectors.rules_of([self.programme.pk])[self.programme.pk]
        return super().get_form_kwargs() | {
            "initial": {name: getattr(said, name) for name in FollowUpRules.NUMBERS}
        }

    def get_context_data(self, **kwargs):
        return super().get_context_data(name=self.programme.name, back=reverse("followups"), **kwargs)

    def save(self, form) -> str:
        numbers = {name: form.cleaned_data[name] for name in FollowUpRules.NUMBERS}
        service.set_rules(programme=self.programme, by=self.actor, at=clock.now(), **numbers)
        return reverse("followups")
