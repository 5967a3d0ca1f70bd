"""The page behind an invite's link. Looking uses nothing up: programs that check links look too."""

from functools import cached_property

from django.contrib import messages
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control

from peersupport.accounts.forms.members import PasswordForm
from peersupport.accounts.models import Invite
from peersupport.accounts.selectors.invites import by_token
from peersupport.accounts.services.memberships import use
from peersupport.core import clock
from peersupport.core.views.bases import PUBLIC, ScopedForm


class Welcome(ScopedForm):
    permission = PUBLIC
    form_class = PasswordForm
    template_name = "accounts/welcome.html"

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs) if self.is_open else self._closed()
        # The address is a secret: nobody keeps the page, no search engine lists it, no log of ours names it.
        response._has_been_logged = True
        patch_cache_control(response, no_store=True, private=True)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    @cached_property
    def invite(self) -> Invite:
        found = by_token(self.kwargs["token"])
        if found is None:
            raise Http404
        return found

    @property
    def is_open(self) -> bool:
        return self.invite.is_open(clock.today()) and not self.has_account

    @property
    def has_account(self) -> bool:
        return self.invite.membership.user.has_usable_password()

    def _closed(self):
        """Says what to do, and names nobody."""
        words = {"has_account": self.has_account, "scheme": self.invite.scheme.name}
        return render(self.request, "accounts/welcome_closed.html", words, status=410)

    def get_context_data(self, **kwargs):
        member = self.invite.membership
        return super().get_context_data(member=member, scheme=self.invite.scheme.name, **kwargs)

    def save(self, form) -> str:
        use(invite=self.invite, at=clock.now(), today=clock.today(), **form.cleaned_data)
        messages.success(self.request, "Your password is saved. Sign in with it now.")
        return reverse("account_login")
