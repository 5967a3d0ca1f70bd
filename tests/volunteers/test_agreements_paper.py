"""Signatures on paper, roles without a text, and the day by which a new text is to be signed."""

from datetime import timedelta

import pytest
from django.urls import reverse

from programmes.presenters.board import tags
from programmes.selectors.board import board
from tests.cast import TODAY
from tests.volunteers.joining import NOW
from tests.volunteers.test_agreements import BY, published, signs, words
from volunteers.choices import AGREEMENT, READY
from volunteers.models import Agreement
from volunteers.selectors.agreements import to_sign
from volunteers.selectors.recruitment_person import joining
from volunteers.services.agreements import AgreementRefused, record_paper


def paper(cast, role="coach", **more) -> Agreement:
    facts = {"signed_on": TODAY, "seen_by": "Priya Nair", "at": NOW, "today": TODAY}
    role = getattr(cast, role) if role else None
    return record_paper(by=cast.by(cast.priya), volunteer=cast.denise, role=role, **{**facts, **more})


def unsigned_by_denise(cast) -> None:
    Agreement.objects.of(cast.scheme).filter(volunteer=cast.denise).delete()


def test_the_principles_alone_are_no_agreement_of_a_role(cast):
    unsigned_by_denise(cast)
    cast.denise.change(stage=AGREEMENT)
    signs(cast, published(cast, role=None))
    cast.denise.refresh_from_db()
    assert (cast.denise.stage, words(cast, TODAY)) == (
        AGREEMENT,
        "Not ready: agreement. No agreement is published for the role",
    )
    assert joining(cast.denise, on=TODAY).next == "publish"


def test_a_signature_on_paper_makes_somebody_ready_where_nothing_is_published(cast):
    unsigned_by_denise(cast)
    cast.denise.change(stage=AGREEMENT)
    row = paper(cast)
    cast.denise.refresh_from_db()
    assert (cast.denise.stage, row.role, row.seen_by, row.name) == (
        READY,
        cast.coach,
        "Priya Nair",
        "Coach agreement",
    )


def test_a_signature_on_paper_is_of_the_newest_text(cast):
    text = published(cast)
    row = paper(cast)
    assert (row.text, row.role, words(cast, BY + timedelta(days=1))) == (text, None, "")


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ({"signed_on": TODAY - timedelta(days=1)}, "was published on Mon 23 Nov 2026"),
        ({"signed_on": TODAY + timedelta(days=1)}, "in the future"),
        ({"role": "befriender"}, "does not have to sign this"),
    ],
)
def test_a_paper_that_makes_no_sense_is_not_recorded(cast, bad, said):
    published(cast)
    with pytest.raises(AgreementRefused, match=said):
        paper(cast, **bad)


def test_a_coordinator_records_a_signature_on_paper_from_the_record(cast, sign_in):
    published(cast)
    client, place = sign_in(cast.priya), reverse("volunteers-record-signature", args=[cast.denise.pk])
    todo = client.get(reverse("volunteers-detail", args=[cast.denise.pk])).context["todos"][0]
    facts = {"document": str(cast.coach.pk), "seen_by": "Priya Nair"}
    facts |= {"signed_on_day": "23", "signed_on_month": "11", "signed_on_year": "2026"}
    page = client.post(place, facts, follow=True)
    assert (todo.text, todo.action.href) == (
        "Coach agreement, version 1: to sign by Mon 21 Dec 2026",
        place,
    )
    assert page.context["todos"] == []
    assert "nothing to sign" in client.get(place).content.decode()


def test_a_new_text_shows_its_day_on_record_and_board_before_it_closes_the_gate(cast, sign_in):
    published(cast)
    client = sign_in(cast.priya)
    record = client.get(reverse("volunteers-detail", args=[cast.denise.pk])).context["learned"]
    line = next(one for one in board(actor=cast.by(cast.priya), on=TODAY) if one.volunteer == cast.denise)
    until = [cell.text for cell in record.rows[1].cells][2]
    assert (until, [tag.text for tag in tags(line, TODAY)]) == ("Mon 21 Dec 2026", ["To sign by 21 Dec"])


def test_somebody_who_has_signed_nothing_is_not_told_a_day_that_does_not_count(cast):
    unsigned_by_denise(cast)
    published(cast)
    assert [one.by_on for one in to_sign(actor=cast.by(cast.denise_member))] == [None]
