"""The demo: everybody is made up, every state is there, and nothing of another scheme is touched."""

import pytest

from peersupport.accounts.actors import Actor
from peersupport.accounts.models import Membership, User
from peersupport.audit.services.chain import broken_links
from peersupport.messaging.models import Message
from peersupport.reporting.demo import cast as people
from peersupport.reporting.selectors.today import tasks
from peersupport.reporting.selectors.today_numbers import numbers
from programmes.models import Concern, Contact, Enrolment, Patient, PlannedContact, Referral, Relationship
from programmes.models.people import check_nhs_number
from tests.conftest import MONDAY_MORNING
from tests.demo.conftest import PASSWORD
from volunteers.models import Volunteer


@pytest.fixture
def priya(demo):
    return Membership.objects.of(demo).select_related("scheme", "user").get(user__name="Priya Nair")


def test_the_demo_has_people_in_every_state(demo):
    assert set(Referral.objects.of(demo).values_list("state", flat=True)) == {
        "received",
        "accepted",
        "declined",
    }
    assert set(Enrolment.objects.of(demo).values_list("state", flat=True)) == {
        "waiting",
        "supported",
        "ended",
        "left",
    }
    assert set(Concern.objects.of(demo).values_list("state", flat=True)) == {"raised", "acknowledged"}
    assert set(Relationship.objects.of(demo).values_list("state", flat=True)) == {"open", "ended"}
    stages = set(Volunteer.objects.of(demo).values_list("stage", flat=True))
    joining = {"enquiry", "interview", "references", "checks", "training", "agreement", "ready"}
    assert stages == {*joining, "active", "stepped_down"}
    assert {"held", "planned", "no_answer"} <= set(
        PlannedContact.objects.of(demo).values_list("state", flat=True)
    )


def test_the_demo_is_large_enough_to_look_like_a_scheme(demo):
    waiting = Enrolment.objects.of(demo).waiting().count()
    assert (Patient.objects.of(demo).count() >= 40, 15 <= Volunteer.objects.of(demo).count() <= 30, waiting >= 25) == (
        True, True, True
    )  # fmt: skip


def test_todays_worklist_has_every_kind_of_task(priya):
    found = {
        (task.kind, getattr(task.row, "name", "")) for task in tasks(actor=Actor.of(priya), at=MONDAY_MORNING)
    }
    assert {kind for kind, _ in found} == {
        "refresh",
        "raised", "acknowledged", "no-contact", "overdue", "decide", "proposals", "review", "new", "lapsed", "expires",
        "waiting",
        "certificate", "claim", "thank", "talk", "said", "quality",
        "bounced", "enquiry",
        "care", "supervision", "register", "ask",
    }  # fmt: skip
    counted = numbers(actor=Actor.of(priya), at=MONDAY_MORNING)
    assert (counted.waiting.over_target, counted.overdue, counted.worries, counted.unacknowledged) == (
        3,
        2,
        2,
        1,
    )
    assert counted.free_now > 0


def test_nothing_of_the_demo_happens_after_now(demo):
    assert Contact.objects.of(demo).filter(logged_at__gt=MONDAY_MORNING).count() == 0
    assert Referral.objects.of(demo).filter(received_on__gt=MONDAY_MORNING.date()).count() == 0


def test_the_audit_of_the_demo_is_whole(demo):
    assert list(broken_links(demo.pk)) == []


def test_no_old_message_waits_to_be_sent(demo):
    waiting = Message.objects.of(demo).filter(state="waiting")
    assert [message.template for message in waiting if (MONDAY_MORNING - message.not_before).days >= 1] == []


def test_nhs_numbers_are_valid_and_of_the_range_for_tests(demo):
    found = list(Patient.objects.everywhere().values_list("nhs_number", flat=True))
    for number in found:
        check_nhs_number(number)
    assert ({number[:3] for number in found}, len(set(found))) == ({"999"}, len(found))


@pytest.mark.parametrize(
    "name", ["Priya Nair", "Tom Okafor", "Maria Costa", "Ana Petrov", "Sam Whitlock", "Denise Harper", "Joan Marsh",
             "Lorna Tait", "Gareth Voyle", "Hilda Bright"]
)  # fmt: skip
def test_everybody_of_the_sign_in_page_can_sign_in(demo, client, name):
    user = User.objects.get(name=name)
    assert user.check_password(PASSWORD)
    client.force_login(user)
    assert client.get("/", follow=True).status_code == 200


def test_hillside_sees_nobody_of_riverbank(demo):
    hilda = Membership.objects.everywhere().select_related("scheme", "user").get(user__name="Hilda Bright")
    names = {row.name for row in Patient.objects.visible_to(Actor.of(hilda))}
    assert names == {who.name for who in (*people.HILLSIDE_SUPPORTED, *people.HILLSIDE_WAITING)}
