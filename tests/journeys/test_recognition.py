"""Hours, weeks, thanks and papers in a real browser."""

import pytest
from django.urls import reverse

from tests.journeys.menus import to_page
from tests.programmes.builders import mondays
from tests.volunteers.test_recognition import note, rule, some_days, talked
from tests.volunteers.test_workload import plan

PHONE, DESK = 390, 1280


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_priya_thanks_denise_who_reads_it_beside_her_hours(visit, cast, no_violations, width):
    talked(mondays(cast), *some_days(10))
    plan(cast)
    rule(cast, "contacts", 10)
    note()
    page = visit(cast.priya, "/today/", width=width)
    page.get_by_role("button", name="Thank for Denise Harper").click()
    no_violations(page)
    page.get_by_label("Your words").fill("You stayed with it.")
    page.get_by_role("button", name="Send thanks").click()
    page.get_by_text("Your thanks are sent").wait_for()
    no_violations(page)
    page.goto(reverse("volunteers-plan-duties", args=[cast.denise.pk]))
    no_violations(page)
    manager = visit(cast.maria, "/milestones/", width=width)
    no_violations(manager)
    own = visit(cast.denise_member, "/my-people/", width=width)
    to_page(own, "Hours")
    own.get_by_text("You stayed with it.").wait_for()
    no_violations(own)
    own.get_by_role("link", name="Certificate of my hours").click()
    own.get_by_text("5 hours").first.wait_for()
    no_violations(own)
    own.goto("/my-hours/facts/")
    no_violations(own)
