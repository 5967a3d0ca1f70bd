"""How sign-in differs from the library's defaults."""

from datetime import timedelta

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter

from peersupport.accounts import letters
from peersupport.accounts.selectors.memberships import open_memberships
from peersupport.core import clock, crypto

# A link that comes later helps nobody who waits for it.
USEFUL = timedelta(hours=1)


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request) -> bool:
        """Accounts are made by a scheme, never by a visitor."""
        return False

    def send_password_reset_mail(self, user, email: str, context: dict) -> None:
        """By the outbox, on the channels of all messages; the link is made when it is sent, and lies nowhere."""
        now = clock.now()
        for membership in open_memberships(user=user, on=clock.today())[:1]:
            letters.ask(
                scheme=membership.scheme,
                key=f"password:{user.pk}:{now:%Y%m%d%H%M%S}",
                template="password_forgotten",
                kind="account",
                recipient=user.pk,
                not_before=now,
                expires_at=now + USEFUL,
            )


class SecondFactorAdapter(DefaultMFAAdapter):
    """The library keeps second-factor secrets in clear; ours are encrypted."""

    def encrypt(self, text: str) -> str:
        return crypto.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return crypto.decrypt(encrypted_text)
