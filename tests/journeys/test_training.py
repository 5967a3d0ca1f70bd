"""Training and agreements in a real browser: a course from a rule, a quiz and a signature on a phone."""

from datetime import timedelta

from django.urls import reverse

from tests.cast import TODAY
from tests.journeys.menus import to_page
from tests.volunteers.joining import NOW
from tests.volunteers.learning import dates, two_modules
from tests.volunteers.test_training_own import asks
from volunteers.models import Agreement, ModuleDone, Training
from volunteers.selectors import eligibility
from volunteers.services.agreements import publish

PHONE = 390
PROMISE = (
    "We keep what people tell us to ourselves.\n\nWhen we are worried about somebody, we say so at once."
)


def published(cast):
    facts = {"role": cast.coach, "text": PROMISE, "sign_by_on": TODAY + timedelta(days=28)}
    return publish(by=cast.by(cast.maria), **facts, at=NOW, today=TODAY)


def test_priya_makes_a_course_from_a_rule_and_takes_the_register(visit, cast, both_widths):
    no_violations = both_widths
    Training.objects.of(cast.scheme).filter(volunteer=cast.denise).delete()
    page = visit(cast.priya, "/courses/")
    no_violations(page)
    page.get_by_role("link", name="Start a new course").click()
    page.get_by_label("Name of the course").fill("Coach training")
    page.get_by_role("button", name="Save this course").click()
    no_violations(page)
    page.get_by_role("button", name="Add a module").click()
    page.get_by_label("Name of the module").fill("Practice")
    page.get_by_label("Live practice").check()
    page.get_by_role("checkbox", name="Coach").check()
    page.get_by_label("Refresh after").fill("12")
    no_violations(page)
    page.get_by_role("button", name="Save this module").click()
    page.get_by_text("could not once this is saved").first.wait_for()
    page.get_by_label("Save it all the same").check()
    no_violations(page)
    page.get_by_role("button", name="Save this module").click()
    page.get_by_role("button", name="Add people").click()
    page.get_by_label("Denise Harper").check()
    no_violations(page)
    page.get_by_role("button", name="Add these people").click()
    page.get_by_role("button", name="Plan dates").click()
    page.get_by_label("How many dates?").fill("2")
    for name, value in (("Day", "23"), ("Month", "11"), ("Year", "2026")):
        page.get_by_label(name, exact=True).fill(value)
    page.get_by_label("Starts at").fill("14:00")
    page.get_by_label("Where").fill("The hall")
    no_violations(page)
    page.get_by_role("button", name="Plan these dates").click()
    page.get_by_text("2 dates planned").wait_for()
    page.get_by_role("button", name="Take register").click()
    page.get_by_label("Present").check()
    no_violations(page)
    page.get_by_role("button", name="Save the register").click()
    page.get_by_text("1 of 1").wait_for()
    no_violations(page)
    assert eligibility(cast.denise, cast.coach, TODAY).ok


def test_denise_learns_answers_and_signs_on_her_phone(visit, cast, both_widths):
    no_violations = both_widths
    online, live = two_modules(cast)
    online.change(pass_mark=80)
    asks(cast, online, 2)
    dates(cast, live, starts_on=TODAY + timedelta(days=7))
    text = published(cast)
    page = visit(cast.denise_member, "/my-people/", width=PHONE)
    page.get_by_text("Read the agreement").wait_for()
    no_violations(page)
    to_page(page, "Training")
    page.get_by_text("Mon 30 Nov 2026 at 2:00pm").first.wait_for()
    no_violations(page)
    page.get_by_role("button", name="Start Listening").click()
    for number in range(2):
        page.get_by_label("Advise").nth(number).check()
    page.get_by_role("button", name="Check my answers").click()
    page.get_by_text("Not yet.").wait_for()
    no_violations(page)
    for number in range(2):
        page.get_by_label("Listen").nth(number).check()
    page.get_by_role("button", name="Check my answers").click()
    page.get_by_text("Listening is done.").wait_for()
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("button", name="Sign", exact=True).click()
    page.get_by_role("link", name="Enter your name").wait_for()
    no_violations(page)
    page.get_by_label("Your name").fill("Denise Harper")
    page.get_by_label("I have read it").check()
    page.get_by_role("button", name="Sign", exact=True).click()
    page.get_by_text("Thank you.").wait_for()
    no_violations(page)
    assert ModuleDone.objects.of(cast.scheme).filter(volunteer=cast.denise, module=online).count() == 1
    assert Agreement.objects.of(cast.scheme).get(text=text).signed_as == "Denise Harper"


def test_the_pages_are_accessible_and_fit_the_screen(walk, cast):
    """Those that the two journeys above do not come by."""
    online, live = two_modules(cast)
    asks(cast, online, 2)
    dates(cast, live)
    text = published(cast)
    walk(
        cast.priya,
        [
            "/training/",
            reverse("modules-change", args=[online.pk]),
            reverse("modules-questions", args=[online.pk]),
            reverse("agreements-detail", args=[text.pk]),
            reverse("courses-debrief", args=[live.course_id]),
            reverse("volunteers-record-module", args=[cast.denise.pk]),
        ],
    )
    walk(cast.maria, ["/agreements/", f"/agreements/new/?role={cast.coach.pk}"])
    walk(cast.denise_member, ["/my-training/needs/"])
