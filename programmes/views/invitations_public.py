"""The page behind a person's link: do they want to volunteer? Looking uses nothing up: programs look too."""

from functools import cached_property

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control

from peersupport.core import clock
from peersupport.core.views.bases import PUBLIC, ScopedForm, ScopedPage
from programmes.forms.invitations import OwnAnswerForm
from programmes.models import Invitation
from programmes.selectors.invitations import by_token, is_open
from programmes.services.invitations import answer


class AnswerInvitation(ScopedForm):
    permission = PUBLIC
    form_class = OwnAnswerForm
    template_name = "programmes/invitations_answer.html"

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs) if self.is_open else self._closed()
        # The address is a secret: nobody keeps the page, no search engine lists it, no log of ours names it.
        response._has_been_logged = True
        patch_cache_control(response, no_store=True, private=True)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    @cached_property
    def invitation(self) -> Invitation:
        found = by_token(self.kwargs["token"])
        if found is None:
            raise Http404
        return found

    @property
    def is_open(self) -> bool:
        return is_open(self.invitation, clock.today())

    def _closed(self):
        """Says why, and names nobody."""
        said = {"given": bool(self.invitation.answer), "scheme": self.invitation.scheme.name}
        return render(self.request, "programmes/invitations_closed.html", said, status=410)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"today": clock.today()}

    def get_context_data(self, **kwargs):
        return super().get_context_data(scheme=self.invitation.scheme.name, **kwargs)

    def save(self, form) -> str:
        answer(invitation=self.invitation, **form.facts(), at=clock.now(), today=clock.today())
        return reverse("invitations-thanks")


class InvitationThanks(ScopedPage):
    """Says nothing about who was asked, or what they said."""

    permission = PUBLIC
    template_name = "programmes/invitations_thanks.html"
