"""What is private to those who look after a volunteer stands on no page of anybody else. Every page is opened."""

from datetime import timedelta

import pytest

from peersupport.accounts.roles import PERMISSIONS
from peersupport.core import clock
from tests.cast import TODAY
from tests.house.test_access import GATED, address, gate
from tests.house.whose import one_of_everything
from volunteers.models import (
    CareTalk,
    CheckIn,
    Supervision,
    SupervisionAction,
    SupervisionPlace,
    SupervisorCover,
)

SESSION, NOTE, ACTION, SAID, TALK = (
    "Canary-wren",
    "Canary-lark",
    "Canary-finch",
    "Canary-swift",
    "Canary-rook",
)
CANARIES = {SESSION, NOTE, ACTION, SAID, TALK}


@pytest.fixture
def keys(cast, monday):
    """A session that Priya led with Denise, whom she looks after; nobody stands in for her."""
    keys = one_of_everything(cast, monday)
    Supervision.objects.of(cast.scheme).get(pk=keys["supervision"]).change(notes=SESSION, taken_on=TODAY)
    SupervisionPlace.objects.of(cast.scheme).get(volunteer=cast.denise).change(state="present", note=NOTE)
    SupervisionAction.objects.of(cast.scheme).get(pk=keys["supervision_action"]).change(what=ACTION)
    facts = {"answer": "talk", "words": SAID, "answered_at": clock.now()}
    CheckIn.objects.of(cast.scheme).get(pk=keys["check_in"]).change(**facts)
    at = clock.now() - timedelta(days=1)
    about = {"scheme": cast.scheme, "volunteer": cast.denise, "by_name": "Priya Nair"}
    CareTalk.make(**about, at=at, outcome="fine", words=TALK)
    SupervisorCover.objects.of(cast.scheme).all().delete()
    return keys


def read(client, role: str, keys) -> set[str]:
    """The canaries on all pages that this role may open."""
    pages = [page for page in GATED if gate(page) in PERMISSIONS[role]]
    views = [page for page in pages if "get" in page.callback.view_class.http_method_names]
    seen = b"".join(_body(client.get(address(page, keys))) for page in views)
    return {name for name in CANARIES if name.encode() in seen}


def _body(answer) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.mark.parametrize(
    ("who", "role", "canaries"),
    [
        ("priya", "coordinator", CANARIES),
        ("tom", "coordinator", set()),
        ("maria", "manager", set()),
        ("ana", "auditor", set()),
        ("denise_member", "volunteer", {ACTION}),
        ("abdul_member", "volunteer", set()),
        ("whitlock", "referrer", set()),
    ],
)
def test_only_who_looks_after_a_volunteer_reads_what_is_private(sign_in, cast, keys, who, role, canaries):
    assert read(sign_in(getattr(cast, who)), role, keys) == canaries
