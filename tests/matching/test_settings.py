"""What a scheme has chosen about matching: by version, for one person's candidates and for rounds alike."""

from dataclasses import replace
from datetime import date

import pytest

from matching.engine import stored, weights
from matching.engine.features import protected
from matching.models import MatchSettings, Run
from matching.selectors.candidates import match_of
from matching.selectors.runs_replay import replay
from matching.selectors.settings import Chosen, in_force
from matching.services import decisions, preferences, runs, settings
from peersupport.accounts.gates import NotAllowed
from peersupport.accounts.models import Team
from peersupport.audit.models import Event

TODAY = date(2026, 11, 23)


@pytest.fixture
def change(cast, monday):
    """`change(minimum_score=…)` saves the settings in force with these changes, as the scheme's manager."""

    def save(by=None, seen=None, why="The team asked for it", **changes) -> MatchSettings:
        now = in_force(cast.scheme.pk)
        return settings.change(
            wanted=replace(now, **changes), seen=now.version if seen is None else seen, why=why,
            by=cast.by(by or cast.maria), at=monday,
        )  # fmt: skip

    return save


@pytest.fixture
def carry_out(cast, monday):
    def whole(minimum_score=0) -> Run:
        run = runs.start(objective="best-fit", minimum_score=minimum_score, by=cast.by(cast.priya), at=monday)
        runs.carry_out(key=run.pk, now=lambda: monday)
        run.refresh_from_db()
        return run

    return whole


@pytest.fixture
def coaching(cast) -> frozenset[str]:
    return frozenset({str(cast.mos_place.cohort.programme_id)})


def names(cast) -> set[str]:
    found = match_of(cast.mos_place, actor=cast.by(cast.priya), on=TODAY)
    return {peer.name for peer in found.peers}


def why_not(cast) -> dict[str, int]:
    found = match_of(cast.mos_place, actor=cast.by(cast.priya), on=TODAY)
    return {
        reason.words: reason.count
        for reason in found.ruled_out
        if reason.code in ("area", "times", "minimum")
    }


def test_each_change_is_a_new_version_with_who_when_and_why(change, cast, monday):
    change(minimum_score=4_000)
    change(kappa=500, why="Too many changes from week to week")
    rows = MatchSettings.objects.of(cast.scheme).order_by("version")
    told = rows.values_list("version", "minimum_score", "kappa", "changed_by", "changed_at", "why")
    assert [*told] == [
        (1, 4_000, 300, cast.maria.user.name, monday, "The team asked for it"),
        (2, 4_000, 500, cast.maria.user.name, monday, "Too many changes from week to week"),
    ]


def test_another_scheme_keeps_its_own(change, cast):
    change(minimum_score=4_000)
    assert in_force(cast.hillside.pk) == Chosen()


def test_only_who_manages_the_scheme_changes_them(change, cast):
    with pytest.raises(NotAllowed):
        change(by=cast.priya, minimum_score=4_000)


def test_two_who_change_them_at_once_do_not_overwrite_each_other(change):
    change(minimum_score=4_000)
    with pytest.raises(settings.NotNewest):
        change(seen=0, minimum_score=5_000)


def test_the_same_again_is_no_version(change):
    change(minimum_score=4_000)
    with pytest.raises(settings.NothingChanged):
        change()


def test_a_change_is_in_the_audit_without_its_reason(change, cast):
    row = change(minimum_score=4_000)
    event = Event.objects.get(scheme_key=cast.scheme.pk, action="matching.changed")
    assert (event.detail["version"], event.detail["minimum_score"], "why" in event.detail) == (
        row.version,
        4_000,
        False,
    )


def test_the_minimum_rules_candidates_of_one_person_out(change, cast):
    assert why_not(cast) == {}
    change(minimum_score=10_000)
    assert names(cast) == set()
    assert why_not(cast) == {"Fits less well than the 100 of 100 that the programme asks for": 2}


def test_who_fits_too_badly_cannot_be_matched_by_hand(change, cast, monday):
    cast.mos_place.cohort.programme.change(conversation_first=False)
    change(minimum_score=10_000)
    with pytest.raises(decisions.RuledOut):
        decisions.accept(
            enrolment=cast.mos_place, volunteer=cast.denise, why="They both walk", start_on=date(2026, 11, 24),
            mode="phone", by=cast.by(cast.priya), at=monday,
        )  # fmt: skip


def test_a_programme_can_keep_to_its_teams(change, cast, coaching):
    other = Team.make(scheme=cast.scheme, name="Far away")
    cast.denise.change(team=other)
    assert "Denise Harper" in names(cast)
    change(area=coaching)
    assert "Denise Harper" not in names(cast)
    assert why_not(cast) == {"Does not support people in Harton": 1}


def test_a_programme_can_insist_on_times(change, cast, coaching):
    cast.mo.change(times=["fri-am"])
    cast.denise.change(times=["mon-eve"])
    assert "Denise Harper" in names(cast)
    change(times=coaching)
    assert "Denise Harper" not in names(cast)


def test_a_programme_that_is_not_named_is_not_bound(change, cast):
    cast.mo.change(times=["fri-am"])
    cast.denise.change(times=["mon-eve"])
    change(times=frozenset())
    assert "Denise Harper" in names(cast)


def test_a_programme_of_another_scheme_is_refused(change):
    with pytest.raises(ValueError, match="no programmes"):
        change(area=frozenset({"1234"}))


def test_a_round_takes_what_is_in_force_and_keeps_it(change, cast, coaching, carry_out):
    change(minimum_score=100, kappa=500, fairness=0, times=coaching)
    run = carry_out(minimum_score=200)
    change(kappa=0, times=frozenset())
    run.refresh_from_db()
    kept = {"version": 1, "minimum_score": 200, "kappa": 500, "fairness": 0, "area": [], "times": [*coaching],
            "condition": [], "same_condition_for": [], "usual": weights.default()}  # fmt: skip
    assert run.settings == kept | {"target_days": cast.scheme.target_wait_days}
    asked = stored.round_of(stored.unpacked(run.inputs))
    (programme,) = asked.programmes.values()
    assert (asked.kappa, asked.fairness, programme.settings.times_required) == (500, 0, True)
    assert replay(run).same


def test_a_round_cannot_ask_for_less_than_the_scheme(change, carry_out):
    change(minimum_score=4_000)
    with pytest.raises(runs.BelowMinimum, match="at least 40"):
        carry_out(minimum_score=3_000)


def test_a_programme_can_insist_on_the_same_condition(change, cast, coaching):
    cast.denise.change(conditions=["stroke"])
    assert "Denise Harper" in names(cast)
    change(condition=coaching)
    assert "Denise Harper" not in names(cast)
    change(condition=frozenset())
    assert "Denise Harper" in names(cast)


def test_people_with_certain_conditions_get_somebody_who_shares_them(change, cast):
    cast.mo.change(conditions=["copd", "type-2-diabetes"])
    assert names(cast) == {"Denise Harper", "Abdul Rahman"}
    change(same_condition_for=frozenset({"copd"}))
    assert names(cast) == {"Denise Harper"}
    cast.mo.change(conditions=["type-2-diabetes"])
    assert names(cast) == {"Denise Harper", "Abdul Rahman"}


def test_a_round_keeps_for_which_conditions_a_peer_must_share_them(change, cast, carry_out):
    change(same_condition_for=frozenset({"copd"}))
    run = carry_out()
    assert run.settings["same_condition_for"] == ["copd"]
    change(same_condition_for=frozenset())
    run.refresh_from_db()
    (programme,) = stored.round_of(stored.unpacked(run.inputs)).programmes.values()
    assert programme.settings.same_condition_for == {"copd"}
    assert replay(run).same


def test_a_condition_that_the_scheme_does_not_know_is_refused(change):
    with pytest.raises(ValueError, match="no conditions"):
        change(same_condition_for=frozenset({"plague"}))


def test_a_programme_can_do_without_a_conversation_first(change, cast, monday, coaching):
    agreed = {"enrolment": cast.mos_place, "volunteer": cast.denise, "why": "They both walk", "mode": "phone",
              "start_on": date(2026, 11, 24), "by": cast.by(cast.priya), "at": monday}  # fmt: skip
    with pytest.raises(decisions.NotAgreed):
        decisions.accept(**agreed)
    change(no_talk=coaching)
    cast.mos_place.refresh_from_db()
    assert decisions.accept(**agreed).volunteer == cast.denise


def test_what_a_programme_asks_for_is_in_the_audit(change, cast, coaching):
    change(condition=coaching)
    (event,) = Event.objects.filter(scheme_key=cast.scheme.pk, action="programme.asks")
    assert event.detail == {"same_condition": True, "talk_first": True}


HALVES = dict.fromkeys(weights.default(), 0) | {"conditions": 50, "travel": 50}


def weighed(cast) -> dict[str, int]:
    found = match_of(cast.mos_place, actor=cast.by(cast.priya), on=TODAY).matters.weights
    return {code: weight for code, weight in found.items() if weight}


def test_the_usual_weights_of_the_scheme_count_for_whoever_said_nothing(change, cast):
    change(usual=HALVES)
    assert weighed(cast) == {"conditions": 50, "travel": 50}


def test_what_a_person_said_goes_before_the_usual_weights(change, cast, monday):
    preferences.write(enrolment=cast.mos_place, points={"life": 3, "times": 3}, asked_for=[],
                      by=cast.by(cast.priya), at=monday)  # fmt: skip
    change(usual=HALVES)
    assert weighed(cast) == {"life": 50, "times": 50}


def test_a_past_round_is_replayed_with_the_weights_of_its_day(change, cast, carry_out):
    run = carry_out()
    change(usual=HALVES)
    assert replay(run).same
    stored_weights = stored.round_of(stored.unpacked(run.inputs)).seekers[0].person.weights
    assert stored_weights["conditions"] == weights.default()["conditions"]


@pytest.mark.parametrize("code", sorted(protected()))
def test_no_scheme_can_make_a_protected_characteristic_count(change, code):
    usual = weights.default()
    with pytest.raises(settings.BadWeights):
        change(usual=usual | {code: 10, "conditions": usual["conditions"] - 10})


def test_weights_that_do_not_add_up_are_refused(change):
    with pytest.raises(settings.BadWeights):
        change(usual=HALVES | {"life": 1})
