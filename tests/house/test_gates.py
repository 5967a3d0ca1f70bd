"""Every page names its gate, and a signed-out person reaches only the public ones."""

from uuid import UUID

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, path, reverse
from django.views.generic import TemplateView

from peersupport.accounts import permissions
from peersupport.core.views.bases import PUBLIC, SIGNED_IN

KNOWN = {PUBLIC, SIGNED_IN} | {value for name, value in vars(permissions).items() if name.isupper()}
# Pages of the sign-in library, which has gates of its own; the second group is for people who are signed in.
LIBRARY_PUBLIC = {
    "account_logout",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
}
LIBRARY_SIGNED_IN = {
    "account_change_password",
    "account_set_password",
    "account_reauthenticate",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
}
PUBLIC_PAGES = {"home", "account_login", "help", "privacy", "accessibility", "healthz", "components"}
PUBLIC_PAGES |= {"healthz-schedule"}
# For people without an account: whoever wants to volunteer, and whoever says what they are like.
PUBLIC_PAGES |= {"volunteers-interest", "volunteers-interest-thanks", "references-give", "references-thanks"}
PUBLIC_PAGES |= {
    "feedback-give",
    "feedback-thanks",
    "invitations-answer",
    "invitations-thanks",
}  # for people supported
# For the calendar programme of a volunteer's phone.
PUBLIC_PAGES |= {"calendar-feed"}
PUBLIC_PAGES |= {"welcome", "joining-link", "joining-link-referee"}
# For the gateway, which shows a token.
PUBLIC_PAGES |= {"deliveries-take"}
A_KEY = UUID(int=7)


def walk(patterns) -> list[URLPattern]:
    found = []
    for pattern in patterns:
        found += walk(pattern.url_patterns) if isinstance(pattern, URLResolver) else [pattern]
    return found


PAGES = walk(get_resolver().url_patterns)
OURS = [page for page in PAGES if page.name not in LIBRARY_PUBLIC | LIBRARY_SIGNED_IN]


def gate(page: URLPattern) -> str | None:
    view = getattr(page.callback, "view_class", None)
    return getattr(view, "permission", None)


def address(page: URLPattern) -> str:
    arguments = {name: converter.to_python(str(A_KEY)) for name, converter in page.pattern.converters.items()}
    return reverse(page.name, kwargs=arguments)


def test_every_page_names_a_gate_that_exists():
    assert {page.name: gate(page) for page in OURS if gate(page) not in KNOWN} == {}


def test_only_the_known_pages_are_public():
    assert {page.name for page in OURS if gate(page) == PUBLIC} == PUBLIC_PAGES


def test_every_page_has_a_name_of_its_own():
    names = [page.name for page in PAGES]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_signed_out_person_is_led_to_sign_in(client, db, method):
    pages = [page for page in OURS if gate(page) != PUBLIC]
    answers = {page.name: getattr(client, method)(address(page)) for page in pages}
    led = {name: (a.status_code, a.headers.get("Location", "").split("?")[0]) for name, a in answers.items()}
    assert led == dict.fromkeys(led, (302, reverse("account_login")))
    assert len(led) > 250


@pytest.mark.parametrize("name", sorted(LIBRARY_SIGNED_IN - {"account_reauthenticate"}))
def test_the_library_leads_a_signed_out_person_to_sign_in(client, db, name):
    assert reverse("account_login") in client.get(reverse(name)).headers["Location"]


def test_a_page_without_a_gate_is_found():
    page = path("nowhere/", TemplateView.as_view(template_name="core/help.html"), name="nowhere")
    assert gate(page) not in KNOWN
