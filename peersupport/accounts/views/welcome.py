"""The page behind an invite's link."""

from django.contrib import messages
from django.urls import reverse

from peersupport.accounts.forms.members import PasswordForm
from peersupport.accounts.selectors.invites import by_token
from peersupport.accounts.services.memberships import use
from peersupport.core import clock
from peersupport.core.views.bases import ScopedForm
from peersupport.core.views.by_link import ByLink


class Welcome(ByLink, ScopedForm):
    find = staticmethod(by_token)
    form_class = PasswordForm
    template_name = "accounts/welcome.html"
    closed_template = "accounts/welcome_closed.html"

    @property
    def is_open(self) -> bool:
        return super().is_open and not self.has_account

    @property
    def has_account(self) -> bool:
        return self.link.membership.user.has_usable_password()

    def why_closed(self):
        return {"has_account": self.has_account}

    def get_context_data(self, **kwargs):
        member = self.link.membership
        return super().get_context_data(member=member, scheme=self.link.scheme.name, **kwargs)

    def save(self, form) -> str:
        use(invite=self.link, at=clock.now(), today=clock.today(), **form.cleaned_data)
        messages.success(self.request, "Your password is saved. Sign in with it now.")
        return reverse("account_login")
