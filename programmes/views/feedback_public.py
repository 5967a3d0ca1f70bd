"""The page behind a person's link. Looking uses nothing up: programs that check links look too."""

from functools import cached_property

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control

from peersupport.core import clock
from peersupport.core.views.bases import PUBLIC, ScopedForm, ScopedPage
from programmes.forms.feedback import FeedbackForm
from programmes.models import Feedback
from programmes.selectors.feedback import by_token
from programmes.services.feedback import give
from volunteers.choices import FEEDBACK
from volunteers.selectors.observations import questions


class GiveFeedback(ScopedForm):
    permission = PUBLIC
    form_class = FeedbackForm
    template_name = "programmes/feedback_give.html"

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs) if self.is_open else self._closed()
        # The address is a secret: nobody keeps the page, no search engine lists it, no log of ours names it.
        response._has_been_logged = True
        patch_cache_control(response, no_store=True, private=True)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    @cached_property
    def feedback(self) -> Feedback:
        found = by_token(self.kwargs["token"])
        if found is None:
            raise Http404
        return found

    @property
    def is_open(self) -> bool:
        return self.feedback.is_open(clock.today())

    def _closed(self):
        """Says why, and names nobody."""
        said = {"given": self.feedback.returned_at is not None, "scheme": self.feedback.scheme.name}
        return render(self.request, "programmes/feedback_closed.html", said, status=410)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"questions": questions(self.feedback.scheme, FEEDBACK)}

    def get_context_data(self, **kwargs):
        return super().get_context_data(scheme=self.feedback.scheme.name, **kwargs)

    def save(self, form) -> str:
        give(feedback=self.feedback, at=clock.now(), today=clock.today(), **form.facts())
        return reverse("feedback-thanks")


class FeedbackThanks(ScopedPage):
    """Says nothing about who was asked, or about whom."""

    permission = PUBLIC
    template_name = "programmes/feedback_thanks.html"
