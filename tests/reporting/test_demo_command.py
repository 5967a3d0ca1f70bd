"""Making the demo once, making it anew, and touching nothing else."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Value
from django.db.models.functions import Concat
from django.test import override_settings

from peersupport.accounts.models import Scheme, User
from peersupport.reporting.demo.clear import clear
from peersupport.reporting.demo.play import HILLSIDE, play
from tests.conftest import MONDAY_MORNING
from tests.reporting.test_imports import everything

PASSWORD = "for the test only"


def test_clearing_leaves_other_schemes_as_they_are(cast):
    cast.scheme.change(name="A real scheme", slug="real")
    cast.hillside.change(name="Another real one", slug="another")
    User.objects.all().update(email=Concat("email", Value(".real")))
    before = everything()
    play(now=MONDAY_MORNING, password=PASSWORD)
    clear()
    assert everything() == before


def test_clearing_takes_all_of_the_demo_away(db):
    play(now=MONDAY_MORNING, password=PASSWORD)
    rows = {name: number for name, number in everything().items() if number}
    assert clear() == 2
    left = {name: number for name, number in everything().items() if number}
    assert len(rows) > 15
    assert left.keys() <= {"contenttypes.ContentType", "auth.Permission"}


def test_the_command_makes_the_demo_once(db):
    call_command("demo", stdout=StringIO())
    rows, out = everything(), StringIO()
    call_command("demo", stdout=out)
    call_command("demo", "--if-empty", stdout=StringIO())
    assert (everything(), out.getvalue()) == (rows, "The demo is here already. Make it anew with --fresh.\n")
    call_command("demo", "--fresh", stdout=StringIO())
    assert (Scheme.objects.count(), Scheme.objects.filter(name=HILLSIDE).count()) == (2, 1)


def test_the_demo_is_not_made_beside_real_work(db):
    with (
        override_settings(EMBEDDED=False),
        pytest.raises(CommandError, match=r"^The demo's password is known"),
    ):
        call_command("demo")
    assert Scheme.objects.count() == 0
