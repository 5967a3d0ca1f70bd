"""The volunteers' board of those who are on the way, or have left."""

from datetime import date

from django.urls import reverse

from tests.programmes.test_board import line, words
from volunteers.choices import ENQUIRY, STEPPED_DOWN
from volunteers.models import AgreementText


def test_who_stepped_down_has_left_and_lacks_nothing(cast, sign_in):
    cast.denise.change(stage=STEPPED_DOWN, stage_since_on=date(2026, 11, 13))
    cast.denise.held_roles.update(until_on=date(2026, 11, 13))
    [row] = sign_in(cast.priya).get(reverse("volunteers"), {"show": "left"}).context["table"].rows
    assert [cell.text for cell in row.cells[1:3]] == ["None", "Nobody"]
    assert (row.cells[4].text, row.cells[5].text, row.cells[5].tags) == ("Stepped down on Fri 13 Nov", "", [])


def test_who_is_on_the_way_has_their_stage_told_also_without_a_role(cast, sign_in):
    cast.joan.change(stage=ENQUIRY)
    cast.joan.held_roles.all().delete()
    [row] = sign_in(cast.priya).get(reverse("volunteers"), {"show": "joining"}).context["table"].rows
    assert [cell.text for cell in row.cells[1:3]] == ["None yet", "Nobody yet"]
    assert (row.cells[4].text, [tag.text for tag in row.cells[5].tags]) == (
        "When ready",
        ["Stage: enquiry", "No role yet"],
    )


def test_principles_are_told_apart_from_the_agreement(cast, sign_in):
    AgreementText.make(
        scheme=cast.scheme, role=None, version=1, text="As equals", published_on=date(2024, 1, 1),
        published_by=cast.maria, sign_by_on=date(2024, 2, 1),
    )  # fmt: skip
    found = words(line(cast, cast.denise))
    assert ("Principles to sign", "blue") in found
