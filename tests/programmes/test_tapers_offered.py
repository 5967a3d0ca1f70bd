"""A taper gets another name, or is not offered any more; running plans keep it."""

import re
from functools import partial

import pytest
from django.test import Client
from django.urls import reverse

from matching.selectors.plans import tapers as offered
from peersupport.audit.models import Event
from programmes.models import Taper
from programmes.schedule.taper import Phase
from programmes.selectors.tapers import lines, to_choose
from programmes.services import relationships, tapers
from tests.cast import TODAY
from tests.programmes.builders import mondays

SHORTER = (Phase(1, 6, "Weekly"), Phase(2, 3), Phase(4, 2, "Monthly"))


@pytest.fixture
def save(cast, monday):
    def act() -> Taper:
        return tapers.new_version(taper=cast.taper, phases=SHORTER, by=cast.by(cast.maria), at=monday)

    return act


class TestNames:
    def test_a_new_name_goes_to_all_versions_and_running_plans_stay(self, cast, save, monday):
        pair, new = mondays(cast), save()
        tapers.rename(taper=new, name="  Half a  year ", by=cast.by(cast.maria), at=monday)
        names = Taper.objects.of(cast.scheme).order_by("version").values_list("name", "version")
        assert list(names) == [("Half a year", 1), ("Half a year", 2)]
        assert lines(actor=cast.by(cast.maria))[0].running == {1: 1}
        assert Event.objects.get(action="taper.renamed").detail == {"name": [cast.taper.name, "Half a year"]}
        assert pair.taper == cast.taper

    def test_a_name_is_taken_once(self, cast, monday):
        by = cast.by(cast.maria)
        other = tapers.add(name="Short", phases=SHORTER, by=by, at=monday)
        with pytest.raises(tapers.NameTaken):
            tapers.rename(taper=other, name=cast.taper.name.upper(), by=by, at=monday)
        assert tapers.rename(taper=other, name="SHORT", by=by, at=monday).name == "SHORT"

    def test_an_older_version_is_neither_renamed_nor_retired(self, cast, save, monday):
        save()
        for act in (partial(tapers.rename, name="Old"), partial(tapers.switch, on=True)):
            with pytest.raises(tapers.NotNewest):
                act(taper=cast.taper, by=cast.by(cast.maria), at=monday)


class TestRetiring:
    @pytest.fixture
    def short(self, cast, monday) -> Taper:
        return tapers.add(name="Short", phases=SHORTER, by=cast.by(cast.maria), at=monday)

    def test_a_retired_taper_is_not_offered_and_running_plans_keep_it(self, cast, short, sign_in, monday):
        pair = mondays(cast)
        pair.change(taper=short)
        client, place = sign_in(cast.maria), reverse("tapers-switch", args=[short.pk])
        client.post(place)
        short.refresh_from_db()
        assert short.retired_on == TODAY
        assert [row.name for row in offered(cast.scheme)] == [cast.taper.name]
        assert [row.name for row in to_choose(actor=cast.by(cast.maria))] == [cast.taper.name]
        line = next(line for line in lines(actor=cast.by(cast.maria)) if line.taper.retired_on)
        assert (line.taper, line.running) == (short, {1: 1})
        text = client.get(reverse("tapers")).content.decode()
        assert ("Not offered any more" in text, "Offer it again" in text) == (True, True)
        client.post(place)
        assert [row.name for row in offered(cast.scheme)] == ["Short", cast.taper.name]
        assert set(Event.objects.filter(action__startswith="taper.").values_list("action", flat=True)) == {
            "taper.added", "taper.retired", "taper.offered",
        }  # fmt: skip

    def test_one_that_a_programme_uses_is_not_retired(self, cast, monday):
        with pytest.raises(tapers.StillUsed) as refusal:
            tapers.switch(taper=cast.taper, on=False, by=cast.by(cast.maria), at=monday)
        assert (
            refusal.value.words == "Used by Health coaching. Choose another taper for every programme first."
        )

    def test_no_plan_starts_on_one_whoever_asks(self, cast, short, monday):
        by = cast.by(cast.priya)
        tapers.switch(taper=short, on=False, by=cast.by(cast.maria), at=monday)
        with pytest.raises(relationships.TaperRetired):
            relationships.start(
                enrolment=cast.mos_place, volunteer=cast.denise, by=by, at=monday, start_on=TODAY, mode="phone",
                taper=short,
            )  # fmt: skip


def test_a_taper_is_renamed_on_a_page(cast, sign_in):
    client, place = sign_in(cast.maria), reverse("tapers-rename", args=[cast.taper.pk])
    once = re.search(r'name="once" value="([^"]+)"', client.get(place).content.decode())[1]
    assert client.post(place, {"name": "Half a year", "once": once}).status_code == 302
    cast.taper.refresh_from_db()
    assert cast.taper.name == "Half a year"


def test_the_button_on_the_page_works_in_a_browser(cast, monday):
    tapers.add(name="Short", phases=SHORTER, by=cast.by(cast.maria), at=monday)
    client, place = Client(enforce_csrf_checks=True), reverse("tapers")
    client.force_login(cast.maria.user)
    html = client.get(place).content.decode()
    button = re.search(
        r'action="([^"]+/switch/)"><input type="hidden" name="csrfmiddlewaretoken" value="(\w+)"', html
    )
    answer = client.post(button[1], {"csrfmiddlewaretoken": button[2]})
    assert answer.headers["Location"] == place
    assert Taper.objects.of(cast.scheme).get(name="Short").retired_on == TODAY
