"""From a patients' course to a volunteer's record, and choosing people for a training course out of hundreds."""

from datetime import date, timedelta

from django.urls import reverse
from playwright.sync_api import expect

from peersupport.accounts.selectors.schemes import systems
from programmes.models import Cohort, Programme
from programmes.services.invitations_ticks import ask_all
from tests.cast import TODAY
from tests.journeys.conftest import PHONE
from tests.journeys.test_recruitment import link
from tests.volunteers.joining import NOW
from tests.volunteers.learning import a_course
from tests.volunteers.test_courses_people import crowd
from volunteers.models import Role


def living_well(cast) -> Cohort:
    """A course on which Mo takes part."""
    facts = {"scheme": cast.scheme, "check_level": "none", "check_reason": "Groups"}
    tutor = Role.make(kind="lay_tutor", name="Lay tutor", **facts)
    programme = Programme.make(scheme=cast.scheme, name="Living well", role=tutor, taper=cast.taper)
    cohort = Cohort.make(scheme=cast.scheme, programme=programme, name="Autumn", starts_on=date(2026, 9, 7))
    cast.mos_place.change(cohort=cohort, state="supported")
    cast.mo.change(email="mo@example.org")
    return cohort


def test_mo_finishes_the_course_is_asked_four_weeks_later_and_says_yes(visit, cast, both_widths):
    living_well(cast)
    desk = visit(cast.priya, "/cohorts/")
    both_widths(desk)
    desk.get_by_role("link", name="Who finished? of Autumn").click()
    desk.get_by_role("button", name="Save for these people").click()
    desk.get_by_role("link", name="Tick at least one person").wait_for()
    both_widths(desk)
    desk.get_by_role("link", name="Tick everybody who takes part").click()
    desk.get_by_label("They finished the course").check()
    desk.get_by_label("Day").fill("26")
    desk.get_by_label("Month").fill("10")
    desk.get_by_role("button", name="Save for these people").click()
    desk.get_by_text("Saved for 1 person.").wait_for()

    assert [ask_all(at=NOW, actors=systems()) for _ in range(2)] == [1, 0]
    phone = visit(None, link("would-you-volunteer"), width=PHONE)
    both_widths(phone)
    phone.get_by_label("Yes, tell me more").check()
    phone.get_by_role("button", name="Send my answer").click()
    phone.get_by_text("Your answer has arrived").wait_for()
    both_widths(phone)
    desk.goto("/invitations/?state=answered")
    both_widths(desk)
    desk.get_by_role("link", name="Volunteer’s record").click()
    expect(desk.get_by_role("heading", name="Mo Ellis").first).to_be_visible()
    phone.goto(link("joining"))
    both_widths(phone)


def test_priya_picks_three_people_out_of_300_without_script(visit, cast, both_widths):
    course = a_course(cast)
    crowd(cast, 300)
    page = visit(cast.priya, reverse("courses-add-people", args=[course.pk]), javascript=False)
    page.get_by_label("Abdul Rahman").check()
    page.get_by_role("button", name="Next page").click()
    page.get_by_text("26 to 50 of 303 people").wait_for()
    page.get_by_label("Zed Zulu030").check()
    page.get_by_label("Name").fill("zulu299")
    page.get_by_role("button", name="Search").click()
    page.get_by_text("Also ticked: Abdul Rahman, Zed Zulu030").wait_for()
    page.get_by_label("Zed Zulu299").check()
    page.get_by_role("button", name="Add these people").click()
    page.get_by_text("3 people added.").wait_for()
    assert course.places.count() == 3
    both_widths(visit(cast.priya, reverse("courses-add-people", args=[course.pk])))


def test_a_link_of_long_ago_says_what_to_do(visit, cast, both_widths):
    cohort = living_well(cast)
    cast.mos_place.change(state="ended", ended_on=TODAY - timedelta(days=30), ended_as="finished")
    assert cohort and ask_all(at=NOW, actors=systems()) == 1
    place = link("would-you-volunteer")
    cast.mo.invitations.update(link_until_on=TODAY - timedelta(days=1))
    page = visit(None, place, width=PHONE)
    page.get_by_text("This link has run out").wait_for()
    both_widths(page)
