"""The demo, played once (a process) for all that look at it. `demo` is its scheme."""

import pytest
from django.db import transaction

from peersupport.accounts.models import Scheme
from peersupport.reporting.demo.play import RIVERBANK, play
from tests.conftest import MONDAY_MORNING

PASSWORD = "for the test only"


@pytest.fixture(scope="package")
def played(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        play(now=MONDAY_MORNING, password=PASSWORD)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(played, db) -> Scheme:
    return Scheme.objects.get(name=RIVERBANK)
