"""From rows to the engine's facts, with a fixed number of queries."""

from datetime import date

import pytest

from matching.choices import TRY_ANOTHER
from matching.selectors import crowd as read
from matching.selectors import facts
from matching.selectors.preferences import WISHES, as_wishes, matters_of
from matching.services import decisions, preferences
from programmes.models import Enrolment, Exclusion
from tests.cast import TODAY, make_volunteer
from tests.programmes.builders import mondays
from volunteers.choices import LIFE
from volunteers.models import Leave, Volunteer


@pytest.fixture
def crowd(cast):
    return read.crowd(Volunteer.objects.of(cast.scheme), on=TODAY)


def volunteer(crowd, row, role):
    pool = crowd.pool(role)
    return pool.facts[pool.index[str(row.pk)]]


def person(place):
    return facts.people([place], matters_of([place]))[place.pk]


def test_a_volunteer_says_what_they_live_with_and_when_they_are_free(cast, crowd):
    made = volunteer(crowd, cast.denise, cast.coach)
    assert (made.conditions, made.times, made.places, made.bars) == ({"copd"}, {"mon-pm", "tue-pm"}, 2, ())


def test_the_gate_bars_a_volunteer_in_its_own_words(cast, crowd):
    bars = volunteer(crowd, cast.joan, cast.befriender).bars
    assert [bar.why for bar in bars] == ["Enhanced check ran out on 1 October 2026"]


def test_who_has_stepped_down_is_not_in_the_crowd(cast):
    cast.abdul.change(stage="stepped_down")
    crowd = read.crowd(Volunteer.objects.of(cast.scheme), on=TODAY)
    assert str(cast.abdul.pk) not in crowd.pool(cast.coach).index


def test_who_is_on_leave_today_has_the_next_place_after_it(cast):
    Leave.make(scheme=cast.scheme, volunteer=cast.denise, starts_on=TODAY, ends_on=date(2026, 12, 4))
    crowd = read.crowd(Volunteer.objects.of(cast.scheme), on=TODAY)
    made = volunteer(crowd, cast.denise, cast.coach)
    assert (made.bars, made.places, made.next_place_on) == ((), 0, date(2026, 12, 5))


def test_places_of_whoever_supports_nobody_are_not_those_of_who_does_or_who_wants_fewer(cast):
    mondays(cast)
    make_volunteer(cast, "Una Free", cast.coach, renew_by=date(2027, 9, 1))
    make_volunteer(cast, "Ula Free", cast.coach, renew_by=date(2027, 9, 1))
    make_volunteer(cast, "Ola One", cast.coach, renew_by=date(2027, 9, 1), most_people=1)
    rows = Volunteer.objects.of(cast.scheme)
    crowd = read.crowd(rows, on=TODAY)
    names = ("Denise", "Una", "Ula", "Ola")
    found = [volunteer(crowd, rows.get(first_name=name), cast.coach).places for name in names]
    assert found == [1, 2, 2, 1]


def test_a_person_waits_for_the_role_of_the_programme(cast):
    made = person(cast.mos_place)
    assert (made.role, made.conditions, made.prefers_mode, made.birth_year) == (
        str(cast.coach.pk), {"copd"}, "phone", 1959,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "where"), [("asked", "not_with"), ("known", "known_to"), ("ended", "tried")]
)
def test_exclusions_keep_two_apart_by_their_kind(cast, kind, where):
    Exclusion.make(
        scheme=cast.scheme,
        patient=cast.mo,
        volunteer=cast.denise,
        kind=kind,
        since_on=TODAY,
        recorded_by="Priya",
    )
    assert getattr(person(cast.mos_place), where) == {str(cast.denise.pk)}


def test_an_exclusion_that_was_lifted_counts_no_more(cast):
    Exclusion.make(
        scheme=cast.scheme, patient=cast.mo, volunteer=cast.denise, kind="asked", since_on=TODAY, lifted_on=TODAY,
        recorded_by="Priya",
    )  # fmt: skip
    assert person(cast.mos_place).not_with == frozenset()


def test_whom_somebody_decided_against_was_tried(cast, monday):
    decisions.decline(
        enrolment=cast.mos_place, decision=TRY_ANOTHER, why="Mo would rather not", volunteer=cast.denise,
        by=cast.by(cast.priya), at=monday,
    )  # fmt: skip
    assert person(cast.mos_place).tried == {str(cast.denise.pk)}


def test_without_a_preference_the_usual_weights_count(cast):
    matters = matters_of([cast.mos_place])[cast.mos_place.pk]
    assert (matters.version, matters.weights["conditions"], sum(matters.weights.values())) == (0, 30, 100)


def test_a_wish_of_the_referral_weighs_more_and_rules_nobody_out(cast):
    cast.mos_place.change(wishes=["a-woman", "walking"])
    matters = matters_of([cast.mos_place])[cast.mos_place.pk]
    assert (matters.wishes.sex, matters.wishes.interests, matters.wishes.must) == (
        {"female"},
        {"walking"},
        frozenset(),
    )
    assert (matters.weights["sex"] > 0, sum(matters.weights.values())) == (True, 100)


def test_protected_characteristics_weigh_nothing_unless_asked_for(cast):
    cast.mos_place.change(wishes=["same-condition", "works", "walking", "cares", "surgery"])
    weighed = matters_of([cast.mos_place])[cast.mos_place.pk].weights
    assert [weighed[code] for code in ("age", "sex", "background")] == [0, 0, 0]


def test_the_newest_preference_counts(cast, monday):
    for points in ({"life": 1}, {"interests": 3, "times": 1}):
        preferences.write(
            enrolment=cast.mos_place, points=points, asked_for=[], by=cast.by(cast.priya), at=monday
        )
    matters = matters_of([cast.mos_place])[cast.mos_place.pk]
    assert (matters.version, matters.weights["interests"], matters.weights["times"]) == (2, 75, 25)


def test_a_wish_with_only_before_it_is_a_condition():
    wishes = as_wishes(["only:a-man", "my-age"])
    assert (wishes.sex, wishes.age_within, wishes.must) == ({"male"}, 10, {"sex"})


def test_a_background_that_is_no_longer_on_record_takes_its_weight_with_it(cast, monday):
    cast.mo.change(background=["irish"])
    preferences.write(
        enrolment=cast.mos_place, points={"background": 3, "life": 1}, asked_for=["my-background"],
        by=cast.by(cast.priya), at=monday,
    )  # fmt: skip
    cast.mo.change(background=[])
    place = Enrolment.objects.of(cast.scheme).get(pk=cast.mos_place.pk)
    assert matters_of([place])[place.pk].weights["life"] == 100


def test_a_crowd_takes_eighteen_queries_however_many(cast, django_assert_num_queries):
    for number in range(12):
        where = {"renew_by": date(2028, 1, 1), "postcode": f"TQ{number} 1AA"}
        make_volunteer(cast, f"Extra{number} Person", cast.coach, **where)
    with django_assert_num_queries(18):
        assert len(read.crowd(Volunteer.objects.of(cast.scheme), on=TODAY).pool(cast.coach)) == 15


@pytest.mark.parametrize(
    ("member", "address"), [("priya", "/volunteers/{}/change/"), ("denise_member", "/my-details/change/")]
)
def test_the_life_that_a_details_form_offers_is_the_one_a_wish_asks_for(cast, sign_in, member, address):
    cast.mos_place.change(wishes=["works", "cares"])
    client, page = sign_in(getattr(cast, member)), address.format(cast.denise.pk)
    form = client.get(page).context["form"]
    given = {name: value for name, value in form.initial.items() if value}
    born = {"born_on_day": "14", "born_on_month": "2", "born_on_year": "1962"}
    posted = given | born | {"life": ["works", "cares"], "team": "", "coordinator": ""}
    assert client.post(page, posted).status_code == 302
    crowd = read.crowd(Volunteer.objects.of(cast.scheme), on=TODAY)
    assert volunteer(crowd, cast.denise, cast.coach).life == {"works", "cares"}
    assert person(cast.mos_place).sought_life == {"works", "cares"}


def test_every_code_of_life_that_a_wish_asks_for_can_be_ticked():
    asked = [found for field, found, *_ in WISHES.values() if field in ("life", "experiences")]
    assert {code for found in asked for code in found} <= set(LIFE)
