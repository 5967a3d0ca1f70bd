"""One's own account, reached from the name in the header of every page."""

from allauth.mfa.models import Authenticator
from django.urls import reverse


def test_the_name_in_the_header_leads_to_ones_account(cast, sign_in):
    page = sign_in(cast.priya).get(reverse("today")).content.decode()
    assert page.count(f'href="{reverse("account")}"') == 1


def test_the_account_says_who_i_am_and_how_i_sign_in(cast, sign_in):
    context = sign_in(cast.priya).get(reverse("account")).context
    assert {fact.key: fact.value for fact in context["facts"]} == {
        "Name": "Priya Nair",
        "E-mail": cast.priya.user.email,
        "Works as": f"Coordinator, {cast.scheme.name}",
        "Password": "Kept so that nobody can read it",
        "Second factor": "Not set up: the password alone lets you in",
    }


def test_a_second_factor_that_is_set_up_can_be_changed(cast, sign_in):
    Authenticator.objects.create(user=cast.priya.user, type=Authenticator.Type.TOTP, data={})
    facts = sign_in(cast.priya).get(reverse("account")).context["facts"]
    assert (facts[-1].change.text, facts[-1].change.href) == ("Change", reverse("mfa_index"))
