"""How a candidate gets in: their own page by link, whom they name, and the account."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import NotAllowed
from peersupport.accounts.roles import CANDIDATE
from peersupport.core import clock
from peersupport.messaging.models import Message
from peersupport.messaging.services.pump import pump
from tests.cast import TODAY, make_member
from tests.volunteers.joining import about, give_coach, referee, rosa, seen, talk
from volunteers.choices import FORM
from volunteers.models import Reference, Volunteer
from volunteers.selectors.joining import account
from volunteers.services import joining, references
from volunteers.services.joining import JoiningRefused
from volunteers.services.recruitment import accept_enquiry
from volunteers.services.recruitment_moves import move, step_down
from volunteers.services.references import ReferenceRefused

EDDA = {
    "first_name": "Edda",
    "last_name": "Moss",
    "knows_how": "Ran the choir",
    "email": "edda@example.org",
}


def link(kind: str) -> str:
    pump(at=clock.now())
    found = [re.search(rf"http://[^/\s]+(/by-link/{kind}/\S+)", one.body) for one in mail.outbox]
    return [one for one in found if one][-1].group(1)


def fresh(who) -> Volunteer:
    return Volunteer.objects.select_related("scheme").get(pk=who.pk)


def test_whoever_asks_by_the_form_is_sent_their_own_page(client, cast):
    rosa(cast, source=FORM)
    text = client.get(link("joining")).content.decode()
    assert ("Hello Rosa" in text, "We get in touch with you" in text) == (True, True)


def test_an_enquiry_that_is_held_is_sent_its_page_when_somebody_has_looked(cast):
    who = rosa(cast, source=FORM, signs={"fast"})
    before = Message.objects.of(cast.scheme).count()
    accept_enquiry(**about(cast), volunteer=who)
    assert (before, Message.objects.of(cast.scheme).get().template) == (0, "joining_link")


def test_the_page_by_link_names_people_who_are_asked_at_once(client, cast):
    who = rosa(cast, source=FORM)
    place = link("joining")
    give_coach(cast, who)
    client.post(f"{place}name/", EDDA)
    row = Reference.objects.of(cast.scheme).get()
    assert (row.name, row.times_asked, "Edda Moss" in client.get(place).content.decode()) == (
        "Edda Moss",
        1,
        True,
    )


def test_nobody_is_named_before_a_coordinator_has_talked_with_them(client, cast):
    rosa(cast, source=FORM)
    answer = client.post(f"{link('joining')}name/", EDDA)
    assert (answer.status_code, Reference.objects.of(cast.scheme).count()) == (422, 0)


def test_a_candidate_names_four_people_at_most(cast):
    who = rosa(cast)
    give_coach(cast, who)
    for name in ("Edda", "Finn", "Gail", "Hugo"):
        referee(cast, who, name)
    by = Actor.outside(cast.scheme, CANDIDATE, about=who.pk)
    with pytest.raises(ReferenceRefused, match="enough"):
        references.name_own_referee(**about(cast, by=by), volunteer=fresh(who), **EDDA)


def test_the_link_ends_when_somebody_steps_down_and_a_newer_one_ends_it_too(client, cast):
    who = rosa(cast, source=FORM)
    first = link("joining")
    joining.send_link(**about(cast), volunteer=who)
    second = link("joining")
    codes = [client.get(first).status_code, client.get(second).status_code]
    step_down(**about(cast), volunteer=who, reason="time")
    assert (codes, client.get(second).status_code) == ([404, 200], 410)


def test_a_volunteer_names_people_only_for_themself(cast):
    who = rosa(cast)
    give_coach(cast, who)
    by = cast.by(cast.denise_member)
    with pytest.raises(NotAllowed):
        references.name_own_referee(**about(cast, by=by), volunteer=fresh(who), **EDDA)


def test_rosa_names_somebody_on_her_own_page(sign_in, cast):
    member, who = make_member(cast.scheme, "Rosa Lind", "volunteer"), rosa(cast)
    fresh(who).change(user=member.user)
    give_coach(cast, who)
    sign_in(member).post(reverse("my-joining-referee"), EDDA)
    assert who.references.get().email == "edda@example.org"


def test_a_coordinator_puts_an_address_right_and_the_old_link_stops(client, sign_in, cast):
    who = rosa(cast)
    give_coach(cast, who)
    row = referee(cast, who)
    old = link("reference")
    place = reverse("references-correct", args=[row.pk])
    sign_in(cast.priya).post(place, {**EDDA, "email": "edda.moss@example.org"})
    row.refresh_from_db()
    assert (row.email, row.times_asked, client.get(old).status_code) == ("edda.moss@example.org", 2, 404)
    pump(at=clock.now())
    assert mail.outbox[-1].to == ["edda.moss@example.org"]


def test_the_account_comes_by_itself_at_the_stage_of_checks(client, cast):
    who = rosa(cast)
    give_coach(cast, who)
    talk(cast, who)
    before = account(fresh(who), on=TODAY).standing
    move(**about(cast), volunteer=who, to="checks", why="References are on paper")
    assert (before, account(fresh(who), on=TODAY).standing) == ("none", "invited")
    client.post(link("welcome"), {"password": "seven quiet river boats"})
    client.post(
        reverse("account_login"), {"login": "rosa.lind@example.org", "password": "seven quiet river boats"}
    )
    page = client.get(reverse("my-joining"))
    assert (page.status_code, "All of it, one by one" in page.content.decode()) == (200, True)


def test_a_scheme_sets_the_stage_or_none(sign_in, cast):
    sign_in(cast.maria).post(reverse("joining-rules"), {"account_at": "by-hand"})
    who = rosa(cast)
    give_coach(cast, who)
    seen(cast, who)
    move(**about(cast), volunteer=who, to="agreement", why="Elsewhere")
    assert account(fresh(who), on=TODAY).standing == "none"


def test_no_account_comes_by_itself_when_the_address_has_one_already(cast):
    who = rosa(cast)
    fresh(who).change(email=cast.whitlock.user.email)
    move(**about(cast), volunteer=who, to="checks", why="Known")
    assert account(fresh(who), on=TODAY).standing == "none"
    joining.invite(**about(cast), volunteer=fresh(who))
    assert fresh(who).user == cast.whitlock.user


def test_two_volunteers_do_not_share_an_account(cast):
    who = rosa(cast)
    fresh(who).change(email=cast.denise.email)
    with pytest.raises(JoiningRefused, match="Another volunteer"):
        joining.invite(**about(cast), volunteer=fresh(who))


def test_without_an_address_nobody_is_invited(cast):
    who = rosa(cast)
    fresh(who).change(email="")
    with pytest.raises(JoiningRefused, match="no e-mail"):
        joining.invite(**about(cast), volunteer=fresh(who))


def test_stepping_down_ends_the_account_at_the_next_request_and_coming_back_opens_it(sign_in, cast):
    client = sign_in(cast.joan_member)
    step_down(**about(cast), volunteer=cast.joan, reason="health")
    out = client.get(reverse("my-people")).headers["Location"].startswith(reverse("account_login"))
    standing = account(fresh(cast.joan), on=TODAY).standing
    move(**about(cast), volunteer=cast.joan, to="application", why="Is back")
    joining.invite(**about(cast), volunteer=fresh(cast.joan))
    assert (out, standing, account(fresh(cast.joan), on=TODAY).standing) == (True, "closed", "signs in")


def test_the_record_says_how_somebody_gets_in_and_invites_with_one_press(sign_in, cast):
    who, client = rosa(cast), sign_in(cast.priya)
    place = reverse("volunteers-joining", args=[who.pk])
    before = client.get(place).content.decode()
    client.post(reverse("volunteers-invite", args=[who.pk]))
    after = client.get(place).content.decode()
    assert ("No account yet" in before, "Invited. The link works until" in after) == (True, True)
