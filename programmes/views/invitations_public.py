"""The page behind a person's link: do they want to volunteer?"""

from django.urls import reverse

from peersupport.core import clock
from peersupport.core.views.bases import PUBLIC, ScopedForm, ScopedPage
from peersupport.core.views.by_link import ByLink
from programmes.forms.invitations import OwnAnswerForm
from programmes.selectors.invitations import by_token, is_open
from programmes.services.invitations import answer


class AnswerInvitation(ByLink, ScopedForm):
    find = staticmethod(by_token)
    form_class = OwnAnswerForm
    template_name = "programmes/invitations_answer.html"
    closed_template = "programmes/invitations_closed.html"

    @property
    def is_open(self) -> bool:
        return is_open(self.link, clock.today())

    def why_closed(self):
        return {"given": bool(self.link.answer)}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"today": clock.today()}

    def get_context_data(self, **kwargs):
        return super().get_context_data(scheme=self.link.scheme.name, **kwargs)

    def save(self, form) -> str:
        answer(invitation=self.link, **form.facts(), at=clock.now(), today=clock.today())
        return reverse("invitations-thanks")


class InvitationThanks(ScopedPage):
    """Says nothing about who was asked, or what they said."""

    permission = PUBLIC
    template_name = "programmes/invitations_thanks.html"
