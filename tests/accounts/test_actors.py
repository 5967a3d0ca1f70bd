"""Whoever acts may do what their role names. Those without an account may do one thing, and see no rows."""

from datetime import timedelta

import pytest

from peersupport.accounts import permissions, roles
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import NotAllowed
from peersupport.audit.models import Event
from programmes.models import Concern, Patient
from programmes.services.concerns import raise_concern
from tests.cast import TODAY
from tests.volunteers.joining import about, give_coach, referee, rosa
from volunteers.choices import FORM
from volunteers.models import Volunteer
from volunteers.services import references
from volunteers.services.recruitment import Contact, enquire
from volunteers.services.roles_held import give_roles

EVERYTHING = {value for name, value in vars(permissions).items() if name.isupper()}
EDDA = {"first_name": "Edda", "last_name": "Moss", "knows_how": "A neighbour", "email": "edda@example.org"}


def can(actor: Actor) -> set[str]:
    return {permission for permission in EVERYTHING if actor.can(permission)}


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (roles.ENQUIRER, {permissions.ENQUIRE}),
        (roles.CANDIDATE, {permissions.NAME_REFEREES}),
        (roles.REFEREE, {permissions.GIVE_REFERENCES}),
        (roles.PERSON, {permissions.GIVE_FEEDBACK}),
        (roles.GRADUATE, {permissions.ANSWER_INVITATIONS}),
    ],
)
def test_somebody_without_an_account_may_do_one_thing(cast, role, may):
    assert can(Actor.outside(cast.scheme, role)) == may


def test_the_system_may_do_everything_and_a_member_what_the_role_names(cast):
    assert (can(Actor.system(cast.scheme)), can(cast.by(cast.whitlock))) == (EVERYTHING, {permissions.REFER})


def test_an_actor_without_a_word_about_it_may_do_nothing(cast):
    assert can(Actor(scheme=cast.scheme, name="Somebody", role="nobody")) == set()


@pytest.mark.parametrize("role", [role for role, _ in roles.OUTSIDE])
def test_somebody_without_an_account_sees_no_rows(cast, role):
    by = Actor.outside(cast.scheme, role)
    seen = [model.objects.visible_to(by).count() for model in (Patient, Volunteer, Concern, Event)]
    assert seen == [0, 0, 0, 0]


@pytest.mark.parametrize("role", [role for role, _ in roles.OUTSIDE])
def test_somebody_without_an_account_raises_no_worry_and_gives_no_role(cast, monday, role):
    by = Actor.outside(cast.scheme, role)
    with pytest.raises(NotAllowed):
        raise_concern(by=by, at=monday, words="Somebody is unwell", patient=cast.mo)
    with pytest.raises(NotAllowed):
        give_roles(by=by, volunteer=cast.denise, roles=[cast.befriender], at=monday, today=TODAY)


def test_the_link_of_one_candidate_names_nobody_for_another(cast):
    who = rosa(cast)
    give_coach(cast, who)
    by = Actor.outside(cast.scheme, roles.CANDIDATE, about=cast.denise.pk)
    with pytest.raises(NotAllowed):
        references.name_own_referee(**about(cast, by=by), volunteer=who, **EDDA)


def test_the_audit_says_what_those_without_an_account_are(cast, monday):
    contact = Contact("Una", "Bell", email="una@example.org")
    by = Actor.outside(cast.scheme, roles.ENQUIRER)
    enquire(by=by, contact=contact, source=FORM, at=monday, today=TODAY)
    who = rosa(cast)
    give_coach(cast, who)
    row = referee(cast, who)
    references.give(
        reference=row, answer="yes", known_for="5", text="Kind", at=monday + timedelta(days=1), today=TODAY
    )
    said = Event.objects.filter(action__in=["enquiry.received", "joining.link_sent", "reference.given"])
    assert [(event.action, event.by_name, event.by_role) for event in said.order_by("number")] == [
        ("enquiry.received", "The public form", "enquirer"),
        ("joining.link_sent", "The system", "system"),
        ("enquiry.received", "Priya Nair", "coordinator"),
        ("reference.given", "The referee, by link", "referee"),
    ]
