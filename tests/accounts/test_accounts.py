"""Who is here, and what they may do."""

import pytest
from django.db import IntegrityError
from django.urls import reverse

from peersupport.accounts import permissions
from peersupport.accounts.gates import NotAllowed, require
from peersupport.accounts.models import Membership, User
from peersupport.accounts.roles import MAY, OUTSIDE, PERMISSIONS, PERMISSIONS_OUTSIDE, ROLES
from tests.cast import PASSWORD

ALL = {value for name, value in vars(permissions).items() if name.isupper()}


def test_every_role_has_a_row_of_known_permissions():
    assert set(PERMISSIONS) == {role for role, _ in ROLES}
    assert set(PERMISSIONS_OUTSIDE) == {role for role, _ in OUTSIDE}
    assert set().union(*MAY.values()) <= ALL


def test_every_permission_belongs_to_somebody():
    assert set().union(*PERMISSIONS.values(), *PERMISSIONS_OUTSIDE.values()) == ALL


def test_two_accounts_cannot_share_an_e_mail_in_other_letters(cast):
    with pytest.raises(IntegrityError):
        User(email="PRIYA.NAIR@example.org", name="Another").save()


@pytest.mark.parametrize(
    ("who", "first"),
    [
        ("priya", "today"),
        ("maria", "today"),
        ("ana", "today"),
        ("denise_member", "my-people"),
        ("whitlock", "referrals-new"),
    ],
)
def test_signing_in_leads_everybody_to_their_own_work(client, cast, who, first):
    member = getattr(cast, who)
    client.post(reverse("account_login"), {"login": member.user.email, "password": PASSWORD})
    assert client.get("/").headers["Location"] == reverse(first)


def test_a_wrong_password_says_what_to_do_and_not_who_exists(client, cast):
    answers = [
        client.post(
            reverse("account_login"), {"login": email, "password": "not the password"}
        ).content.decode()
        for email in (cast.priya.user.email, "nobody@example.org")
    ]
    assert all("not correct" in answer for answer in answers)


def test_a_deactivated_person_is_out_at_the_next_request(sign_in, cast, monday):
    client = sign_in(cast.priya)
    cast.priya.user.change(deactivated_at=monday)
    assert client.get(reverse("today")).headers["Location"].startswith(reverse("account_login"))


def test_a_membership_that_ended_gives_nothing(sign_in, cast, monday):
    client = sign_in(cast.priya)
    cast.priya.change(ends_on=cast.priya.starts_on)
    assert client.get("/").status_code == 403


def test_the_sign_in_page_lists_nobody_outside_the_demo(client, cast):
    cast.scheme.change(is_demo=True)
    assert "Priya Nair" not in client.get(reverse("account_login")).content.decode()


def test_the_sign_in_page_of_the_demo_lists_its_people(client, cast, settings):
    settings.IN_DEMO = True
    cast.scheme.change(is_demo=True)
    page = client.get(reverse("account_login")).content.decode()
    assert ("Priya Nair" in page, "Hilda Outsider" in page) == (True, False)


def test_a_service_refuses_rows_of_another_scheme(cast):
    with pytest.raises(NotAllowed):
        require(cast.by(cast.hilda), permissions.MATCH_PEOPLE, cast.mo)


def test_a_service_refuses_what_the_role_may_not_do(cast):
    with pytest.raises(NotAllowed):
        require(cast.by(cast.ana), permissions.MATCH_PEOPLE, cast.mo)


def test_signed_in_pages_are_not_stored_by_browsers_or_proxies(sign_in, cast):
    assert "no-store" in sign_in(cast.priya).get(reverse("help")).headers["Cache-Control"]


def test_nobody_signs_up_alone(client, db):
    assert client.get("/accounts/signup/").status_code == 404


def test_a_member_acts_in_the_scheme_they_chose(client, cast):
    second = Membership.make(
        scheme=cast.hillside, user=cast.priya.user, role="coordinator", starts_on=cast.priya.starts_on
    )
    client.force_login(cast.priya.user)
    session = client.session
    session["membership"] = str(second.pk)
    session.save()
    assert "Hillside Befriending" in client.get(reverse("help")).content.decode()
