"""Making the demo once, taking it away again, and touching nothing else."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Value
from django.db.models.functions import Concat
from django.test import override_settings

from peersupport.accounts.models import Scheme, User
from peersupport.reporting.demo.clear import clear
from tests.reporting.test_imports import everything


def demo(*flags: str) -> str:
    out = StringIO()
    call_command("demo", *flags, stdout=out)
    return out.getvalue()


def test_the_demo_is_made_once_and_taken_away_without_touching_other_schemes(cast):
    cast.scheme.change(name="A real scheme", slug="real")
    cast.hillside.change(name="Another real one", slug="another")
    User.objects.all().update(email=Concat("email", Value(".real")))
    before = everything()
    assert demo("--if-empty") == ""
    assert demo("--fresh") == "The demo is ready. Sign in as priya.nair@example.org.\n"
    made = everything()
    assert demo() == "The demo is here already. Make it anew with --fresh.\n"
    assert everything() == made != before
    assert clear() == 2
    assert everything() == before


def test_the_demo_is_not_made_beside_real_work(db):
    with (
        override_settings(EMBEDDED=False),
        pytest.raises(CommandError, match=r"^The demo's password is known"),
    ):
        demo()
    assert Scheme.objects.count() == 0
