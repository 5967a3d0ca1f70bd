"""A module with a pass mark is needed once there is something to pass."""

from django.urls import reverse

from tests.cast import TODAY
from tests.volunteers.learning import NOW, ONLINE, a_course, a_module, two_modules
from volunteers.models import Training
from volunteers.selectors import eligibility
from volunteers.services.courses_questions import add_question, remove_question


def test_a_module_with_a_pass_mark_is_needed_only_once_it_has_questions(cast):
    by = cast.by(cast.priya)
    Training.objects.of(cast.scheme).filter(volunteer=cast.denise).delete()
    module = a_module(cast, a_course(cast), **{**ONLINE, "needed_for": ["coach"]}, pass_mark=90)
    before = reasons(cast)
    row = add_question(by=by, module=module, words="Who?", answers=["Me", "You"], right=1, at=NOW)
    written = reasons(cast)
    remove_question(by=by, question=row, at=NOW, today=TODAY)
    assert (before, written, reasons(cast)) == (["training-none"], ["training"], ["training-none"])


def test_the_form_of_a_module_says_that_it_counts_at_once(cast, sign_in):
    one, _ = two_modules(cast)
    client = sign_in(cast.priya)
    for place in (
        reverse("courses-add-module", args=[one.course_id]),
        reverse("modules-change", args=[one.pk]),
    ):
        assert "counts at once for everybody who has the role" in client.get(place).content.decode()


def reasons(cast) -> list[str]:
    return [reason.code for reason in eligibility(cast.denise, cast.coach, TODAY).reasons]
