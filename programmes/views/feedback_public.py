"""The page behind a person's link."""

from django.urls import reverse

from peersupport.core import clock
from peersupport.core.views.bases import PUBLIC, ScopedForm, ScopedPage
from peersupport.core.views.by_link import ByLink
from programmes.forms.feedback import FeedbackForm
from programmes.selectors.feedback import by_token
from programmes.services.feedback import give
from volunteers.choices import FEEDBACK
from volunteers.selectors.observations import questions


class GiveFeedback(ByLink, ScopedForm):
    find = staticmethod(by_token)
    form_class = FeedbackForm
    template_name = "programmes/feedback_give.html"
    closed_template = "programmes/feedback_closed.html"

    def why_closed(self):
        return {"given": self.link.returned_at is not None}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"questions": questions(self.link.scheme, FEEDBACK)}

    def get_context_data(self, **kwargs):
        return super().get_context_data(scheme=self.link.scheme.name, **kwargs)

    def save(self, form) -> str:
        give(feedback=self.link, at=clock.now(), today=clock.today(), **form.facts())
        return reverse("feedback-thanks")


class FeedbackThanks(ScopedPage):
    """Says nothing about who was asked, or about whom."""

    permission = PUBLIC
    template_name = "programmes/feedback_thanks.html"
