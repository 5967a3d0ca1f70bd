"""A scheme manager changes a taper: looked at first, saved as a new version; running plans keep theirs."""

import re

import pytest
from django.urls import reverse

from peersupport.accounts.gates import NotAllowed
from peersupport.audit.models import Event
from programmes.models import Programme, Taper
from programmes.schedule.taper import DEFAULT_TAPER, NoPhases, Phase, TaperTooLong
from programmes.services import tapers
from tests.programmes.builders import mondays

SHORTER = (Phase(1, 6, "Weekly"), Phase(2, 3), Phase(4, 2, "Monthly"))
TYPED = {
    "weeks_1": "1", "contacts_1": "6", "name_1": "Weekly",
    "weeks_2": "2", "contacts_2": "3", "weeks_3": "4", "contacts_3": "2", "name_3": "Monthly",
}  # fmt: skip


@pytest.fixture
def save(cast, monday):
    def act(**more):
        facts = {"taper": cast.taper, "phases": SHORTER, "by": cast.by(cast.maria), "at": monday}
        return tapers.new_version(**{**facts, **more})

    return act


def test_a_new_version_stands_beside_the_old_one(cast, save):
    new = save()
    cast.taper.refresh_from_db()
    assert (new.name, new.version, new.retired_on) == (cast.taper.name, 2, None)
    assert cast.taper.retired_on is not None
    assert new.as_phases() == (Phase(1, 6, "Weekly"), Phase(2, 3, "Every 2 weeks"), Phase(4, 2, "Monthly"))


def test_programmes_use_the_new_version_and_running_plans_keep_theirs(cast, save):
    pair = mondays(cast)
    before = list(pair.planned.order_by("number").values_list("due_on", flat=True))
    new = save()
    cast.coaching.refresh_from_db()
    pair.refresh_from_db()
    assert (cast.coaching.taper, pair.taper) == (new, cast.taper)
    assert list(pair.planned.order_by("number").values_list("due_on", flat=True)) == before


def test_the_change_is_in_the_audit(save):
    save()
    event = Event.objects.get(action="taper.changed")
    assert event.detail == {"version": 2, "phases": [[1, 6], [2, 3], [4, 2]]}


def test_an_older_version_is_not_changed_any_more(cast, save):
    save()
    with pytest.raises(tapers.NotNewest):
        save(phases=DEFAULT_TAPER)


@pytest.mark.parametrize(
    "phases, refusal", [((), NoPhases), ((Phase(52, 8),), TaperTooLong)], ids=["no phase", "too long"]
)
def test_a_taper_that_cannot_be_planned_is_refused(cast, save, phases, refusal):
    with pytest.raises(refusal):
        save(phases=phases)
    assert Taper.objects.of(cast.scheme).count() == 1


def test_the_same_phases_again_are_no_new_version(cast, save):
    with pytest.raises(tapers.NothingChanged):
        save(phases=cast.taper.as_phases())


@pytest.mark.parametrize("who", ["priya", "ana", "hilda"])
def test_only_a_manager_of_the_scheme_changes_tapers(cast, save, who):
    with pytest.raises(NotAllowed):
        save(by=cast.by(getattr(cast, who)))


def change(cast) -> str:
    return reverse("tapers-change", args=[cast.taper.pk])


def test_the_list_shows_phases_plans_and_the_caseload_of_each_role(sign_in, cast):
    mondays(cast)
    text = sign_in(cast.maria).get(reverse("tapers")).content.decode()
    words = (
        "Monthly: 2 contacts, one every 4 weeks",
        "1 on version 1",
        "Health coaching",
        "3 people at a time",
    )
    assert [
        said
        for said in (
            *words,
            "2 people at first, 1 more when all have stepped down, 2 more when all have stepped down again",
        )
        if said not in text
    ] == []


def test_the_preview_shows_all_weeks_and_dates_and_saves_nothing(sign_in, cast):
    text = sign_in(cast.maria).get(change(cast), TYPED).content.decode()
    assert "11 contacts, in weeks 1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20" in text
    assert "Mon 30 Nov 2026" in text and "Tue 29 Dec 2026" in text and "Bank holiday" in text
    assert Taper.objects.of(cast.scheme).count() == 1


def test_the_preview_shows_the_load_of_one_volunteer_week_by_week(sign_in, cast):
    answer = sign_in(cast.maria).get(change(cast), TYPED)
    words = "One coach whom nobody leaves early supports 5 people in 11 months. The busiest week has"
    assert words in answer.content.decode()
    assert sum(week.after for week in answer.context["chart"].weeks) == 5 * 11


def test_a_manager_saves_the_new_version_on_the_page(sign_in, cast):
    answer = sign_in(cast.maria).post(change(cast), TYPED)
    assert (answer.status_code, Taper.objects.of(cast.scheme).count()) == (302, 2)


@pytest.mark.parametrize(
    "typed, status",
    [
        (TYPED | {"weeks_2": "x"}, 422),
        (TYPED | {"contacts_2": ""}, 422),
        (TYPED | {"weeks_1": "9" * 40}, 422),
        (TYPED | {"contacts_1": "100"}, 422),
        ({}, 422),
    ],
    ids=["no number", "half a phase", "huge", "too long", "nothing"],
)
def test_bad_input_is_answered_with_words(sign_in, cast, typed, status):
    client = sign_in(cast.maria)
    assert client.get(change(cast), typed).status_code == 200
    assert client.post(change(cast), typed).status_code == status
    assert Taper.objects.of(cast.scheme).count() == 1


def test_the_list_costs_the_same_for_one_and_for_many(sign_in, cast, django_assert_max_num_queries):
    client = sign_in(cast.maria)
    for number in range(5):
        Taper.make(scheme=cast.scheme, name=f"Taper {number}")
    with django_assert_max_num_queries(12):
        client.get(reverse("tapers"))


THREE_MONTHS = {
    "name": "Three months, 8 contacts", "weeks_1": "1", "contacts_1": "4", "weeks_2": "2", "contacts_2": "4",
}  # fmt: skip


@pytest.fixture
def shorter(cast, monday) -> Taper:
    phases = (Phase(1, 4), Phase(2, 4))
    return tapers.add(name="Three months", phases=phases, by=cast.by(cast.maria), at=monday)


def test_a_taper_is_added_beside_those_there_are(cast, shorter):
    cast.taper.refresh_from_db()
    assert (shorter.version, shorter.as_phases()) == (
        1,
        (Phase(1, 4, "Weekly"), Phase(2, 4, "Every 2 weeks")),
    )
    assert (cast.taper.retired_on, Event.objects.get(action="taper.added").detail["version"]) == (None, 1)


def test_a_name_is_taken_once(cast, shorter, monday):
    with pytest.raises(tapers.NameTaken):
        tapers.add(name=" three  MONTHS", phases=SHORTER, by=cast.by(cast.maria), at=monday)


def test_one_programme_uses_another_taper_and_its_running_plans_keep_theirs(cast, shorter, monday):
    pair = mondays(cast)
    tapers.use(programme=cast.coaching, taper=shorter, by=cast.by(cast.maria), at=monday)
    cast.coaching.refresh_from_db()
    pair.refresh_from_db()
    assert (cast.coaching.taper, pair.taper) == (shorter, cast.taper)
    assert Event.objects.get(action="programme.taper_changed").detail == {
        "from": str(cast.taper.pk), "to": str(shorter.pk),
    }  # fmt: skip


def test_the_taper_of_now_and_an_old_version_are_not_chosen(cast, save, monday):
    facts = {"programme": cast.coaching, "by": cast.by(cast.maria), "at": monday}
    with pytest.raises(tapers.NothingChanged):
        tapers.use(taper=cast.taper, **facts)
    save()
    with pytest.raises(tapers.NotNewest):
        tapers.use(taper=cast.taper, **facts)


@pytest.mark.parametrize("who", ["priya", "ana", "hilda"])
def test_only_a_manager_of_the_scheme_says_which_taper_a_programme_uses(cast, shorter, monday, who):
    with pytest.raises(NotAllowed):
        tapers.use(programme=cast.coaching, taper=shorter, by=cast.by(getattr(cast, who)), at=monday)


def test_the_preview_shows_the_load_for_each_role_that_uses_the_taper(sign_in, cast):
    Programme.make(scheme=cast.scheme, name="Befriending", role=cast.befriender, taper=cast.taper)
    Programme.make(scheme=cast.scheme, name="Coaching at home", role=cast.coach, taper=cast.taper)
    text = (
        sign_in(cast.maria).get(reverse("tapers-change", args=[cast.taper.pk]), THREE_MONTHS).content.decode()
    )
    assert [text.count(f"One {role} whom nobody leaves early") for role in ("befriender", "coach")] == [1, 1]


def test_a_manager_adds_a_taper_after_a_look(sign_in, cast):
    client, place = sign_in(cast.maria), reverse("tapers-add")
    seen = client.get(place, THREE_MONTHS).content.decode()
    assert "8 contacts, in weeks 1, 2, 3, 4, 6, 8, 10, 12" in seen
    assert Taper.objects.of(cast.scheme).count() == 1
    assert client.post(place, THREE_MONTHS).status_code == 302
    assert Taper.objects.of(cast.scheme).filter(name="Three months, 8 contacts").count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": ""}, "Give the taper a name"),
        ({"contacts_2": ""}, "Phase 2: give both figures, or neither"),
        ({"contacts_2": "0"}, "Phase 2: enter the contacts as a whole number from 1 to 104"),
        ({"weeks_1": "x"}, "Phase 1: enter the weeks between as a whole number from 1 to 104"),
        ({"name": "Six months, 14 contacts"}, "There is a taper of this name already"),
    ],
)
def test_a_new_taper_that_cannot_be_saved_says_what_to_do(sign_in, cast, typed, said):
    answer = sign_in(cast.maria).post(reverse("tapers-add"), THREE_MONTHS | typed)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)


def test_a_manager_changes_the_taper_of_a_programme_after_a_look(sign_in, cast, shorter):
    client, place = sign_in(cast.maria), reverse("programmes-taper", args=[cast.coaching.pk])
    chosen = {"taper": str(shorter.pk)}
    assert "8 contacts, in weeks 1, 2, 3, 4, 6, 8, 10, 12" in client.get(place, chosen).content.decode()
    assert client.post(place, chosen).status_code == 302
    cast.coaching.refresh_from_db()
    assert cast.coaching.taper == shorter


def test_each_preview_sends_what_it_shows(sign_in, cast, shorter):
    client = sign_in(cast.maria)
    use = reverse("programmes-taper", args=[cast.coaching.pk])
    looks = [(reverse("tapers-add"), THREE_MONTHS), (use, {"taper": str(shorter.pk)}), (change(cast), TYPED)]
    for place, typed in looks:
        hidden = dict(
            re.findall(
                r'<input type="hidden" name="([^"]+)" value="([^"]+)"', text_of(client.get(place, typed))
            )
        )
        assert {name: hidden.get(name) for name in typed} == typed


def text_of(answer) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("taper", ["", "x", "00000000-0000-0000-0000-000000000007"])
def test_a_taper_that_is_none_is_answered_with_words(sign_in, cast, taper):
    place = reverse("programmes-taper", args=[cast.coaching.pk])
    assert sign_in(cast.maria).post(place, {"taper": taper}).status_code == 422
