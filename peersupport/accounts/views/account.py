"""One's own account: who I am here, and how I sign in."""

from allauth.mfa.utils import is_mfa_enabled

from peersupport.accounts.presenters.account import facts
from peersupport.core.views.bases import SIGNED_IN, ScopedPage


class Account(ScopedPage):
    permission = SIGNED_IN
    template_name = "accounts/account.html"

    def get_context_data(self, **kwargs):
        here = self.actor.membership
        shown = facts(here=here, has_second_factor=is_mfa_enabled(here.user))
        return super().get_context_data(facts=shown, **kwargs)
