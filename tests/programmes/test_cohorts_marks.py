"""The end of a patients' course: a coordinator ticks who has finished, and a graduate is asked later, by itself."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from peersupport.accounts.gates import NotAllowed
from peersupport.audit.models import Event
from peersupport.core.errors import Refusal
from peersupport.messaging.models import Message
from programmes.models import Cohort, Enrolment, Programme
from programmes.selectors import enrolments
from programmes.selectors.invitations import invitations
from programmes.services import cohorts, relationships
from tests.cast import TODAY, Cast, make_patient
from volunteers.models import Role

NOW = datetime(2026, 11, 23, 9, 5, tzinfo=UTC)


@pytest.fixture
def course(cast) -> Cohort:
    """A course that began in September, with Grace on its list and Ian taking part."""
    tutor = Role.make(
        scheme=cast.scheme, kind="lay_tutor", name="Lay tutor", check_level="none", check_reason="Groups"
    )
    facts = {"scheme": cast.scheme, "role": tutor, "taper": cast.taper}
    programme = Programme.make(name="Living well", **facts)
    cohort = Cohort.make(scheme=cast.scheme, programme=programme, name="Autumn", starts_on=date(2026, 9, 7))
    cast.graces_place.change(cohort=cohort)
    cast.ians_place = make_patient(cast, "Ian Coe", waits_since=date(2026, 8, 3))
    cast.ian = cast.ians_place.patient
    cast.ians_place.change(cohort=cohort, state="supported")
    return cohort


def mark(cast: Cast, course: Cohort, *places: Enrolment, mark: str = "finished", **more) -> int:
    facts = {"by": cast.by(cast.priya), "at": NOW, "on": date(2026, 11, 20), **more}
    return cohorts.mark(cohort=course, places=places, mark=mark, **facts)


def stands(place: Enrolment) -> tuple:
    place.refresh_from_db()
    return place.state, place.ended_as, place.ended_on


def test_who_finished_or_left_gives_up_the_place_with_what_became_of_it_and_the_day(cast, course):
    mark(cast, course, cast.ians_place)
    mark(cast, course, cast.graces_place, mark="stopped", on=TODAY)
    assert [stands(cast.ians_place), stands(cast.graces_place)] == [
        ("ended", "finished", date(2026, 11, 20)),
        ("ended", "stopped", TODAY),
    ]


def test_who_takes_part_waits_no_longer(cast, course):
    mark(cast, course, cast.graces_place, mark="supported")
    waiting = enrolments.waiting_list(
        actor=cast.by(cast.priya), by=enrolments.Narrowed(cohort=str(course.pk)), on=TODAY
    )
    assert (stands(cast.graces_place), list(waiting)) == (("supported", "", None), [])


def test_a_slip_of_the_pen_is_put_right_by_marking_again(cast, course):
    mark(cast, course, cast.ians_place)
    mark(cast, course, cast.ians_place, on=date(2026, 11, 13))
    corrected = stands(cast.ians_place)
    mark(cast, course, cast.ians_place, mark="supported")
    assert (corrected, stands(cast.ians_place)) == (
        ("ended", "finished", date(2026, 11, 13)), ("supported", "", None),
    )  # fmt: skip


def test_marking_twice_changes_and_audits_once(cast, course):
    changed = [mark(cast, course, cast.ians_place, cast.graces_place) for _ in range(2)]
    rows = Event.objects.of(cast.scheme).filter(action="enrolment.marked")
    assert (changed, rows.count()) == ([2, 0], 2)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"on": TODAY + timedelta(days=1)}, "in the future"),
        ({"on": date(2026, 9, 6)}, "before the first day of the course"),
        ({"mark": "left"}, "Say what became of them"),
    ],
)
def test_a_mark_that_does_not_fit_is_refused(cast, course, more, words):
    with pytest.raises(Refusal, match=words):
        mark(cast, course, cast.ians_place, **more)


def test_support_with_a_plan_ends_on_the_persons_page(cast, course):
    with pytest.raises(Refusal, match="on the page of each person"):
        mark(cast, cast.autumn, cast.mos_place)


@pytest.mark.parametrize("name", ["ana", "hilda", "denise_member", "whitlock"])
def test_only_who_plans_support_here_marks(cast, course, name):
    with pytest.raises(NotAllowed):
        mark(cast, course, cast.ians_place, by=cast.by(getattr(cast, name)))


def test_nobody_is_matched_for_a_course(cast, course):
    waits = Enrolment.objects.of(cast.scheme).to_match()
    assert [place.patient.name for place in waits] == ["Mo Ellis"]


def test_support_that_ended_as_planned_is_finished_and_other_support_is_not(cast):
    about = {"by": cast.by(cast.priya), "at": NOW}
    start = {"volunteer": cast.denise, "start_on": date(2026, 11, 24), "mode": "phone"}
    for reason, ended_as in (("finished", "finished"), ("no-answer", "stopped")):
        row = relationships.start(enrolment=cast.mos_place, **start, **about)
        relationships.end(relationship=row, reason=reason, **about)
        assert stands(cast.mos_place)[:2] == ("ended", ended_as)
        cast.mos_place.change(state="waiting", ended_on=None, ended_as="")


def test_a_graduate_of_a_course_is_among_the_people_to_ask(cast, course):
    mark(cast, course, cast.ians_place)
    [line] = invitations(actor=cast.by(cast.priya), on=TODAY)
    assert (line.patient, line.finished, line.ask_on) == (cast.ian, True, date(2026, 12, 18))


# --- Pages ------------------------------------------------------------------------------------


def posted(client, course: Cohort, *places: Enrolment, **more):
    day = {"on_day": "20", "on_month": "11", "on_year": "2026"}
    typed = {"places": [str(one.pk) for one in places], "mark": "finished", **day, **more}
    return client.post(reverse("cohorts-mark", args=[course.pk]), typed)


def test_a_coordinator_ticks_the_whole_course_on_one_page(cast, course, sign_in):
    client = sign_in(cast.priya)
    page = client.get(reverse("cohorts-detail", args=[course.pk]))
    offered = [words for _, words in page.context["form"].fields["places"].choices]
    answer = posted(client, course, cast.ians_place, cast.graces_place)
    assert (offered, answer.status_code, stands(cast.ians_place)[1]) == (
        ["Grace Adeyemi: on the list since Mon 14 Sep 2026", "Ian Coe: takes part"], 302, "finished",
    )  # fmt: skip


def test_one_link_ticks_everybody_who_takes_part(cast, course, sign_in):
    page = sign_in(cast.priya).get(reverse("cohorts-detail", args=[course.pk]), {"all": "1"})
    assert page.context["form"].fields["places"].initial == [str(cast.ians_place.pk)]


def test_without_a_tick_or_a_day_the_page_says_what_to_do(cast, course, sign_in):
    answer = posted(sign_in(cast.priya), course, on_day="", on_month="", on_year="")
    assert (answer.status_code, answer.context["form"].errors) == (
        422,
        {"places": ["Tick at least one person"], "on": ["Enter the day on which it was over for them"]},
    )


def test_a_cohort_of_people_with_a_peer_each_shows_them_and_marks_nobody(cast, sign_in):
    page = sign_in(cast.priya).get(reverse("cohorts-detail", args=[cast.autumn.pk]))
    assert (page.context["form"], [row.cells[0].text for row in page.context["table"].rows]) == (
        None, ["Grace Adeyemi", "Mo Ellis"],
    )  # fmt: skip


def test_an_auditor_sees_the_course_and_marks_nobody(cast, course, sign_in):
    page = sign_in(cast.ana).get(reverse("cohorts-detail", args=[course.pk]))
    assert (page.status_code, page.context["form"]) == (200, None)


def test_a_coordinator_of_a_team_marks_its_people_only(cast, course, sign_in):
    cast.ian.change(practice=cast.bridge)
    answer = posted(sign_in(cast.tom), course, cast.ians_place)
    assert (answer.status_code, stands(cast.ians_place)[0]) == (422, "supported")


def test_the_person_and_who_referred_them_read_that_they_take_part(cast, course, sign_in):
    page = sign_in(cast.priya).get(reverse("people-detail", args=[cast.ian.pk])).content.decode()
    assert "Takes part in a course" in page


def test_the_end_of_a_course_stands_on_the_persons_page(cast, course, sign_in):
    mark(cast, course, cast.ians_place)
    page = sign_in(cast.priya).get(reverse("people-detail", args=[cast.ian.pk]))
    text = page.content.decode()
    assert ["Finished Living well, Autumn" in text, "The course is over" in text] == [True, True]


def test_who_takes_part_in_a_course_has_no_page_of_matching(cast, course, sign_in):
    page = sign_in(cast.priya).get(reverse("people-detail", args=[cast.ian.pk]))
    assert "Matching" not in [tab.text for tab in page.context["tabs"]]


def test_the_waiting_list_leads_to_the_course_and_not_to_a_match(cast, course, sign_in):
    page = sign_in(cast.priya).get(reverse("waiting-list"), {"cohort": str(course.pk)}).content.decode()
    assert ("See the course" in page, "Find a match" in page) == (True, False)


def test_nothing_is_sent_when_nobody_referred_the_person(cast, course):
    mark(cast, course, cast.ians_place)
    assert Message.objects.of(cast.scheme).count() == 0
