"""Who reaches what: every page × role × whose row. Somebody else's row is the same 404 as no row."""

from uuid import UUID

import pytest
from django.apps import apps
from django.urls import reverse

from peersupport.accounts.roles import PERMISSIONS
from peersupport.core.views.bases import PUBLIC, SIGNED_IN
from tests.cast import make_member
from tests.house.test_gates import OURS, gate
from tests.house.whose import FURTHER, one_of_everything, owner_of

NOBODY = UUID(int=7)
GATED = [page for page in OURS if gate(page) not in (PUBLIC, SIGNED_IN)]
WITH_ROW = [page for page in GATED if page.pattern.converters]
# Nobody of another role may see whose names these are.
CANARIES = (b"Ellis", b"Harper", b"Yusuf")
ROLE_OF = {
    "priya": "coordinator",
    "maria": "manager",
    "ana": "auditor",
    "denise_member": "volunteer",
    "whitlock": "referrer",
}


def address(page, keys: dict) -> str:
    """The page's address for the row of the scheme, or for a row that does not exist."""
    if not page.pattern.converters:
        return reverse(page.name)
    key = keys[owner_of(page.name)] if keys else NOBODY
    return reverse(page.name, kwargs={"pk": key, **FURTHER.get(page.name, {})})


def send(client, page, keys):
    """POST where the page takes nothing else, else GET."""
    method = client.post if page.callback.view_class.http_method_names == ["post"] else client.get
    return method(address(page, keys))


@pytest.fixture
def keys(cast, monday):
    return one_of_everything(cast, monday)


def counts() -> dict[str, int]:
    rooms = ("core", "volunteers", "programmes", "matching", "messaging", "reporting")
    return {m._meta.label: m._base_manager.count() for m in apps.get_models() if m._meta.app_label in rooms}


@pytest.mark.parametrize("pattern", WITH_ROW, ids=lambda page: page.name)
def test_every_page_with_a_key_says_whose_row_it_is(pattern):
    assert owner_of(pattern.name)


def test_every_page_opens_for_somebody_of_the_scheme(sign_in, cast, keys):
    """Or the 404s below would show nothing."""
    closed = {page.name for page in WITH_ROW}
    for who in ("maria", "priya", "denise_member", "whitlock"):
        client, may = sign_in(getattr(cast, who)), PERMISSIONS[ROLE_OF[who]]
        mine = [page for page in WITH_ROW if page.name in closed and gate(page) in may]
        closed -= {page.name for page in mine if client.get(address(page, keys)).status_code != 404}
    assert closed == set()


@pytest.mark.parametrize("who", ROLE_OF)
def test_a_role_without_the_permission_is_refused_on_every_page(sign_in, cast, keys, who):
    client, may = sign_in(getattr(cast, who)), PERMISSIONS[ROLE_OF[who]]
    closed = [page for page in GATED if gate(page) not in may]
    answers = {page.name: send(client, page, keys).status_code for page in closed}
    assert answers == dict.fromkeys(answers, 403)
    assert closed


@pytest.mark.parametrize("role", list(PERMISSIONS))
def test_another_scheme_meets_the_same_404_as_for_no_row_and_changes_nothing(sign_in, cast, keys, role):
    client, before = sign_in(make_member(cast.hillside, f"{role} Stranger", role)), counts()
    for page in [page for page in WITH_ROW if gate(page) in PERMISSIONS[role]]:
        foreign, missing = send(client, page, keys), send(client, page, {})
        assert (page.name, foreign.status_code, missing.status_code) == (page.name, 404, 404)
        assert [name for name in CANARIES if name in b"".join(foreign)] == []
    assert counts() == before


@pytest.mark.parametrize("role", list(PERMISSIONS))
def test_lists_of_another_scheme_show_nobody_of_ours(sign_in, cast, keys, role):
    client = sign_in(make_member(cast.hillside, f"{role} Stranger", role))
    lists = [page for page in GATED if not page.pattern.converters and gate(page) in PERMISSIONS[role]]
    seen = {
        page.name: [name for name in CANARIES if name in b"".join(send(client, page, keys))] for page in lists
    }
    assert [name for name, names in seen.items() if names] == []


AREA = (
    "patient",
    "relationship",
    "cover",
    "review",
    "follow_up",
    "planned",
    "enrolment",
    "volunteer",
    "claim",
    "claim line",
    "duty",
    "observation",
    "feedback",
    "quality review",
    "flag",
    "leave",
    "check",
    "certificate",
    "place",
    "proposal",
    "supervision_action",
    "exclusion",
)


def statuses(client, keys, pages) -> dict[str, int]:
    return {page.name: send(client, page, keys).status_code for page in pages}


def test_a_coordinator_of_another_area_meets_a_404_for_people_outside_it(sign_in, cast, keys):
    cast.mo.change(practice=cast.bridge)
    cast.denise.change(team=cast.central)
    pages = [
        page for page in WITH_ROW if owner_of(page.name) in AREA and gate(page) in PERMISSIONS["coordinator"]
    ]
    found = statuses(sign_in(cast.tom), keys, pages)
    assert found == dict.fromkeys(found, 404)


def test_a_volunteer_meets_a_404_for_people_who_are_not_theirs(sign_in, cast, keys):
    pages = [page for page in WITH_ROW if gate(page) in PERMISSIONS["volunteer"]]
    found = statuses(sign_in(cast.abdul_member), keys, pages)
    assert found == dict.fromkeys(found, 404)


def test_a_volunteer_loses_the_record_when_the_relationship_ends(sign_in, cast, keys, monday):
    client, place = sign_in(cast.denise_member), reverse("my-people-detail", args=[keys["relationship"]])
    before = client.get(place).status_code
    relationship = cast.mo.relationships.get()
    relationship.change(state="ended", ended_on=monday.date())
    assert (before, client.get(place).status_code) == (200, 404)


def test_a_referrer_does_not_see_a_colleagues_referral(sign_in, cast, keys):
    client = sign_in(cast.other_referrer)
    assert client.get(reverse("referrals-receipt", args=[keys["referral"]])).status_code == 404
    assert b"Yusuf" not in client.get(reverse("referrals-mine")).content
