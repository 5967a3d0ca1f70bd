"""A no of a referee or an interviewer: nobody moves on past it until a coordinator decides, and says why."""

import pytest
from django.urls import reverse

from peersupport.audit.models import Event
from tests.cast import TODAY
from tests.volunteers.joining import NOW, about, give_coach, referee, rosa, seen, stage, talk
from volunteers.choices import AGREEMENT, CHECKS, READY, REFERENCES
from volunteers.selectors import eligibility
from volunteers.selectors.recruitment_person import joining
from volunteers.services.recruitment_moves import MoveRefused, go_on, move
from volunteers.services.references import give, mark_read, record_by_hand


def says(cast, who, name: str, answer: str):
    said = {"answer": answer, "known_for": "Ten years", "text": "Said on the phone."}
    row = referee(cast, who, name)
    record_by_hand(**about(cast), reference=row, **said)
    return row


def vouched(cast):
    """Rosa has a role, a good talk and two references."""
    who = rosa(cast)
    give_coach(cast, who)
    talk(cast, who)
    says(cast, who, "Edda", "yes")
    return who


def todo(who) -> str:
    return joining(who, on=TODAY).next


def test_a_referee_who_is_against_stops_somebody_whoever_else_recommends_them(cast):
    who = vouched(cast)
    says(cast, who, "Ivo", "no")
    says(cast, who, "Ulla", "yes")
    seen(cast, who)
    talk(cast, who)
    assert (stage(who), todo(who)) == (REFERENCES, "decide")
    assert not eligibility(who, cast.coach, TODAY).ok


def test_an_interviewer_who_says_no_later_stops_somebody_at_any_stage(cast):
    who = vouched(cast)
    says(cast, who, "Ulla", "yes")
    talk(cast, who, "no")
    seen(cast, who)
    give_coach(cast, who)
    assert (stage(who), todo(who)) == (CHECKS, "decide")


def test_whoever_was_not_sure_talks_again_and_a_newer_yes_is_enough(cast):
    who = vouched(cast)
    says(cast, who, "Ulla", "yes")
    talk(cast, who, "unsure")
    before = (stage(who), todo(who))
    seen(cast, who)
    talk(cast, who, "yes")
    assert (before, stage(who)) == ((CHECKS, "talk"), READY)


def test_a_coordinator_decides_with_a_reason_and_the_person_moves_on_by_themself(cast):
    who = vouched(cast)
    says(cast, who, "Ivo", "no")
    talk(cast, who, "no")
    says(cast, who, "Ulla", "yes")
    seen(cast, who)
    go_on(**about(cast), volunteer=who, why="An old quarrel. We talked with both.")
    assert stage(who) == READY
    assert Event.objects.filter(action="volunteer.goes_on", person_key=who.pk).count() == 1
    says(cast, who, "Olaf", "no")
    assert todo(who) == "decide"


def test_a_decision_needs_a_reason_and_something_to_decide(cast):
    who = vouched(cast)
    with pytest.raises(MoveRefused, match="Nothing speaks against"):
        go_on(**about(cast), volunteer=who, why="Fine")
    talk(cast, who, "no")
    with pytest.raises(MoveRefused, match="Say why"):
        go_on(**about(cast), volunteer=who, why=" ")


def test_what_a_referee_wrote_is_read_before_somebody_decides(cast):
    who = vouched(cast)
    row = referee(cast, who, "Ivo")
    give(reference=row, answer="no", known_for="A year", text="No.", at=NOW, today=TODAY)
    says(cast, who, "Ulla", "yes")
    assert (stage(who), todo(who)) == (REFERENCES, "read")
    with pytest.raises(MoveRefused, match="Read every reference"):
        go_on(**about(cast), volunteer=who, why="Fine")
    mark_read(**about(cast), reference=row)
    assert todo(who) == "decide"


def test_nobody_is_moved_on_by_hand_past_a_no_but_back(cast):
    who = vouched(cast)
    says(cast, who, "Ivo", "no")
    with pytest.raises(MoveRefused, match="Decide about them first"):
        move(**about(cast), volunteer=who, to=AGREEMENT, why="On paper")
    move(**about(cast), volunteer=who, to="interview", why="Talk again")
    assert stage(who) == "interview"


def test_the_page_says_what_speaks_against_and_keeps_the_decision(cast, sign_in):
    who, client = vouched(cast), sign_in(cast.priya)
    says(cast, who, "Ivo", "no")
    place = reverse("volunteers-go-on", args=[who.pk])
    way = client.get(reverse("volunteers-joining", args=[who.pk]))
    page = client.get(place)
    assert way.context["next"]["action"].href == place
    assert [(fact.key, fact.value) for fact in page.context["doubts"]] == [
        ("Reference, Mon 23 Nov 2026", "No, I do not recommend them. Ivo Moss, Ran the choir together")
    ]
    after = client.post(place, {"why": "An old quarrel"}, follow=True)
    assert "1 of 2 recommend." in str(after.context["steps"])
    nothing = client.get(place).content.decode()
    assert "nothing to decide" in nothing
