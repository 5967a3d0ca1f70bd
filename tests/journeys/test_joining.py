"""From a check to being ready, a check that is renewed in time, and days away with cover."""

from datetime import date, timedelta

from playwright.sync_api import expect

from peersupport.core import clock
from tests.cast import TODAY
from tests.journeys.conftest import PHONE
from tests.journeys.test_recruitment import agree_on_a_role_and_talk, ask, link, name_referee, vouch
from tests.programmes.builders import mondays
from tests.volunteers.joining import NOW, stage
from tests.volunteers.learning import ONLINE, a_course, a_module
from volunteers.models import Check, StageChange, Volunteer
from volunteers.selectors import eligibility
from volunteers.services.agreements import publish
from volunteers.services.checks import warn_expiring_checks

PASSWORD = "seven quiet river boats"


def fill_date(page, group: str, day: date) -> None:
    boxes = page.get_by_role("group", name=group)
    for part, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        boxes.get_by_label(part).fill(str(value))


def names_edda(phone, both_widths) -> None:
    both_widths(phone)
    phone.get_by_role("button", name="Name somebody who knows me").click()
    phone.get_by_label("Their first name").fill("Edda")
    phone.get_by_label("Their last name").fill("Moss")
    phone.get_by_label("How do they know you?").fill("The choir")
    phone.get_by_label("Their e-mail address").fill("edda@example.org")
    both_widths(phone)
    phone.get_by_role("button", name="Send them the form").click()
    phone.get_by_text("Edda Moss is sent the form").wait_for()


def chooses_a_password(phone, both_widths) -> None:
    both_widths(phone)
    phone.get_by_role("textbox", name="Your password").fill(PASSWORD)
    phone.get_by_role("button", name="Save my password").click()
    phone.get_by_label("E-mail").fill("rosa.lind@example.org")
    phone.get_by_role("textbox", name="Password").fill(PASSWORD)
    phone.get_by_role("button", name="Sign in").click()


def learns_and_signs(phone) -> None:
    phone.goto("/my-training/")
    phone.get_by_role("button", name="Start Listening").click()
    phone.get_by_role("button", name="I have done this module").click()
    phone.get_by_text("Listening is done").wait_for()
    phone.get_by_role("button", name="Read it").click()
    phone.get_by_label("Your name").fill("Rosa Lind")
    phone.get_by_label("I have read it").check()
    phone.get_by_role("button", name="Sign", exact=True).click()
    phone.get_by_text("Thank you.").wait_for()


def is_vouched_for(visit, desk, phone, both_widths) -> None:
    """By Edda, whom she names herself, and by Finn, whom Priya names; Priya reads what they say."""
    names_edda(phone, both_widths)
    vouch(visit(None, link(), width=PHONE), both_widths)
    desk.reload()
    name_referee(desk, "Finn")
    vouch(visit(None, link(), width=PHONE), both_widths)
    desk.reload()
    for _ in ("Edda", "Finn"):
        desk.get_by_role("button", name="Read a reference").click()
        desk.get_by_role("button", name="I have read it").click()


def shows_her_certificate(desk) -> None:
    desk.get_by_role("button", name="See the check").click()
    fill_date(desk, "Date on the certificate", date(2026, 11, 4))
    desk.get_by_label("Number of the certificate").fill("001234567890")
    desk.get_by_role("button", name="Save this check").click()
    desk.get_by_text("The check is recorded").wait_for()


def test_rosa_goes_from_her_enquiry_to_being_ready(visit, cast, both_widths):
    """Nobody moves her on: each stage comes by itself with its evidence, and she sees where she stands."""
    a_module(cast, a_course(cast), **ONLINE)
    facts = {"role": cast.coach, "text": "We listen first.", "sign_by_on": TODAY + timedelta(days=28)}
    publish(by=cast.by(cast.maria), **facts, at=NOW, today=TODAY)
    ask(visit(None, "/volunteer-with-us/riverbank/", width=PHONE), both_widths)
    desk = visit(cast.priya, "/recruitment/")
    desk.get_by_role("link", name="Rosa Lind", exact=True).click()
    desk.get_by_role("button", name="This is a real enquiry").click()
    agree_on_a_role_and_talk(desk, both_widths)

    phone = visit(None, link("joining"), width=PHONE)
    is_vouched_for(visit, desk, phone, both_widths)
    shows_her_certificate(desk)
    phone.goto(link("welcome"))
    chooses_a_password(phone, both_widths)
    learns_and_signs(phone)
    phone.goto("/my-joining/")
    phone.get_by_text("We look for the first person who fits you").wait_for()
    both_widths(phone)
    who = Volunteer.objects.of(cast.scheme).get(last_name="Lind")
    moves = StageChange.objects.of(cast.scheme).filter(volunteer=who)
    assert (stage(who), moves.exclude(moved_by=None).count()) == ("ready", 0)
    assert eligibility(who, cast.coach, TODAY).ok


def test_a_check_that_runs_out_is_renewed_before_it_does(visit, cast, both_widths):
    check = Check.objects.of(cast.scheme).get(volunteer=cast.abdul)
    check.change(issued_on=date(2023, 12, 10), renew_by_on=date(2026, 12, 10))
    assert warn_expiring_checks(today=TODAY, at=clock.now()) == 1
    page = visit(cast.priya, "/today/")
    page.get_by_role("button", name="Renew check for Abdul Rahman").click()
    fill_date(page, "Date on the certificate", date(2026, 11, 20))
    page.get_by_label("Number of the certificate").fill("001234567891")
    both_widths(page)
    page.get_by_label("The volunteer has joined the Update Service").check()
    page.get_by_role("button", name="Save this check").click()
    expect(page.get_by_text("Nothing is missing.")).to_be_visible()
    page.goto("/today/")
    expect(page.get_by_text("Joan Marsh").first).to_be_visible()
    expect(page.get_by_role("button", name="Renew check for Abdul Rahman")).to_have_count(0)
    assert eligibility(cast.abdul, cast.coach, date(2026, 12, 11)).ok
    assert warn_expiring_checks(today=TODAY + timedelta(days=14), at=clock.now()) == 0
    page.goto("/checks/")
    both_widths(page)
    page.get_by_role("button", name="Look it up Abdul Rahman").click()
    page.get_by_label("The certificate is still current").check()
    both_widths(page)
    page.get_by_role("button", name="Save what it shows").click()
    page.get_by_role("button", name="Correct").first.click()
    expect(page.get_by_text("Still current. Looked up by Priya Nair")).to_be_visible()
    both_widths(page)


def test_denise_takes_days_away_and_abdul_stands_in(visit, cast, both_widths):
    mondays(cast)
    phone = visit(cast.denise_member, "/my-details/", width=PHONE)
    both_widths(phone)
    phone.get_by_role("link", name="My availability and days away").click()
    both_widths(phone)
    phone.get_by_role("button", name="Change when and how").click()
    both_widths(phone)
    phone.get_by_role("group", name="Sunday").get_by_label("Evening").check()
    phone.get_by_role("button", name="Save").click()
    phone.get_by_text("Sunday evening").wait_for()
    phone.get_by_role("button", name="I need some days away").click()
    fill_date(phone, "First day away", date(2026, 11, 23))
    fill_date(phone, "Last day away", date(2026, 12, 4))
    both_widths(phone)
    phone.get_by_role("button", name="Save these days").click()
    phone.get_by_text("Away now").wait_for()

    page = visit(cast.priya, f"/people/{cast.mo.pk}/plan/")
    page.get_by_role("button", name="Cover").click()
    page.get_by_label("Who stands in?").select_option(label="Abdul Rahman")
    fill_date(page, "First day", date(2026, 11, 23))
    fill_date(page, "Last day", date(2026, 12, 4))
    page.get_by_label("Why?").fill("Denise is away")
    page.get_by_role("button", name="Save cover").click()
    page.get_by_text("Cover is saved").wait_for()
    visit(cast.abdul_member, "/my-people/", width=PHONE).get_by_text("Mo Ellis").first.wait_for()
    phone.get_by_role("button", name="Take back").click()
    expect(phone.get_by_text("No days away are planned")).to_be_visible()


def test_two_coordinators_change_one_record_and_the_second_sees_both(visit, cast, both_widths):
    first = visit(cast.priya, f"/people/{cast.mo.pk}/change/")
    second = visit(cast.maria, f"/people/{cast.mo.pk}/change/")
    for page, phone in ((first, "01632 960181"), (second, "01632 960182")):
        page.get_by_label("Phone number").fill(phone)
        page.get_by_role("button", name="Save").click()
    second.get_by_role("heading", name="Both texts").wait_for()
    expect(second.get_by_role("cell", name="01632 960181")).to_be_visible()
    both_widths(second)
    second.get_by_role("button", name="Save").click()
    second.get_by_text("Saved.").wait_for()
    cast.mo.refresh_from_db()
    assert cast.mo.phone == "01632 960182"
