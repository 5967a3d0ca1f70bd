"""The way of one person, for coordinators and for the person."""

import pytest
from django.urls import reverse

from peersupport.audit.models import Event
from tests.cast import TODAY, make_member
from tests.volunteers.joining import NOW, about, give_coach, queries, referee, rosa, stage, talk, three_people
from tests.volunteers.learning import ONLINE, a_course, a_module
from tests.volunteers.test_agreements import published
from volunteers.models import Reference, Volunteer
from volunteers.presenters import joining_own
from volunteers.presenters.recruitment_way import steps
from volunteers.selectors.recruitment_person import joining
from volunteers.services.recruitment_moves import move


@pytest.fixture
def three(cast) -> dict[str, Volunteer]:
    return three_people(cast)


def test_a_coordinator_works_somebody_through_the_pages(cast, sign_in):
    client = sign_in(cast.priya)
    asked = {"first_name": "Rosa", "last_name": "Lind", "phone": "01632 960170"}
    client.post(reverse("volunteers-new"), asked)
    who = Volunteer.objects.of(cast.scheme).get(last_name="Lind")

    def post(name: str, **data):
        answer = client.post(reverse(name, args=[who.pk]), data)
        assert (answer.status_code, answer.headers["Location"]) == (
            302,
            reverse("volunteers-joining", args=[who.pk]),
        )

    post("volunteers-give-roles", roles=[str(cast.coach.pk)])
    held_on = {"held_on_day": "20", "held_on_month": "11", "held_on_year": "2026"}
    post("volunteers-record-interview", held_by="Priya Nair", outcome="yes", notes="Warm", **held_on)
    post(
        "volunteers-name-referee",
        first_name="Edda",
        last_name="Moss",
        knows_how="Choir",
        email="e@example.org",
    )
    assert (stage(who), Reference.objects.of(cast.scheme).get().times_asked) == ("references", 1)
    post("volunteers-move", to="checks", why="References came on paper")
    post("volunteers-step-down", reason="time")
    assert stage(who) == "stepped_down"


def test_the_page_shows_the_way_and_what_is_next(cast, three, sign_in):
    page = sign_in(cast.priya).get(reverse("volunteers-joining", args=[three["sid"].pk]))
    states = [
        (step.name, "done" if step.done else step.tag.text if step.tag else "")
        for step in page.context["steps"]
    ]
    assert states == [
        ("Enquiry", "done"),
        ("Application", "done"),
        ("Interview", "Now"),
        ("References", ""),
        ("Checks", ""),
        ("Training", ""),
        ("Agreement", ""),
        ("Ready", ""),
    ]
    assert page.context["next"]["words"] == "Hold the interview."


def test_looking_at_the_way_of_a_person_is_an_event(cast, three, sign_in):
    sign_in(cast.priya).get(reverse("volunteers-joining", args=[three["sid"].pk]))
    event = Event.objects.of(cast.scheme).get(action="volunteer.looked")
    assert (event.person_key, event.detail) == (three["sid"].pk, {"page": "joining"})


def test_an_auditor_sees_the_way_without_notes_and_buttons(cast, three, sign_in):
    talk(cast, three["sid"])
    page = sign_in(cast.ana).get(reverse("volunteers-joining", args=[three["sid"].pk]))
    assert (page.status_code, page.context["actions"], "Warm and patient" in page.content.decode()) == (
        200,
        (),
        False,
    )


@pytest.mark.parametrize("stage_now", ["ready", "active", "on_leave", "stepped_down"])
def test_the_way_of_somebody_who_has_arrived_or_left_is_shown_too(cast, sign_in, stage_now):
    cast.denise.change(stage=stage_now)
    assert sign_in(cast.priya).get(reverse("volunteers-joining", args=[cast.denise.pk])).status_code == 200


@pytest.mark.parametrize(
    ("name", "data", "field"),
    [
        ("volunteers-give-roles", {}, "roles"),
        ("volunteers-move", {"to": "active"}, "why"),
        ("volunteers-move", {"to": "king", "why": "x"}, "to"),
        ("volunteers-step-down", {"reason": "not-real"}, "reason"),
        ("volunteers-record-interview", {"held_by": "x", "outcome": "yes"}, "held_on"),
        (
            "volunteers-name-referee",
            {"first_name": "a", "last_name": "b", "knows_how": "c", "email": "d"},
            "email",
        ),
    ],
)
def test_each_form_says_what_to_put_right(cast, three, sign_in, name, data, field):
    answer = sign_in(cast.priya).post(reverse(name, args=[three["rosa"].pk]), data)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


VERBS = ("give-roles", "record-interview", "name-referee", "move", "step-down")
ON_PERSON = [f"volunteers-{verb}" for verb in VERBS]
ACTIONS = ["enquiries-accept", "enquiries-reject"]


@pytest.mark.parametrize("name", [*ON_PERSON, *ACTIONS])
@pytest.mark.parametrize(
    ("who", "status"), [("hilda", 404), ("ana", 403), ("whitlock", 403), ("denise_member", 403)]
)
def test_nobody_else_works_on_somebodys_way(cast, three, sign_in, name, who, status):
    client = sign_in(getattr(cast, who))
    assert client.post(reverse(name, args=[three["rosa"].pk])).status_code == status


@pytest.mark.parametrize("name", ACTIONS)
def test_actions_are_posted(cast, three, sign_in, name):
    assert sign_in(cast.priya).get(reverse(name, args=[three["tess"].pk])).status_code == 405


@pytest.mark.parametrize(
    ("who", "status"), [("ana", 403), ("whitlock", 403), ("denise_member", 403), ("maria", 200)]
)
def test_the_list_is_for_who_works_volunteers(cast, sign_in, who, status):
    assert sign_in(getattr(cast, who)).get(reverse("recruitment")).status_code == status


def test_one_person_takes_few_queries(cast, three, sign_in):
    referee(cast, three["sid"])
    place = reverse("volunteers-joining", args=[three["sid"].pk])
    assert queries(sign_in(cast.priya), place) <= 34


# --- My own way -------------------------------------------------------------------------------


def test_somebody_on_the_way_sees_what_they_still_need_and_no_reference(cast, sign_in):
    member = make_member(cast.scheme, "Rosa Lind", "volunteer")
    who = rosa(cast)
    Volunteer.objects.of(cast.scheme).get(pk=who.pk).change(user=member.user)
    give_coach(cast, who)
    talk(cast, who)
    referee(cast, who).change(returned_at=NOW, answer="no", text="Never trust Rosa")
    before = sign_in(member).get(reverse("my-joining")).context["needed"]
    a_module(cast, a_course(cast), **ONLINE)
    published(cast)
    page = sign_in(member).get(reverse("my-joining"))
    # Nobody is asked for what the scheme has not set up yet.
    assert before == page.context["needed"][:2]
    assert page.context["needed"] == [
        "Name one person who knows you, but not from your family",
        "Get the check that your role needs; your coordinator shows you how",
        "Finish the training",
        "Sign the agreement",
    ]
    assert "Never trust" not in page.content.decode() and "Warm" not in page.content.decode()


def test_a_volunteer_who_has_arrived_has_nothing_left_to_do(cast, sign_in):
    page = sign_in(cast.denise_member).get(reverse("my-joining"))
    assert (page.status_code, page.context["needed"]) == (200, [])


def test_staff_have_no_way_of_their_own(cast, sign_in):
    assert sign_in(cast.priya).get(reverse("my-joining")).status_code == 403


@pytest.mark.parametrize(
    ("needed", "words"),
    [
        (2, "Two people who know you"),
        (1, "One person who knows you"),
        (0, "Nobody has to be asked about you"),
    ],
)
def test_a_candidate_reads_how_many_people_their_role_asks_for(cast, needed, words):
    cast.coach.change(references_needed=needed)
    who = rosa(cast)
    give_coach(cast, who)
    who.refresh_from_db()
    names = [step.name for step in joining_own.way(joining(who, on=TODAY))]
    assert names[3] == words


# --- What is behind somebody --------------------------------------------------------------------


def hints(who) -> dict[str, str]:
    return {step.name: step.hint for step in steps(joining(who, on=TODAY))}


def test_who_came_from_another_register_was_not_moved_by_hand(cast):
    cast.denise.checks.all().delete()
    said = hints(cast.denise)
    assert [said[name] for name in ("Enquiry", "Interview", "References", "Checks")] == [
        "Before this register began.",
        "Before this register began.",
        "Before this register began.",
        "The check is missing.",
    ]


def test_what_was_passed_by_hand_says_so(cast, three):
    move(**about(cast), volunteer=three["sid"], to="checks", why="References came on paper")
    three["sid"].refresh_from_db()
    said = hints(three["sid"])
    assert (said["Interview"], said["References"]) == (
        "Not held yet. Moved on by hand.",
        "0 of 2 recommend. Moved on by hand.",
    )
