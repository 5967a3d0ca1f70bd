"""The record of somebody who has stepped down asks for nothing."""

from django.urls import reverse

from tests.cast import TODAY
from tests.volunteers.joining import about
from volunteers.presenters.recruitment_way import steps
from volunteers.selectors.recruitment_person import joining
from volunteers.services.recruitment_moves import step_down


def test_a_record_of_somebody_gone_asks_for_nothing(cast, sign_in):
    step_down(**about(cast), volunteer=cast.joan, reason="health")
    cast.joan.refresh_from_db()
    page = sign_in(cast.priya).get(reverse("volunteers-detail", args=[cast.joan.pk]))
    words = page.content.decode()
    assert (page.context["todos"], "What is missing" in words, "Record leave" in words) == ([], False, False)
    assert ("Not needed now" in words, "Replaced" in words) == (True, False)
    assert [
        step.tag for step in steps(joining(cast.joan, on=TODAY)) if step.tag and step.tag.text == "Now"
    ] == []
