"""One's own account, as facts with what can be changed."""

from django.urls import reverse

from peersupport.accounts.models import Membership
from peersupport.core.presenters import Fact, Link


def facts(*, here: Membership, has_second_factor: bool) -> list[Fact]:
    """Who somebody is in this scheme and how they sign in."""
    user = here.user
    place = here.team or here.practice
    role = f"{here.get_role_display()}, {place.name if place else here.scheme.name}"
    return [
        Fact("Name", user.name),
        Fact("E-mail", user.email),
        Fact("Works as", role),
        Fact(
            "Password",
            "Kept so that nobody can read it",
            change=Link("Change", reverse("account_change_password"), hidden="your password"),
        ),
        Fact(
            "Second factor",
            "A code from an app on your phone is asked for when you sign in"
            if has_second_factor
            else "Not set up: the password alone lets you in",
            change=Link(
                "Change" if has_second_factor else "Set up", reverse("mfa_index"), hidden="the second factor"
            ),
        ),
    ]
