"""Strict headers on every answer."""

from django.urls import reverse


def test_the_content_security_policy_allows_only_our_own_files(client, db):
    policy = client.get(reverse("account_login")).headers["Content-Security-Policy"]
    parts = dict(part.strip().split(" ", 1) for part in policy.split(";") if part.strip())
    own = dict.fromkeys(
        ("script-src", "style-src", "img-src", "font-src", "connect-src", "manifest-src"), "'self'"
    )
    none = dict.fromkeys(("default-src", "frame-ancestors", "base-uri"), "'none'")
    assert parts == {**own, **none, "form-action": "'self'"}


def test_pages_cannot_be_framed_and_tell_no_address_to_others(client, db):
    headers = client.get(reverse("help")).headers
    wanted = {
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }
    assert {name: headers[name] for name in wanted} == wanted
