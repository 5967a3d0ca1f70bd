"""A session that would book somebody twice, or on a day away: said first, and confirmed."""

from dataclasses import replace
from datetime import time, timedelta

import pytest
from django.urls import reverse

from tests.cast import TODAY
from tests.volunteers.joining import about
from tests.volunteers.supervising import planned
from volunteers.models import Supervision
from volunteers.services.availability import record_leave
from volunteers.services.supervision import SupervisionRefused, When, plan
from volunteers.services.supervision_changes import Wanted, change


def test_a_double_booking_or_a_day_of_leave_is_said_first_and_may_be_confirmed(cast):
    day = TODAY + timedelta(days=7)
    planned(cast, cast.denise, cast.abdul, on=day)
    record_leave(**about(cast), volunteer=cast.joan, starts_on=day, ends_on=day)
    with pytest.raises(SupervisionRefused) as refused:
        planned(cast, cast.denise, cast.joan, on=day)
    assert (refused.value.field, str(refused.value.words)) == (
        "anyway",
        "Denise Harper has another session at this hour on Mon 30 Nov 2026. Joan Marsh is away on Mon 30 Nov 2026. "
        "Priya Nair has another session at this hour on Mon 30 Nov 2026.",
    )
    people = {"kind": "group", "volunteers": [cast.denise, cast.joan], "supervisor": cast.priya}
    when = When(starts_on=day, start=time(14), minutes=60)
    assert len(plan(**about(cast), **people, when=when, anyway=True)) == 1


def test_sessions_one_after_the_other_do_not_clash(cast):
    planned(cast, cast.denise)
    people = {"kind": "one", "volunteers": [cast.denise], "supervisor": cast.priya}
    after = When(starts_on=TODAY, start=time(15), minutes=60)
    before = When(starts_on=TODAY, start=time(13), minutes=60)
    assert [len(plan(**about(cast), **people, when=when)) for when in (before, after)] == [1, 1]


def test_a_session_that_is_moved_does_not_clash_with_itself_but_with_others(cast):
    session = planned(cast, cast.denise, kind="one")[0]
    planned(cast, cast.abdul, kind="one", on=TODAY + timedelta(days=7))
    wanted = Wanted(
        on=TODAY, start=time(14, 30), minutes=60, place="", supervisor=cast.priya, volunteers=[cast.denise]
    )
    change(**about(cast), session=session, wanted=wanted)
    with pytest.raises(SupervisionRefused, match="Priya Nair has another session"):
        change(**about(cast), session=session, wanted=replace(wanted, on=TODAY + timedelta(days=7)))


def test_the_page_asks_before_it_saves_and_only_when_something_stands_against_it(cast, sign_in):
    client, place = sign_in(cast.priya), reverse("supervision-plan")
    said = {
        "kind": "one", "people": [cast.denise.pk], "supervisor": cast.priya.pk, "starts_on_day": "23",
        "starts_on_month": "11", "starts_on_year": "2026", "start": "14:00", "minutes": "60", "number": "1",
        "every": "4",
    }  # fmt: skip
    words = "Plan it all the same"
    empty = client.get(place).content.decode()
    planned(cast, cast.denise, kind="one")
    refused = client.post(place, said)
    done = client.post(place, {**said, "anyway": "on"})
    assert (words in empty, words in refused.content.decode()) == (False, True)
    assert (refused.status_code, done.status_code) == (422, 302)
    assert Supervision.objects.of(cast.scheme).count() == 2
