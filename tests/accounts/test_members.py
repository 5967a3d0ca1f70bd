"""Letting people into the scheme by a link that works once, and out again."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from peersupport.accounts.gates import NotAllowed
from peersupport.accounts.models import Invite, Membership, User
from peersupport.accounts.services import memberships
from peersupport.accounts.services.memberships import MemberRefused
from peersupport.audit.models import Event
from peersupport.core import clock
from peersupport.messaging.models import Message
from peersupport.messaging.services.pump import pump
from tests.cast import TODAY, make_member
from tests.volunteers.joining import NOW

PASSWORD = "seven quiet river boats"
NEW = {"name": "Wanda Holt", "email": "wanda.holt@example.org", "role": "coordinator", "title": "Harton"}


def invite(cast, **more):
    about = {"by": cast.by(cast.maria), "at": NOW, "today": TODAY}
    return memberships.invite(**about, **{**NEW, **more})


def link() -> str:
    pump(at=clock.now())
    return re.search(r"http://[^/\s]+(/by-link/welcome/\S+)", mail.outbox[-1].body).group(1)


def test_a_manager_invites_a_coordinator_who_chooses_a_password_and_works(client, sign_in, cast):
    sign_in(cast.maria).post(reverse("members-invite"), {**NEW, "team": cast.harton.pk})
    place = link()
    client.logout()
    assert "Wanda" in client.get(place).content.decode()
    client.post(place, {"password": PASSWORD})
    client.post(reverse("account_login"), {"login": NEW["email"], "password": PASSWORD})
    assert client.get(reverse("today")).status_code == 200
    assert Membership.objects.of(cast.scheme).get(user__email=NEW["email"]).team == cast.harton


def test_looking_at_the_link_uses_nothing_up_and_saving_does(client, cast):
    invite(cast)
    place = link()
    looked = [client.get(place).status_code, client.head(place).status_code, client.get(place).status_code]
    client.post(place, {"password": PASSWORD})
    assert (
        looked,
        client.get(place).status_code,
        client.post(place, {"password": "x" * 20}).status_code,
    ) == (
        [200, 200, 200],
        410,
        410,
    )
    assert User.objects.get(email=NEW["email"]).check_password(PASSWORD)


def test_a_password_that_is_too_short_says_so_and_keeps_the_link(client, cast):
    invite(cast)
    place = link()
    answer = client.post(place, {"password": "short"})
    assert (answer.status_code, "at least 12" in answer.content.decode()) == (422, True)
    assert client.get(place).status_code == 200


def test_the_link_runs_out_after_fourteen_days(client, cast, monday):
    invite(cast)
    place = link()
    with clock.fixed(monday.replace(month=12, day=7)):
        last_day = client.get(place).status_code
    with clock.fixed(monday.replace(month=12, day=8)):
        assert (last_day, client.get(place).status_code) == (200, 410)


def test_a_new_link_ends_the_one_before(client, sign_in, cast):
    member = invite(cast)
    first = link()
    sign_in(cast.maria).post(reverse("members-send", args=[member.pk]))
    second = link()
    client.logout()
    assert (client.get(first).status_code, client.get(second).status_code) == (404, 200)


def test_a_link_never_changes_a_password_that_somebody_has(client, cast):
    """Hilda coordinates Hillside, and is let into Riverbank too."""
    member = invite(cast, email=cast.hilda.user.email)
    answer = client.post(link(), {"password": PASSWORD})
    assert (answer.status_code, "You have an account" in answer.content.decode()) == (410, True)
    cast.hilda.user.refresh_from_db()
    assert (member.user, cast.hilda.user.check_password(PASSWORD)) == (cast.hilda.user, False)


def test_somebody_of_two_schemes_chooses_where_to_work(sign_in, cast):
    member = invite(cast, email=cast.hilda.user.email)
    client = sign_in(cast.hilda)
    before = client.get(reverse("choose")).content.decode()
    client.post(reverse("choose-switch", args=[member.pk]))
    after = client.get(reverse("today")).content.decode()
    assert ("Riverbank Health Coaching" in before, "Riverbank Health Coaching" in after) == (True, True)
    assert client.post(reverse("choose-switch", args=[cast.priya.pk])).status_code == 404


def test_only_managers_let_staff_in_and_out(cast):
    about = {"at": NOW, "today": TODAY, "by": cast.by(cast.priya)}
    with pytest.raises(NotAllowed):
        memberships.invite(**about, **NEW)
    with pytest.raises(NotAllowed):
        memberships.end(**about, membership=cast.tom)


def test_somebody_is_not_let_in_twice(cast):
    with pytest.raises(MemberRefused, match="already"):
        invite(cast, email="PRIYA.nair@example.org")


def test_a_coordinator_who_is_let_go_is_out_at_the_next_request_and_their_people_go_to_another(sign_in, cast):
    client = sign_in(cast.priya)
    assert client.get(reverse("today")).status_code == 200
    manager = type(client)()
    manager.force_login(cast.maria.user)
    manager.post(reverse("members-end", args=[cast.priya.pk]), {"to": cast.maria.pk})
    assert client.get(reverse("today")).headers["Location"].startswith(reverse("account_login"))
    for row in (cast.denise, cast.mos_place):
        row.refresh_from_db()
    assert (cast.denise.coordinator, cast.mos_place.owner) == (cast.maria, cast.maria)
    assert Event.objects.get(action="member.ended").detail["handed_over"] == 5


def test_nobody_is_let_go_while_their_people_would_be_nobodys(cast):
    with pytest.raises(MemberRefused, match="who takes over"):
        memberships.end(by=cast.by(cast.maria), membership=cast.priya, at=NOW, today=TODAY)
    cast.priya.refresh_from_db()
    assert cast.priya.ends_on is None


def test_work_goes_only_to_somebody_who_sees_as_much(cast):
    with pytest.raises(NotAllowed):
        memberships.end(by=cast.by(cast.maria), membership=cast.priya, to=cast.tom, at=NOW, today=TODAY)


def test_the_last_manager_stays_and_nobody_lets_themself_go(cast):
    other = make_member(cast.scheme, "Greta Lane", "manager")
    about = {"at": NOW, "today": TODAY}
    with pytest.raises(MemberRefused, match="yourself"):
        memberships.end(by=cast.by(cast.maria), membership=cast.maria, **about)
    memberships.end(by=cast.by(other), membership=cast.maria, **about)
    with pytest.raises(MemberRefused, match="needs a manager"):
        memberships.end(by=cast.by(cast.maria).system(cast.scheme), membership=other, **about)


def test_an_invite_that_is_not_needed_any_more_is_not_sent(cast):
    member = invite(cast)
    memberships.end(by=cast.by(cast.maria), membership=member, at=NOW, today=TODAY)
    pump(at=clock.now())
    assert Message.objects.of(cast.scheme).get(template="invited").state == "cancelled"
    assert mail.outbox == []


def test_the_list_says_how_everybody_stands_and_costs_the_same_for_many(
    sign_in, cast, django_assert_num_queries
):
    client = sign_in(cast.maria)
    text = client.get(reverse("members")).content.decode()
    assert ("Priya Nair" in text, "Denise Harper" in text) == (True, False)
    few = _queries(client)
    for number in range(8):
        invite(cast, email=f"new{number}@example.org")
    assert _queries(client) == few
    assert Invite.objects.of(cast.scheme).count() == 8


def _queries(client) -> int:
    from tests.volunteers.joining import queries

    return queries(client, reverse("members"))
