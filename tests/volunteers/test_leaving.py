"""What ends, and what is named, when somebody leaves."""

from datetime import date, time, timedelta

from django.urls import reverse

from peersupport.core import secret_links
from peersupport.reporting.selectors.today import tasks
from tests.cast import TODAY
from tests.volunteers.joining import NOW, about
from tests.volunteers.learning import a_course
from tests.volunteers.supervising import planned
from volunteers.models import Reference, Supervision, SupervisionPlace
from volunteers.selectors.references import PURPOSE
from volunteers.services import references
from volunteers.services.courses import give_places
from volunteers.services.recruitment_moves import step_down
from volunteers.services.supervision import Mark, take_register
from volunteers.services.training_own import say_needs
from volunteers.services.workload import plan_duties

A_WEEK = timedelta(days=7)


def lets_go(cast, who="denise"):
    step_down(**about(cast), volunteer=getattr(cast, who), reason="time")


def invited(session) -> list:
    return list(session.places.values_list("volunteer__first_name", flat=True))


def test_whoever_leaves_is_taken_off_a_group_and_its_register_can_be_saved(cast):
    session = planned(cast, cast.denise, cast.abdul, on=TODAY + A_WEEK)[0]
    lets_go(cast)
    assert invited(session) == ["Abdul"]
    then = about(cast) | {"today": session.on}
    take_register(**then, session=session, marks={cast.abdul: Mark("present")}, notes="")
    assert Supervision.objects.of(cast.scheme).get().taken_on == session.on


def test_a_session_with_them_alone_is_cancelled(cast):
    session = planned(cast, cast.denise, kind="one", on=TODAY + A_WEEK)[0]
    lets_go(cast)
    session.refresh_from_db()
    assert session.cancelled_on == TODAY


def test_a_session_that_has_begun_stays_as_it_was(cast):
    session = planned(cast, cast.denise, cast.abdul)[0]
    session.change(at=time(9))
    lets_go(cast)
    assert SupervisionPlace.objects.of(cast.scheme).filter(session=session).count() == 2


def test_their_place_in_a_course_and_their_duties_to_come_end(cast):
    course = a_course(cast)
    give_places(**about(cast), course=course, volunteers=[cast.denise])
    facts = {"kind": "course", "name": "Living well", "every_weeks": 1, "dates": 3, "minutes": 120}
    plan_duties(**about(cast), volunteer=cast.denise, starts_on=TODAY - A_WEEK, **facts)
    lets_go(cast)
    ahead = cast.denise.duties.held().values_list("on", flat=True).order_by("on", "pk")
    assert (cast.denise.places.get().left_on, list(ahead)) == (TODAY, [TODAY - A_WEEK, TODAY])


def test_the_link_of_a_referee_ends_when_the_candidate_goes(cast, client):
    cast.denise.change(stage="references")
    names = {"first_name": "Edda", "last_name": "Moss", "knows_how": "The choir", "email": "edda@example.org"}
    row = references.name_referee(**about(cast), volunteer=cast.denise, **names)
    row.refresh_from_db()
    place = reverse("references-give", args=[secret_links.again(row.token_hash, PURPOSE, row.nonce)])
    before = client.get(place).content.decode()
    lets_go(cast)
    answer = client.post(place, {"answer": "yes", "known_for": "2 years", "text": "Good"})
    assert "not needed any more" not in before
    assert "not needed any more" in answer.content.decode()
    assert Reference.objects.of(cast.scheme).get().returned_at is None


def test_the_page_says_first_what_ends_and_what_is_to_be_given_back(cast, sign_in):
    planned(cast, cast.denise, on=date(2026, 11, 28))
    say_needs(**about(cast), volunteer=cast.denise, fields={"loan": "lent"})
    page = sign_in(cast.priya).get(reverse("volunteers-step-down", args=[cast.denise.pk]))
    assert page.context["notes"] == [
        "They are taken off: supervision on Sat 28 Nov 2026 at 2:00pm.",
        "They have a device on loan: ask for it back. Today reminds you until it is there.",
    ]


def test_a_device_on_loan_is_asked_back_until_it_is_there(cast):
    about_her = about(cast) | {"volunteer": cast.denise}
    say_needs(**about_her, fields={"loan": "lent"})

    def asked() -> list:
        return [one.row for one in tasks(actor=cast.by(cast.priya), at=NOW) if one.kind == "device"]

    before = asked()
    lets_go(cast)
    gone = asked()
    say_needs(**about_her, fields={"loan": ""})
    assert (before, gone, asked()) == ([], [cast.denise], [])
