"""Group supervision in a real browser: plan, sheets, register, actions carried forward; and how a volunteer is."""

from datetime import timedelta

from django.urls import reverse

from tests.cast import TODAY
from tests.journeys.menus import to_page
from tests.programmes.builders import support
from tests.volunteers.joining import NOW
from tests.volunteers.supervising import agreed, rules
from volunteers.models import CareTalk, Supervision, SupervisionAction
from volunteers.services.wellbeing import ask_after_hard_contact

DESK, PHONE = 1280, 390


def plan_two_dates(page, no_violations) -> None:
    page.get_by_role("link", name="Plan a group or a one-to-one").click()
    page.get_by_label("Denise Harper").check()
    page.get_by_label("Abdul Rahman").check()
    for name, value in (("Day", "23"), ("Month", "11"), ("Year", "2026")):
        page.get_by_label(name, exact=True).fill(value)
    page.get_by_label("Starts at").fill("14:00")
    page.get_by_label("How many dates?").fill("2")
    no_violations(page)
    page.get_by_role("button", name="Plan supervision").click()
    page.get_by_text("2 sessions planned").wait_for()
    no_violations(page)


def move_it_to_video(page, no_violations) -> None:
    page.get_by_role("button", name="Change this session").click()
    page.get_by_label("Where").fill("By video")
    no_violations(page)
    page.get_by_role("button", name="Save this session").click()
    page.get_by_text("The session is changed.").wait_for()


def denise_reads_it(phone, no_violations) -> None:
    """Her next date and what she agreed to, by the menu of her phone."""
    to_page(phone, "Supervision")
    phone.get_by_text("By video").wait_for()
    no_violations(phone)
    to_page(phone, "I still need")
    phone.get_by_role("button", name="Done Ring the surgery").wait_for()
    no_violations(phone)


def take_the_register(page, no_violations) -> None:
    """First without saying who was there."""
    page.get_by_role("button", name="Save the register").click()
    page.get_by_role("link", name="Say whether Denise was there").wait_for()
    no_violations(page)
    for number in range(2):
        page.get_by_label("Present").nth(number).check()
    page.get_by_text("Note, and what is agreed now with Abdul").click()
    page.get_by_label("Agreed now").nth(1).fill("Visit the choir")
    page.get_by_role("button", name="Save the register").click()
    page.get_by_text("The register is saved.").wait_for()
    no_violations(page)


def fits_a_phone(page, cast, first, no_violations) -> None:
    page.set_viewport_size({"width": PHONE, "height": 844})
    places = [
        reverse("supervisions-register", args=[first.pk]),
        reverse("supervisions-detail", args=[first.pk]),
        reverse("volunteers-supervision", args=[cast.denise.pk]),
        reverse("volunteers-wellbeing", args=[cast.denise.pk]),
        reverse("volunteers-decide-level", args=[cast.denise.pk]),
        "/supervision/",
        "/supervision/span/",
        "/supervision/cover/",
    ]
    for place in places:
        page.goto(place)
        no_violations(page)


def test_priya_supervises_a_group_and_what_was_agreed_is_carried_forward(visit, cast, no_violations):
    rules(cast)
    support(cast, cast.denise, cast.mos_place, start=TODAY - timedelta(days=30))
    agreed(cast, cast.denise, what="Ring the surgery")
    page = visit(cast.priya, "/supervision/")
    page.get_by_text("Overdue").first.wait_for()
    no_violations(page)
    plan_two_dates(page, no_violations)
    move_it_to_video(page, no_violations)
    denise_reads_it(visit(cast.denise_member, "/my-people/", width=PHONE), no_violations)
    page.get_by_role("button", name="Sheets to prepare").click()
    page.get_by_text("Ring the surgery").wait_for()
    no_violations(page)
    page.get_by_role("link", name="The session").click()
    page.get_by_role("button", name="Take the register").click()
    take_the_register(page, no_violations)
    first, second = Supervision.objects.of(cast.scheme).order_by("on", "pk")
    assert (first.taken_on, second.taken_on) == (TODAY, None)
    page.goto(reverse("supervisions-sheets", args=[second.pk]))
    for words in ("Ring the surgery", "Visit the choir"):
        page.get_by_text(words).wait_for()
    fits_a_phone(page, cast, first, no_violations)


def test_denise_says_on_her_phone_that_she_would_like_a_talk_and_priya_acts(visit, cast, no_violations):
    rules(cast)
    ask_after_hard_contact(volunteer=cast.denise, contact=cast.denise.pk, at=NOW)
    action = agreed(cast, cast.denise, what="Ring the surgery")
    page = visit(cast.denise_member, "/my-people/", width=PHONE)
    page.get_by_role("button", name="Say how you are").click()
    no_violations(page)
    page.get_by_role("button", name="I’d like a talk").click()
    page.get_by_text("Thank you for telling us.").wait_for()
    page.goto("/my-supervision/")
    no_violations(page)
    page.get_by_role("button", name="Done Ring the surgery").click()
    page.get_by_text("Done. Thank you.").wait_for()
    assert SupervisionAction.objects.of(cast.scheme).get(pk=action.pk).state == "done"
    desk = visit(cast.priya, "/today/", width=DESK)
    desk.get_by_text("Would like a talk").wait_for()
    desk.get_by_role("button", name="Look for Denise Harper").click()
    no_violations(desk)
    desk.get_by_label("Fewer people or contacts for a while").check()
    desk.get_by_role("button", name="Save what came of it").click()
    desk.get_by_text("Saved. Thank you").wait_for()
    assert CareTalk.objects.of(cast.scheme).get().outcome == "fewer"


def test_maria_sets_the_rules_of_a_role(visit, cast, no_violations):
    page = visit(cast.maria, reverse("roles-supervision", args=[cast.coach.pk]))
    no_violations(page)
    page.get_by_label("Group every").nth(2).fill("6")
    page.get_by_role("button", name="Save these rules").click()
    page.get_by_text("The rules of Coach are saved.").wait_for()
    page.get_by_text("Every 6 weeks").wait_for()
    no_violations(page)
