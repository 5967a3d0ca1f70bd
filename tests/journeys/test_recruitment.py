"""Recruitment in a real browser: somebody asks, is talked with, is vouched for by link, and moves on."""

import re

from django.core import mail
from django.urls import reverse

from peersupport.core import clock
from peersupport.messaging.services.pump import pump
from tests.volunteers.joining import referee, stage, talk, three_people
from volunteers.models import Reference, Volunteer

DESK, PHONE = 1280, 390


def link(kind: str = "reference") -> str:
    """The newest e-mailed link of this kind."""
    pump(at=clock.now())
    found = [re.search(rf"http://[^/\s]+(/by-link/{kind}/\S+)", one.body) for one in mail.outbox]
    return [one for one in found if one][-1].group(1)


def test_rosa_asks_is_talked_with_and_is_vouched_for_by_two_people(visit, cast, both_widths):
    no_violations = both_widths
    ask(visit(None, "/volunteer-with-us/riverbank/", width=PHONE), no_violations)
    desk = visit(cast.priya, "/volunteers/", width=DESK)
    desk.get_by_role("link", name="Recruitment").click()
    desk.get_by_role("link", name="Rosa Lind", exact=True).click()
    # The clock stands still here, so the form was sent faster than people type: a coordinator looks first.
    desk.get_by_text("Sent faster than people type").wait_for()
    no_violations(desk)
    desk.get_by_role("button", name="This is a real enquiry").click()
    agree_on_a_role_and_talk(desk, no_violations)
    for name in ("Edda", "Finn"):
        name_referee(desk, name)
        vouch(visit(None, link(), width=PHONE), no_violations)
    who = Volunteer.objects.of(cast.scheme).get(last_name="Lind")
    assert stage(who) == "checks"
    desk.reload()
    for _ in ("Edda", "Finn"):
        desk.get_by_role("button", name="Read a reference").click()
        no_violations(desk)
        desk.get_by_role("button", name="I have read it").click()
    desk.get_by_role("button", name="See the check").wait_for()
    assert Reference.objects.of(cast.scheme).filter(read_by=cast.priya).count() == 2


def ask(page, no_violations) -> None:
    no_violations(page)
    page.get_by_label("Your first name").fill("Rosa")
    page.get_by_label("Your last name").fill("Lind")
    page.get_by_role("button", name="Send").click()
    page.get_by_role("link", name="Enter an e-mail address or a phone number").click()
    page.get_by_label("Your e-mail address").fill("rosa.lind@example.org")
    page.get_by_role("checkbox", name="Coach").check()
    no_violations(page)
    page.get_by_role("button", name="Send").click()
    page.get_by_role("heading", name="Thank you").wait_for()
    no_violations(page)


def agree_on_a_role_and_talk(desk, no_violations) -> None:
    desk.get_by_role("button", name="Give a role").click()
    desk.get_by_role("checkbox", name="Coach").check()
    desk.get_by_role("button", name="Save these roles").click()
    desk.get_by_role("button", name="Hold the interview").click()
    for part, text in (("Day", "20"), ("Month", "11"), ("Year", "2026")):
        desk.get_by_label(part, exact=True).fill(text)
    desk.get_by_label("Yes, go on").check()
    no_violations(desk)
    desk.get_by_role("button", name="Save this interview").click()


def name_referee(desk, name: str) -> None:
    # The first time it is also what comes next, on top of the page.
    desk.get_by_role("button", name="Name a referee").last.click()
    desk.get_by_label("First name").fill(name)
    desk.get_by_label("Last name").fill("Moss")
    desk.get_by_label("How do they know the volunteer?").fill("The choir")
    desk.get_by_label("E-mail address").fill(f"{name.lower()}@example.org")
    desk.get_by_role("button", name="Save this referee").click()
    desk.get_by_role("link", name=f"{name} Moss").wait_for()


def vouch(page, no_violations) -> None:
    page.get_by_label("How long have you known").fill("Nine years")
    page.get_by_label("Yes, I recommend them").check()
    page.get_by_label("What should we know?").fill("Reliable and kind.")
    no_violations(page)
    page.get_by_role("button", name="Send this reference").click()
    page.get_by_role("heading", name="Thank you").wait_for()


def test_the_recruitment_pages_are_accessible_and_fit_the_screen(walk, cast):
    """Those that the journey above does not come by."""
    three = three_people(cast)
    talk(cast, three["sid"])
    row = referee(cast, three["sid"])
    names = ("give-roles", "name-referee", "move", "step-down")
    walk(
        cast.priya,
        [
            "/recruitment/",
            "/volunteers/new/",
            *(reverse(f"volunteers-{name}", args=[three["sid"].pk]) for name in names),
            reverse("references-record", args=[row.pk]),
            reverse("references-correct", args=[row.pk]),
            "/invitations/",
        ],
    )


def test_the_managers_pages_are_accessible_and_fit_the_screen(walk, cast):
    walk(
        cast.maria,
        [
            "/roles/",
            "/roles/new/?kind=welcomer",
            reverse("roles-detail", args=[cast.coach.pk]),
            "/recruitment/joining/",
            "/members/",
            "/members/invite/",
            "/members/second-factor/",
            reverse("members-end", args=[cast.priya.pk]),
        ],
    )


def test_a_manager_renames_a_role_and_switches_it_off(visit, cast):
    page = visit(cast.maria, "/roles/")
    page.get_by_role("link", name="Coach", exact=True).click()
    page.get_by_role("button", name="Change this role").click()
    page.get_by_label("Name in your scheme").fill("Health coach")
    page.get_by_role("button", name="Save this role").click()
    page.get_by_role("link", name="Roles", exact=True).click()
    page.get_by_role("button", name="Switch off Health coach").click()
    page.get_by_role("heading", name="Switched off").wait_for()
    cast.coach.refresh_from_db()
    assert (cast.coach.name, cast.coach.off_since_on is None) == ("Health coach", False)


def test_the_public_form_works_without_script(visit, cast):
    page = visit(None, "/volunteer-with-us/riverbank/", width=PHONE, javascript=False)
    page.get_by_label("Your first name").fill("Sid")
    page.get_by_label("Your last name").fill("Oak")
    page.get_by_label("Your phone number").fill("01632 960173")
    page.get_by_role("button", name="Send").click()
    page.get_by_role("heading", name="Thank you").wait_for()
