"""Roles as data: named by the scheme, mapped to a kind, with a check level that has a reason."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from peersupport.accounts.gates import NotAllowed
from peersupport.audit.models import Event
from tests.cast import TODAY
from tests.volunteers.joining import NOW, about, give_coach, referee, rosa, stage, talk
from volunteers.models import AgreementText, Course, Module, Role
from volunteers.selectors.roles import roles
from volunteers.services.references import record_by_hand
from volunteers.services.roles import RoleRefused, add_role, change_role, start_with_usual_roles, switch

WELCOMER = {
    "kind": "welcomer",
    "name": "Greeter",
    "check_level": "none",
    "workforce": "adult",
    "check_reason": "Greets people at the door",
    "check_months": "36",
    "references_needed": "1",
    "caseload": "fixed",
    "people_at_once": "1",
}


def by_maria(cast) -> dict:
    return {"by": cast.by(cast.maria), "at": NOW}


def all_of(cast):
    return roles(actor=cast.by(cast.maria), on=TODAY)


def test_a_new_scheme_begins_with_four_roles_and_three_more_are_ready(cast):
    cast.hilda.change(role="manager")
    hilda = {**by_maria(cast), "by": cast.by(cast.hilda)}
    made = start_with_usual_roles(**hilda)
    found = roles(actor=cast.by(cast.hilda), on=TODAY)
    assert {role.kind for role in made} == {"lay_tutor", "befriender", "navigator", "coach"}
    assert [kind for kind, _ in found.ready] == ["welcomer", "facilitator", "peer_mentor"]
    assert next(role for role in made if role.kind == "coach").caseload == "hcc"


def test_a_scheme_that_has_roles_does_not_begin_anew(cast):
    with pytest.raises(RoleRefused, match="has roles already"):
        start_with_usual_roles(**by_maria(cast))


def test_a_role_says_who_holds_it(cast):
    cast.joan.change(stage="stepped_down")
    found = {line.role.name: line.held for line in all_of(cast).on}
    assert found == {"Befriender": 0, "Coach": 2}


def test_a_role_is_renamed_and_whoever_holds_it_keeps_it(cast):
    change_role(**by_maria(cast), today=TODAY, role=cast.coach, fields={"name": "Health coach"})
    assert cast.denise.held_roles.get().role.name == "Health coach"


def test_a_change_is_audited_with_old_and_new(cast):
    change_role(**by_maria(cast), today=TODAY, role=cast.coach, fields={"name": "Coach", "people_at_once": 4})
    event = Event.objects.of(cast.scheme).get(action="role.changed")
    assert (event.by_name, event.detail) == ("Maria Costa", {"people_at_once": [5, 4]})


def test_nothing_changed_is_nothing_audited(cast):
    change_role(**by_maria(cast), today=TODAY, role=cast.coach, fields={"name": "Coach"})
    assert not Event.objects.of(cast.scheme).filter(action="role.changed").exists()


def test_the_kind_of_a_role_never_changes(cast):
    change_role(**by_maria(cast), today=TODAY, role=cast.coach, fields={"kind": "befriender"})
    cast.coach.refresh_from_db()
    assert cast.coach.kind == "coach"


def test_another_check_level_needs_its_own_reason(cast):
    with pytest.raises(RoleRefused) as refused:
        change_role(**by_maria(cast), today=TODAY, role=cast.coach, fields={"check_level": "basic"})
    assert refused.value.field == "check_reason"
    new = {"check_level": "basic", "check_reason": "Only by phone since May"}
    assert change_role(**by_maria(cast), today=TODAY, role=cast.coach, fields=new).check_level == "basic"


def test_a_role_that_needs_less_moves_those_on_who_waited_for_it(cast):
    who = rosa(cast)
    give_coach(cast, who)
    talk(cast, who)
    record_by_hand(**about(cast), reference=referee(cast, who), answer="yes", known_for="1 year", text="")
    assert stage(who) == "references"
    change_role(**by_maria(cast), today=TODAY, role=cast.coach, fields={"references_needed": 1})
    assert stage(who) == "checks"


@pytest.mark.parametrize("name", ["coach", "COACH"])
def test_two_roles_cannot_have_one_name(cast, name):
    with pytest.raises(RoleRefused, match="already"):
        add_role(**by_maria(cast), fields={**WELCOMER, "name": name})


def test_a_role_that_is_switched_off_is_kept_by_whoever_holds_it(cast):
    switch(**by_maria(cast), role=cast.coach, on=False, today=TODAY)
    found = all_of(cast)
    assert [(line.role.name, line.held) for line in found.off] == [("Coach", 2)]
    switch(**by_maria(cast), role=cast.coach, on=True, today=TODAY)
    actions = Event.objects.of(cast.scheme).filter(action__startswith="role.switched")
    assert [event.action for event in actions.order_by("number")] == ["role.switched_off", "role.switched_on"]


def test_the_overview_takes_two_queries(cast):
    with CaptureQueriesContext(connection) as captured:
        all_of(cast)
    assert len(captured) == 2


@pytest.mark.parametrize("name", ["priya", "ana", "denise_member", "hilda"])
def test_only_a_manager_of_this_scheme_works_with_roles(cast, name):
    other = {"by": cast.by(getattr(cast, name)), "at": NOW}
    for write in (
        lambda: change_role(**other, today=TODAY, role=cast.coach, fields={"name": "X"}),
        lambda: switch(**other, role=cast.coach, on=False, today=TODAY),
        lambda: add_role(**other, fields=WELCOMER),
        lambda: start_with_usual_roles(**other),
    ):
        with pytest.raises(NotAllowed):
            write()


# --- Pages ------------------------------------------------------------------------------------


def test_the_page_lists_roles_with_check_reason_and_supervision(cast, sign_in):
    page = sign_in(cast.maria).get(reverse("roles"))
    row = next(row for row in page.context["on"].rows if row.cells[0].text == "Coach")
    assert [cell.text for cell in row.cells[1:6]] == [
        "Enhanced check, workforce: adults, renewed after 36 months",
        "2 references, training, agreement",
        "Rules",
        "5, in steps",
        "2 people",
    ]
    assert (row.cells[1].sub, row.cells[3].sub) == ("Regular support", "No rules yet")


def test_a_manager_adds_a_role_under_a_name_of_their_own(cast, sign_in):
    client = sign_in(cast.maria)
    offered = client.get(reverse("roles-new"), {"kind": "welcomer"}).context["form"].initial
    assert (offered["name"], offered["check_level"]) == ("Welcomer", "none")
    assert client.post(reverse("roles-new"), WELCOMER).status_code == 302
    role = Role.objects.of(cast.scheme).get(name="Greeter")
    assert (role.kind, role.needs_training, role.people_at_once) == ("welcomer", False, 1)


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"name": "Coach"}, "name"),
        ({"check_level": "highest"}, "check_level"),
        ({"check_reason": "because"}, "check_reason"),
        ({"check_months": "0"}, "check_months"),
        ({"people_at_once": "many"}, "people_at_once"),
        ({"kind": "king"}, "kind"),
    ],
)
def test_a_mistake_is_said_beside_its_field(cast, sign_in, bad, field):
    answer = sign_in(cast.maria).post(reverse("roles-new"), {**WELCOMER, **bad})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


def test_a_kind_in_the_address_that_does_not_exist_is_ignored(cast, sign_in):
    assert sign_in(cast.maria).get(reverse("roles-new"), {"kind": "king"}).status_code == 200


def test_a_role_is_changed_on_its_page(cast, sign_in):
    client, place = sign_in(cast.maria), reverse("roles-change", args=[cast.coach.pk])
    start = client.get(place).context["form"].initial
    client.post(place, {**start, "name": "Health coach"})
    cast.coach.refresh_from_db()
    assert (cast.coach.name, cast.coach.check_level, cast.coach.people_at_once) == (
        "Health coach",
        "enhanced",
        5,
    )


def test_a_role_is_switched_off_and_on_by_its_button(cast, sign_in):
    client, place = sign_in(cast.maria), reverse("roles-switch", args=[cast.coach.pk])
    states = []
    for _ in range(2):
        client.post(place)
        cast.coach.refresh_from_db()
        states.append(cast.coach.off_since_on)
    assert states == [TODAY, None]


@pytest.mark.parametrize("name", ["roles", "roles-new"])
@pytest.mark.parametrize("who", ["priya", "ana", "whitlock", "denise_member", "hilda"])
def test_only_managers_open_the_pages(cast, sign_in, name, who):
    assert sign_in(getattr(cast, who)).get(reverse(name)).status_code == 403


@pytest.mark.parametrize("name", ["roles-change", "roles-switch"])
def test_another_schemes_role_is_not_found(cast, sign_in, name):
    cast.hilda.change(role="manager")
    assert sign_in(cast.hilda).post(reverse(name, args=[cast.coach.pk])).status_code == 404


def test_one_page_says_everything_that_a_role_asks_for(cast, sign_in):
    course = Course.make(scheme=cast.scheme, name="Coaching")
    Module.make(
        scheme=cast.scheme, course=course, position=1, name="Listening", way="live", needed_for=["coach"]
    )
    AgreementText.make(
        scheme=cast.scheme,
        role=cast.coach,
        version=2,
        text="We listen.",
        published_on=TODAY,
        sign_by_on=TODAY,
    )
    page = sign_in(cast.maria).get(reverse("roles-detail", args=[cast.coach.pk]))
    told = {fact.key: (fact.value, fact.change.text if fact.change else "") for fact in page.context["facts"]}
    assert told == {
        "Name": ("Coach", "Change"),
        "Means, for the product": ("Coach", ""),
        "Check": ("Enhanced check, workforce: adults, renewed after 36 months", "Change"),
        "Why this check": ("Regular support", "Change"),
        "References": ("2 references", "Change"),
        "Role training": ("Must be finished first", "Change"),
        "Agreement": ("Must be signed first", "Change"),
        "People at once": ("5, in steps", "Change"),
        "Held by": ("2 people", "Show"),
    }
    assert [row.cells[0].text for row in page.context["modules"].rows] == ["Listening"]
    assert [row.cells[1].text for row in page.context["documents"].rows] == [
        "Nothing is published yet",
        "Version 2, Mon 23 Nov 2026",
    ]


def test_a_coordinator_reads_a_role_and_changes_nothing(cast, sign_in):
    page = sign_in(cast.priya).get(reverse("roles-detail", args=[cast.coach.pk]))
    links = [fact.change.text for fact in page.context["facts"] if fact.change]
    assert (page.context["actions"], links) == ((), ["Show"])
