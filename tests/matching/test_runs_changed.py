"""What changes between the reading and the publishing of a round: such a pair is not proposed, and it is said why."""

import pytest
from django.urls import reverse

from matching.engine import stored
from matching.models import Proposal, Run
from matching.services import runs
from programmes.choices import PERSON_ASKED
from programmes.models import Exclusion
from tests.cast import TODAY, make_patient
from tests.programmes.builders import support
from volunteers.choices import STEPPED_DOWN
from volunteers.models import Leave

SOLVED = 3
ALONE = {"Grace": "Denise", "Mo": "Denise"}


@pytest.fixture
def publish_after(cast, monday):
    """`publish_after(change)` carries a round out, and makes the change when the answer is there."""
    cast.abdul.change(stage=STEPPED_DOWN)

    def whole(change) -> Run:
        run = runs.start(objective="longest-wait", minimum_score=0, by=cast.by(cast.priya), at=monday)
        made = []

        def changing_clock():
            if not made and Run.objects.of(cast.scheme).get(pk=run.pk).step == SOLVED:
                made.append(change())
            return monday

        assert runs.carry_out(key=run.pk, now=changing_clock)
        assert made
        run.refresh_from_db()
        return run

    return whole


def pairs(run: Run) -> dict[str, str]:
    rows = Proposal.objects.of(run.scheme).filter(run=run).select_related("enrolment__patient", "volunteer")
    return {row.enrolment.patient.short_name: row.volunteer.first_name for row in rows}


def changed(run: Run) -> dict[str, str]:
    """By place: why the pair that was found is not proposed."""
    return {one["key"]: one["changed"] for one in stored.unpacked(run.outcome)["without"] if "changed" in one}


def test_nothing_changed_and_everybody_is_proposed(publish_after):
    run = publish_after(lambda: True)
    assert (pairs(run), changed(run)) == (ALONE, {})


def keep_apart(cast):
    return Exclusion.make(
        scheme=cast.scheme, patient=cast.mo, volunteer=cast.denise, kind=PERSON_ASKED, since_on=TODAY,
        recorded_by="Priya",
    )  # fmt: skip


CHANGES = {
    "kept apart": (
        keep_apart,
        "Denise Harper and Mo are kept apart. Mo asked not to be matched with Denise.",
    ),
    "consent withdrawn": (
        lambda cast: cast.mo.consents.update(withdrawn_on=TODAY),
        "Mo has not agreed to peer support. Record the consent first.",
    ),
    "themselves": (
        lambda cast: cast.mo.change(became_volunteer=cast.denise) or True,
        "Mo Ellis and Denise Harper are one and the same person.",
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_pair_that_may_not_be_any_more_is_left_out_and_the_page_says_why(
    publish_after, cast, sign_in, what
):
    change, words = CHANGES[what]
    run = publish_after(lambda: change(cast))
    assert (pairs(run), changed(run)) == ({"Grace": "Denise"}, {str(cast.mos_place.pk): words})
    assert (run.figures["proposed"], run.figures["without"]) == (1, 1)
    page = sign_in(cast.priya).get(reverse("runs-detail", args=[run.pk])).content.decode()
    assert f"Something changed while the round was worked out. {words}" in page


def test_who_has_died_is_neither_proposed_nor_listed(publish_after, cast):
    run = publish_after(lambda: cast.mo.change(died_on=TODAY) or True)
    assert (pairs(run), changed(run)) == ({"Grace": "Denise"}, {})


def test_a_volunteer_who_is_on_leave_now_is_not_proposed(publish_after, cast):
    run = publish_after(
        lambda: Leave.make(scheme=cast.scheme, volunteer=cast.denise, starts_on=TODAY, ends_on=TODAY)
    )
    assert pairs(run) == {}
    assert {words[:52] for words in changed(run).values()} == {
        "Denise Harper cannot be matched on that day. On leav"
    }


def test_of_several_for_one_volunteer_the_first_in_the_list_keep_the_places_that_are_left(
    publish_after, cast
):
    """Grace, who has waited longest, and Mo were to have the two places: one went to somebody else."""
    cast.coach.change(caseload="fixed", people_at_once=2)
    ada = make_patient(cast, "Ada Green", waits_since=TODAY)
    run = publish_after(lambda: support(cast, cast.denise, ada, start=TODAY))
    assert pairs(run) == {"Grace": "Denise"}
    assert changed(run)[str(cast.mos_place.pk)].startswith("Denise has no place free on 23 November 2026.")
