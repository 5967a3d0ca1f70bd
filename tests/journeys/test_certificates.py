"""A certificate in a real browser: sent from a phone, looked at, sent back with a word, sent again, accepted."""

from tests.cast import TODAY
from tests.volunteers.learning import a_course, a_module
from volunteers.models import ModuleDone, Training

PHOTO = {"name": "photo.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n A certificate"}


def sends(page) -> None:
    for name, value in (("Day", "2"), ("Month", "11"), ("Year", "2026")):
        page.get_by_label(name, exact=True).fill(value)
    page.locator("input[type=file]").set_input_files(PHOTO)
    page.get_by_role("button", name="Send this certificate").click()
    page.get_by_text("Your certificate is sent. You hear from us").wait_for()


def test_denise_sends_a_certificate_and_priya_sends_it_back_and_then_accepts_it(visit, cast, both_widths):
    no_violations = both_widths
    Training.objects.of(cast.scheme).filter(volunteer=cast.denise).delete()
    a_module(cast, a_course(cast), name="Safeguarding", way="elsewhere", needed_for=["coach"])
    for answer, done in (("No, send it back", 0), ("Yes, accept it", 1)):
        page = visit(cast.denise_member, "/my-training/", width=390)
        no_violations(page)
        page.get_by_role("button", name="Send").click()
        page.get_by_label("What did you learn?").wait_for()
        no_violations(page)
        sends(page)
        no_violations(page)
        page = visit(cast.priya, "/today/")
        page.get_by_role("button", name="Look at it").click()
        page.get_by_label(answer).check()
        if not done:
            page.get_by_label("If you send it back").fill("The photo cannot be read")
        no_violations(page)
        page.get_by_role("button", name="Save").click()
        page.get_by_text("gets a message that there is an answer").wait_for()
        no_violations(page)
        assert ModuleDone.objects.of(cast.scheme).count() == done
    page = visit(cast.denise_member, "/my-training/", width=390)
    page.get_by_text("Nothing. Everything your roles need is there.").wait_for()
    no_violations(page)
    assert ModuleDone.objects.of(cast.scheme).get().done_on < TODAY
