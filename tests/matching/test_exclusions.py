"""Two people who are kept apart, privately; and a new match after support that ended."""

from datetime import date

import pytest
from django.urls import reverse

from matching.models import Proposal
from matching.selectors.candidates import match_of
from matching.services import exclusions, runs
from peersupport.accounts.gates import NotAllowed
from peersupport.audit.models import Event
from programmes.choices import KNOWN, PERSON_ASKED, VOLUNTEER_ASKED
from programmes.models import Exclusion, Relationship
from programmes.services import changes_cover, relationships
from tests.cast import TODAY
from tests.programmes.builders import mondays

REASON = "They were married once"


@pytest.fixture
def apart(cast, monday):
    def keep(**changes) -> Exclusion:
        facts = {
            "enrolment": cast.mos_place,
            "volunteer": cast.denise,
            "kind": PERSON_ASKED,
            "reason": REASON,
        }
        return exclusions.keep_apart(**{**facts, "by": cast.by(cast.priya), "at": monday, **changes})

    return keep


def possible(cast) -> list[str]:
    cast.mos_place.refresh_from_db()
    return sorted(peer.name for peer in match_of(cast.mos_place, actor=cast.by(cast.priya), on=TODAY).peers)


@pytest.mark.parametrize("kind", [PERSON_ASKED, VOLUNTEER_ASKED, KNOWN])
def test_who_is_kept_apart_is_no_candidate_until_it_is_lifted(apart, cast, monday, kind):
    row = apart(kind=kind)
    assert possible(cast) == ["Abdul Rahman"]
    exclusions.lift(exclusion=row, by=cast.by(cast.priya), at=monday)
    assert possible(cast) == ["Abdul Rahman", "Denise Harper"]


def test_an_open_proposal_of_the_pair_is_declined(apart, cast, monday):
    run = runs.start(objective="best-fit", minimum_score=0, by=cast.by(cast.priya), at=monday)
    runs.carry_out(key=run.pk, now=lambda: monday)
    row = Proposal.objects.of(cast.scheme).get(enrolment=cast.mos_place)
    apart(volunteer=row.volunteer)
    row.refresh_from_db()
    assert row.state == "declined"


def test_the_same_pair_twice_is_refused(apart):
    apart()
    with pytest.raises(exclusions.ApartAlready):
        apart()


@pytest.fixture
def supported(cast) -> Relationship:
    return mondays(cast)


def test_two_of_whom_one_supports_the_other_now_are_not_kept_apart_before_that_has_ended(
    apart, cast, supported
):
    with pytest.raises(exclusions.TogetherNow) as refusal:
        apart()
    assert refusal.value.words == (
        "Denise Harper supports Mo now. End that support first, then keep them apart."
    )
    assert apart(volunteer=cast.abdul).volunteer == cast.abdul
    supported.change(ended_on=TODAY, state="ended")
    assert apart().volunteer == cast.denise


def test_nor_are_two_of_whom_one_stands_in_with_the_other(apart, cast, supported, monday):
    row = changes_cover.cover(
        relationship=supported, volunteer=cast.abdul, starts_on=date(2026, 11, 30), ends_on=date(2026, 12, 4),
        why="Leave", by=cast.by(cast.priya), at=monday,
    )  # fmt: skip
    with pytest.raises(exclusions.TogetherNow) as refusal:
        apart(volunteer=cast.abdul)
    assert refusal.value.words == (
        "Abdul Rahman stands in with Mo, now or later. Stop that cover first, then keep them apart."
    )
    changes_cover.stop(cover=row, by=cast.by(cast.priya), at=monday)
    assert apart(volunteer=cast.abdul).volunteer == cast.abdul


def test_the_page_leads_to_where_support_ends(sign_in, cast, supported):
    client, page = sign_in(cast.priya), f"/enrolments/{cast.mos_place.pk}/not-with/"
    sent = {"volunteer": str(cast.denise.pk), "kind": PERSON_ASKED, "reason": REASON}
    answer = client.post(page, sent)
    assert answer.status_code == 422
    assert f'href="{reverse("relationships-end", args=[supported.pk])}"' in answer.content.decode()


def test_lifting_twice_is_refused(apart, cast, monday):
    row = apart()
    exclusions.lift(exclusion=row, by=cast.by(cast.priya), at=monday)
    with pytest.raises(exclusions.LiftedAlready):
        exclusions.lift(exclusion=row, by=cast.by(cast.priya), at=monday)


def test_only_who_matches_people_keeps_them_apart(apart, cast):
    for stranger in (cast.ana, cast.denise_member, cast.hilda):
        with pytest.raises(NotAllowed):
            apart(by=cast.by(stranger))


def test_the_reason_is_in_no_event(apart):
    apart()
    assert [str(event.detail) for event in Event.objects.all() if REASON in str(event.detail)] == []


def test_the_page_keeps_apart_shows_why_and_lifts(sign_in, cast):
    client, page = sign_in(cast.priya), f"/enrolments/{cast.mos_place.pk}/not-with/"
    client.post(page, {"volunteer": str(cast.denise.pk), "kind": PERSON_ASKED, "reason": REASON})
    row = Exclusion.objects.of(cast.scheme).get()
    text = client.get(page).content.decode()
    assert (REASON in text, "Neither of them is told" in text) == (True, True)
    assert client.post(f"/exclusions/{row.pk}/lift/").url == page
    assert REASON not in client.get(page).content.decode()


@pytest.mark.parametrize("sent", [{}, {"volunteer": "x", "kind": PERSON_ASKED}, {"kind": PERSON_ASKED}])
def test_a_bad_form_keeps_nobody_apart(sign_in, cast, sent):
    answer = sign_in(cast.priya).post(f"/enrolments/{cast.mos_place.pk}/not-with/", sent)
    assert (answer.status_code, Exclusion.objects.of(cast.scheme).count()) == (422, 0)


def support_that_ended(cast, monday, reason: str) -> None:
    by = cast.by(cast.priya)
    made = relationships.start(
        enrolment=cast.mos_place,
        volunteer=cast.denise,
        start_on=date(2026, 11, 30),
        mode="phone",
        by=by,
        at=monday,
    )
    relationships.end(relationship=made, reason=reason, note="private", rematch=True, by=by, at=monday)


def test_after_support_that_did_not_fit_another_is_sought(cast, monday):
    waited = cast.mos_place.waits_since_on
    support_that_ended(cast, monday, "no-fit")
    assert possible(cast) == ["Abdul Rahman"]
    assert (cast.mos_place.state, cast.mos_place.waits_since_on) == ("waiting", waited)


def test_after_illness_the_same_two_may_go_on(cast, monday):
    support_that_ended(cast, monday, "unwell")
    assert possible(cast) == ["Abdul Rahman", "Denise Harper"]
