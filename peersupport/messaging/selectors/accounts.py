"""Where the message with a link for a new password goes now. The link is made here, and kept nowhere."""

from uuid import UUID

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse

from peersupport.accounts.models import Membership, User
from peersupport.accounts.selectors.memberships import open_memberships
from peersupport.core import clock
from peersupport.messaging.choices import USER
from peersupport.messaging.people import Person
from peersupport.messaging.recipients import Recipient


def reach_accounts(keys: set[UUID]) -> dict[UUID, Recipient]:
    return {user.pk: _reach(user) for user in User.objects.filter(pk__in=keys)}


def _reach(user: User) -> Recipient:
    person = (USER, user.pk)
    if not open_memberships(user=user, on=clock.today()):
        return Recipient(person, refusal="has no account any more")
    secret = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    link = reverse("account_reset_password_from_key", kwargs=secret)
    return Recipient(person, user.name.split()[0], user.email, link=link)


def people(actor, keys: set[UUID]) -> dict[UUID, Person]:
    rows = Membership.objects.visible_to(actor).filter(user__in=keys).select_related("user")
    return {row.user_id: Person(row.user.name) for row in rows}
