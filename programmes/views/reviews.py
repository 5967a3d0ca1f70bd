"""The step-down review: written on a phone, decided by a coordinator."""

from functools import cached_property

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.audit.services import events
from peersupport.core import clock
from peersupport.core.presenters import Link
from peersupport.core.views.bases import ScopedForm
from programmes.choices import PROPOSED, STEP_DOWN
from programmes.forms.reviews import DecideForm, ReviewForm
from programmes.models import Relationship, Review
from programmes.presenters import changes as change_words
from programmes.presenters import reviews as words
from programmes.selectors.changes_cover import own_cover
from programmes.selectors.reviews import possible, review_page, steps_after
from programmes.services import reviews as service

JOINED = ("patient", "volunteer__scheme", "role", "taper", "scheme", "enrolment")


class WriteReview(ScopedForm):
    permission = may.LOG_CONTACTS
    template_name = "programmes/reviews_write.html"
    form_class = ReviewForm
    keeps_typed_text = True

    @cached_property
    def relationship(self) -> Relationship:
        rows = Relationship.objects.visible_to(self.actor).select_related(*JOINED)
        found = rows.filter(pk=self.kwargs["pk"], ended_on__isnull=True).first()
        if found is None or own_cover(found, by=self.actor, on=clock.today()):
            raise Http404
        return found

    @cached_property
    def page(self):
        return review_page(self.relationship, today=clock.today())

    @property
    def is_volunteer(self) -> bool:
        return self.actor.can(may.SEE_MY_PEOPLE)

    @property
    def back(self) -> str:
        if self.is_volunteer:
            return reverse("my-people-detail", args=[self.relationship.pk])
        return reverse("people-plan", args=[self.relationship.patient_id])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"page": self.page}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        patient = self.relationship.patient
        events.looked(by=self.actor, person=patient, at=clock.now(), page="step-down review")
        return context | {
            "name": patient.name,
            "about": words.about(self.page),
            "due": self.page.ended is not None,
            "options": words.options(self.page),
            "back": self.back,
        }

    def save(self, form) -> str:
        said = {name: form.cleaned_data[name] for name in ("how", "step", "note")}
        review = service.write(
            relationship=self.relationship,
            by=self.actor,
            at=clock.now(),
            both_agree=form.cleaned_data["both_agree"] == "yes",
            **said,
        )
        decides = review.state == PROPOSED and self.actor.can(may.PLAN_SUPPORT)
        messages.success(self.request, words.saved(review, decides=decides))
        return reverse("reviews-decide", args=[review.pk]) if decides else self.back


class DecideReview(ScopedForm):
    permission = may.PLAN_SUPPORT
    template_name = "programmes/reviews_decide.html"
    form_class = DecideForm
    keeps_typed_text = True
    done_words = "The decision is saved."

    @cached_property
    def review(self) -> Review:
        found = self.load(Review, pk=self.kwargs["pk"])
        rows = Relationship.objects.visible_to(self.actor).select_related(*JOINED)
        found.planned.relationship = rows.get(pk=found.planned.relationship_id)
        return found

    @property
    def relationship(self) -> Relationship:
        return self.review.planned.relationship

    @property
    def back(self) -> str:
        return reverse("people-plan", args=[self.relationship.patient_id])

    def get(self, request, *args, **kwargs):
        open_still = self.review.state == PROPOSED and self.relationship.ended_on is None
        return super().get(request) if open_still else HttpResponseRedirect(self.back)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"back": self.back}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        patient = self.relationship.patient
        events.looked(by=self.actor, person=patient, at=clock.now(), page="step-down review")
        return context | {
            "pair": f"{patient.name} with {self.relationship.volunteer.name}",
            "crumbs": [
                Link(patient.name, reverse("people-detail", args=[patient.pk])),
                Link("Plan", self.back),
            ],
            "facts": words.facts(self.review),
            **self._preview(),
        }

    def _preview(self) -> dict:
        if self.review.step == STEP_DOWN:
            return {"summary": "The plan goes on as it is."}
        today = clock.today()
        ended = steps_after(self.review, self.relationship, today=today)
        steps = possible(self.relationship, ended, today=today)
        found = steps.get(self.review.step)
        if found is None:
            return {"summary": change_words.NOT_POSSIBLE}
        return {"table": change_words.preview(found), "summary": change_words.summary(found)}

    def save(self, form) -> str:
        approve = form.cleaned_data["answer"] == "yes"
        why = form.cleaned_data["why"]
        service.decide(review=self.review, by=self.actor, at=clock.now(), approve=approve, why=why)
        return self.back
