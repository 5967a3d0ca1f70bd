"""Somebody keeps two apart while somebody else brings them together. On PostgreSQL, with real connections."""

from datetime import date

import pytest

from matching.services import decisions, exclusions
from peersupport.core.errors import Refusal
from programmes.choices import PERSON_ASKED
from programmes.models import Cover, Exclusion, Relationship
from programmes.services import changes_cover, deaths
from tests.cast import TODAY
from tests.programmes.builders import mondays
from tests.support.at_once import after

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture
def keep_apart(cast, monday):
    cast.coaching.change(conversation_first=False)
    return lambda: exclusions.keep_apart(
        enrolment=cast.mos_place, volunteer=cast.denise, kind=PERSON_ASKED, reason="", by=cast.by(cast.priya), at=monday
    )  # fmt: skip


def test_a_match_waits_for_who_is_keeping_the_two_apart_and_is_refused(cast, keep_apart, monday):
    cast.mos_place.refresh_from_db()

    def accept() -> str:
        try:
            decisions.accept(
                enrolment=cast.mos_place, volunteer=cast.denise, why="Both said yes", start_on=date(2026, 11, 30),
                mode="phone", by=cast.by(cast.priya), at=monday,
            )  # fmt: skip
        except decisions.RuledOut as refusal:
            return refusal.words
        return "matched"

    said = after(keep_apart, accept, has_to_wait=False)
    assert said == "Denise Harper cannot be matched with Mo. Mo asked not to be matched with them."
    assert (Relationship.objects.of(cast.scheme).count(), Exclusion.objects.of(cast.scheme).count()) == (0, 1)


def test_cover_waits_for_who_is_keeping_the_two_apart_and_is_refused(cast, monday):
    pair, by = mondays(cast), cast.by(cast.priya)

    def keep_apart() -> None:
        exclusions.keep_apart(
            enrolment=cast.mos_place, volunteer=cast.abdul, kind=PERSON_ASKED, reason="", by=by, at=monday
        )

    def cover() -> str:
        try:
            changes_cover.cover(
                relationship=pair,
                volunteer=cast.abdul,
                starts_on=TODAY,
                ends_on=TODAY,
                why="Leave",
                by=by,
                at=monday,
            )
        except changes_cover.BadCover as refusal:
            return refusal.words
        return "covers"

    said = after(keep_apart, cover, has_to_wait=False)
    assert said == "Abdul Rahman and Mo are kept apart. Mo asked not to be matched with Abdul."
    assert Cover.objects.of(cast.scheme).count() == 0


def test_keeping_apart_waits_for_who_is_matching_the_two_and_is_refused(cast, keep_apart, monday):
    cast.mos_place.refresh_from_db()

    def match() -> None:
        decisions.accept(
            enrolment=cast.mos_place, volunteer=cast.denise, why="Both said yes", start_on=date(2026, 11, 30),
            mode="phone", by=cast.by(cast.priya), at=monday,
        )  # fmt: skip

    def tries() -> str:
        try:
            keep_apart()
        except exclusions.TogetherNow as refusal:
            return refusal.words
        return "kept apart"

    said = after(match, tries, has_to_wait=False)
    assert said == "Denise Harper supports Mo now. End that support first, then keep them apart."


def test_a_match_waits_for_who_writes_a_death_down_and_is_refused(cast, monday):
    cast.coaching.change(conversation_first=False)
    cast.mos_place.refresh_from_db()
    by = cast.by(cast.priya)

    def accept() -> str:
        try:
            decisions.accept(
                enrolment=cast.mos_place, volunteer=cast.denise, why="Both said yes", start_on=date(2026, 11, 30),
                mode="phone", by=by, at=monday,
            )  # fmt: skip
        except Refusal as refusal:
            return refusal.words
        return "matched"

    said = after(
        lambda: deaths.record(patient=cast.mo, died_on=TODAY, by=by, at=monday), accept, has_to_wait=False
    )
    assert (said == "matched", Relationship.objects.of(cast.scheme).count()) == (False, 0)


def test_a_death_waits_for_a_match_that_is_being_made_and_ends_it(cast, monday):
    cast.coaching.change(conversation_first=False)
    cast.mos_place.refresh_from_db()
    by = cast.by(cast.priya)

    def accept() -> None:
        decisions.accept(
            enrolment=cast.mos_place, volunteer=cast.denise, why="Both said yes", start_on=date(2026, 11, 30),
            mode="phone", by=by, at=monday,
        )  # fmt: skip

    after(accept, lambda: deaths.record(patient=cast.mo, died_on=TODAY, by=by, at=monday))
    assert [row.end_reason for row in Relationship.objects.of(cast.scheme)] == ["died"]
