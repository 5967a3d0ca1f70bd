"""A no of a referee or an interviewer closes the gate, also for somebody who works with us, until somebody decides."""

import pytest
from django.urls import reverse

from peersupport.reporting.selectors.today import tasks
from tests.cast import TODAY
from tests.volunteers.joining import NOW, about, referee, talk
from volunteers.choices import ACTIVE, READY
from volunteers.selectors import eligibility
from volunteers.selectors.recruitment_person import joining
from volunteers.services.recruitment_moves import go_on
from volunteers.services.references import give, mark_read

AGAINST = "A reference is against. Decide first"


def says_no(cast):
    row = referee(cast, cast.denise, "Ivo")
    give(reference=row, answer="no", known_for="A year", text="No.", at=NOW, today=TODAY)
    return row


@pytest.mark.parametrize("stage", [READY, ACTIVE])
def test_a_no_stops_new_matches_read_or_not_until_somebody_decides(cast, stage):
    cast.denise.change(stage=stage)
    row = says_no(cast)
    unread = eligibility(cast.denise, cast.coach, TODAY).words, joining(cast.denise, on=TODAY).next
    mark_read(**about(cast), reference=row)
    read = eligibility(cast.denise, cast.coach, TODAY).words, joining(cast.denise, on=TODAY).next
    go_on(**about(cast), volunteer=cast.denise, why="An old quarrel")
    assert (unread, read) == ((AGAINST, "read"), (AGAINST, "decide"))
    assert eligibility(cast.denise, cast.coach, TODAY).ok


def test_the_newest_interview_counts(cast):
    talk(cast, cast.denise, "no")
    against = eligibility(cast.denise, cast.coach, TODAY).words
    talk(cast, cast.denise, "unsure")
    unsure = eligibility(cast.denise, cast.coach, TODAY).words
    talk(cast, cast.denise)
    assert against == "The newest interview is against. Decide first"
    assert unsure == "The newest interview was not sure. Talk again first"
    assert eligibility(cast.denise, cast.coach, TODAY).ok


def test_record_and_board_say_it(cast, sign_in):
    says_no(cast)
    client = sign_in(cast.priya)
    record = client.get(reverse("volunteers-detail", args=[cast.denise.pk])).content.decode()
    board = client.get(reverse("volunteers")).content.decode()
    assert (AGAINST in record, "See what was said" in record, "To decide first" in board) == (True,) * 3


def test_the_volunteer_does_not_read_what_others_said(cast, sign_in):
    says_no(cast)
    page = sign_in(cast.denise).get(reverse("my-needs")).content.decode()
    assert ("reference is against" in page, "Your coordinator talks with you first" in page) == (False, True)


def test_today_says_it_until_somebody_decides(cast):
    row = says_no(cast)
    assert [(one.row, one.more) for one in listed(cast)] == [(cast.denise, AGAINST)]
    mark_read(**about(cast), reference=row)
    go_on(**about(cast), volunteer=cast.denise, why="An old quarrel")
    assert listed(cast) == []


def listed(cast):
    return [one for one in tasks(actor=cast.by(cast.priya), at=NOW) if one.kind == "doubt"]
