"""What is built once gives the rows of the queryset it was built from, for everybody in the demo."""

import inspect

import pytest

from peersupport.accounts.models import Team
from peersupport.core.prepared import ALL
from programmes.models import Enrolment, Patient
from volunteers.models import Volunteer

PRODUCT = [one for one in ALL if not one.__module__.startswith("tests.")]


@pytest.fixture(scope="module")
def everybody():
    """Arguments by their name in the statements."""
    return {"volunteers": Volunteer, "keys": Volunteer, "people": Patient, "places": Enrolment}


def plain(row) -> str:
    """A row as text, with all its columns."""
    return repr(
        row if not hasattr(row, "__dict__") else {k: v for k, v in vars(row).items() if k != "_state"}
    )


@pytest.mark.parametrize("rows", PRODUCT, ids=lambda one: f"{one.__module__}.{one.__name__}")
def test_a_prepared_statement_gives_what_its_queryset_gives(demo, everybody, rows):
    team = Team.objects.of(demo).order_by("pk").first()
    asked = {"scheme": demo.pk, "team": team.pk}
    asked |= {
        name: list(model.objects.of(demo).values_list("pk", flat=True)) for name, model in everybody.items()
    }
    given = [asked[name] for name in inspect.signature(rows.build).parameters]
    assert sorted(map(plain, rows(*given))) == sorted(map(plain, rows.build(*given)))
    assert list(rows(team.pk, *given[1:])) == []
