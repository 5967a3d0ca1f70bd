"""What is stopped at the door: posts that are too large, characters nobody can store."""

import pytest
from django.urls import reverse


@pytest.mark.parametrize("query", ["?next=%00", "?page=%00"])
def test_a_nul_in_the_address_is_a_bad_request_with_a_page(client, db, query):
    response = client.get(reverse("account_login") + query)
    assert (response.status_code, b"Peer support" in response.content) == (400, True)


def test_a_huge_post_of_somebody_signed_out_is_not_read(client, db):
    response = client.post(reverse("account_login"), {"login": "x" * 2_000_000})
    assert response.status_code == 413


def test_an_unknown_address_is_a_plain_404(client, db):
    response = client.get("/nowhere/")
    assert (response.status_code, b"Peer support" in response.content) == (404, True)


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_a_wrong_method_is_refused(client, db, method):
    assert getattr(client, method)(reverse("help")).status_code == 405


def test_the_service_says_that_it_is_up(client, db):
    response = client.get(reverse("healthz"))
    assert (response.status_code, response.content) == (200, b"ok")
