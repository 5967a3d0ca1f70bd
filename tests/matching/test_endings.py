"""Keep, change or have no single peer: one page for what comes after support, in one step and without blame."""

import pytest
from django.urls import reverse

from matching.choices import NO_SINGLE
from matching.models import Decision
from matching.selectors.runs_inputs import Stands, seekers_of
from matching.selectors.waiting import waiting, without_single
from matching.services import endings
from matching.services.reasons import NoReason
from peersupport.accounts.gates import NotAllowed
from peersupport.messaging.models import Message
from programmes.models import PlanChange, Relationship
from programmes.services.changes_rows import HasEnded
from programmes.services.relationships import NoEndReason
from tests.cast import TODAY
from tests.programmes.builders import mondays

WHY = "Mo would rather be with several people"


@pytest.fixture
def pair(cast) -> Relationship:
    return mondays(cast)


@pytest.fixture
def address(pair) -> str:
    return reverse("relationships-end", args=[pair.pk])


@pytest.fixture
def end(cast, pair, monday):
    def in_one_step(**changes) -> Decision:
        asked = {
            "relationship": pair,
            "reason": "no-fit",
            "why": WHY,
            "by": cast.by(cast.priya),
            "at": monday,
        }
        return endings.end_without_single(**{**asked, **changes})

    return in_one_step


def names(rows) -> list[str]:
    return [place.patient.short_name for place in rows]


def test_support_ends_and_no_round_looks_for_a_single_peer_in_one_step(cast, pair, end):
    decision = end()
    pair.refresh_from_db()
    assert (pair.state, pair.ended_on, pair.end_reason, pair.end_note) == ("ended", TODAY, "no-fit", WHY)
    assert (decision.decision, decision.why, decision.volunteer, pair.enrolment.state) == (
        NO_SINGLE, WHY, None, "waiting",
    )  # fmt: skip
    by = cast.by(cast.priya)
    sought = seekers_of(by, Stands.of(by))
    assert (names(waiting(actor=by, on=TODAY)), names(without_single(actor=by, on=TODAY)), names(sought)) == (
        ["Grace"], ["Mo"], ["Grace"],
    )  # fmt: skip


def test_a_reason_as_long_as_the_form_takes_is_kept_whole(pair, end):
    why = "No volunteer of ours lives near enough. " * 49
    end(why=why)
    pair.refresh_from_db()
    assert pair.end_note == why.strip()


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [({"why": " "}, NoReason), ({"reason": "boredom"}, NoEndReason)],
)
def test_a_refusal_leaves_support_as_it_was(cast, pair, end, changes, refusal):
    with pytest.raises(refusal):
        end(**changes)
    pair.refresh_from_db()
    assert (pair.ended_on, Decision.objects.of(cast.scheme).count()) == (None, 0)


def test_it_cannot_be_done_twice(cast, end):
    end()
    with pytest.raises(HasEnded):
        end()
    assert Decision.objects.of(cast.scheme).count() == 1


@pytest.mark.parametrize("who", ["ana", "denise_member", "hilda"])
def test_only_who_matches_people_decides(cast, end, who):
    with pytest.raises(NotAllowed):
        end(by=cast.by(getattr(cast, who)))


def test_no_message_tells_why(cast, end):
    end()
    told = [str(vars(row)) for row in Message.objects.of(cast.scheme)]
    assert told and not any(WHY in text or "do not fit" in text for text in told)


@pytest.mark.parametrize(
    ("then", "note", "becomes", "decided", "said"),
    [
        ("rematch", "", "waiting", 0, "Mo stays on the waiting list."),
        ("no-single", WHY, "waiting", 1, "Rounds leave Mo out."),
        ("leave", "", "ended", 0, "Support has ended."),
    ],
)
def test_the_page_ends_support_and_does_what_comes_next(
    sign_in, cast, pair, address, then, note, becomes, decided, said
):
    client = sign_in(cast.priya)
    page = client.get(address).content.decode()
    assert all(words in page for words in ("Cancelled", "No single coach: offer a group", "Another coach"))
    answer = client.post(address, {"reason": "no-fit", "note": note, "then": then}, follow=True)
    pair.refresh_from_db()
    assert (pair.state, pair.end_reason, pair.enrolment.state) == ("ended", "no-fit", becomes)
    assert Decision.objects.of(cast.scheme).filter(decision=NO_SINGLE).count() == decided
    assert said in answer.content.decode()
    assert client.get(address).status_code == 302


def test_no_single_peer_needs_a_reason_that_is_asked_for_by_name(sign_in, cast, pair, address):
    answer = sign_in(cast.priya).post(address, {"reason": "no-fit", "note": " ", "then": "no-single"})
    assert (answer.status_code, PlanChange.objects.of(cast.scheme).count()) == (422, 0)
    assert "Say why Mo has no single coach" in answer.content.decode()


@pytest.mark.parametrize("then", ["leave", "no-single"])
def test_the_reason_of_an_end_is_not_shown_to_the_volunteer(sign_in, cast, pair, address, then):
    sign_in(cast.priya).post(address, {"reason": "unwell", "note": "Very ill", "then": then})
    client = sign_in(cast.denise_member)
    places = [reverse("my-people"), reverse("my-people-detail", args=[pair.pk])]
    assert [b"Very ill" in client.get(place).content for place in places] == [False, False]
    assert Relationship.objects.everywhere().get().ended_on == TODAY
