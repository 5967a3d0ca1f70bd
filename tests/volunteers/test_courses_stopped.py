"""What roles need anew stops nobody by surprise: whoever would lack it is named first, and asked for a tick."""

from datetime import date

import pytest
from django.urls import reverse

from tests.cast import TODAY
from tests.volunteers.joining import NOW
from tests.volunteers.learning import LIVE, ONLINE, a_course, a_module
from volunteers.models import Module, Question, Training
from volunteers.selectors import eligibility
from volunteers.services.courses import add_module, change_module
from volunteers.services.courses_order import close, reopen
from volunteers.services.courses_questions import add_question
from volunteers.services.needs import WouldStop
from volunteers.services.training import finish

SAID = (
    "Denise Harper can be given somebody new today, and could not once this is saved, because training would be "
    "missing or to refresh. Let them do that first, or tick the box if it is to count at once."
)
SECOND = {"name": "Endings", "way": "live", "needed_for": ["coach"]}


@pytest.fixture
def course(cast):
    """Denise has learned the one module that coaches need here; Abdul brought his training with him."""
    module = a_module(cast, a_course(cast), **ONLINE)
    Training.objects.of(cast.scheme).filter(volunteer=cast.denise).delete()
    finish(by=cast.by(cast.priya), volunteer=cast.denise, module=module, done_on=TODAY, at=NOW, today=TODAY)
    return module.course


def words(cast) -> str:
    return eligibility(cast.denise, cast.coach, TODAY).words


def test_a_module_that_somebody_at_work_lacks_is_not_added_by_surprise(cast, course):
    with pytest.raises(WouldStop) as refusal:
        add_module(by=cast.by(cast.priya), course=course, fields=SECOND, at=NOW)
    assert (refusal.value.words, Module.objects.of(cast.scheme).count(), words(cast)) == (SAID, 1, "")


def test_it_is_added_when_it_is_meant(cast, course):
    add_module(by=cast.by(cast.priya), course=course, fields=SECOND, at=NOW, anyway=True)
    assert words(cast) == "Role training is not finished"


def test_a_module_that_nobody_needs_yet_is_added_and_learned_before_it_is_needed(cast, course):
    module = a_module(cast, course, **{**SECOND, "needed_for": []})
    about = {"by": cast.by(cast.priya), "at": NOW, "today": TODAY}
    finish(**about, volunteer=cast.denise, module=module, done_on=TODAY)
    change_module(**about, module=module, fields={"needed_for": ["coach"]})
    assert words(cast) == ""


def test_a_shorter_refresher_is_asked_about(cast, course):
    module = course.modules.get()
    cast.denise.modules_done.update(done_on=date(2026, 1, 5))
    with pytest.raises(WouldStop):
        change_module(
            by=cast.by(cast.priya), module=module, fields={"refresh_months": 6}, at=NOW, today=TODAY
        )


def test_the_first_question_of_a_quiz_is_asked_about(cast, course):
    module = a_module(cast, course, **{**SECOND, "way": "online"}, pass_mark=80)
    with pytest.raises(WouldStop):
        add_question(
            by=cast.by(cast.priya), module=module, words="Who?", answers=["Me", "You"], right=1, at=NOW
        )
    assert not Question.objects.of(cast.scheme).exists()


def test_opening_a_course_again_is_asked_about(cast, course):
    by, other = cast.by(cast.priya), a_course(cast, "Endings")
    add_module(by=by, course=other, fields=SECOND, at=NOW, anyway=True)
    close(by=by, course=other, at=NOW, today=TODAY)
    with pytest.raises(WouldStop):
        reopen(by=by, course=other, at=NOW)
    reopen(by=by, course=other, at=NOW, anyway=True)
    assert words(cast) == "Role training is not finished"


def test_the_page_asks_for_a_tick_and_saves_with_it(cast, course, sign_in):
    client, place = sign_in(cast.priya), reverse("courses-add-module", args=[course.pk])
    first = client.get(place).content.decode()
    asked = client.post(place, SECOND)
    assert ("Save it all the same" in first, asked.context["form"].errors["anyway"]) == (False, [SAID])
    assert "Save it all the same" in asked.content.decode()
    saved = client.post(place, {**SECOND, "anyway": "on"})
    assert (saved.status_code, course.modules.count()) == (302, 2)


def test_the_page_on_which_a_course_opens_again_asks_too(cast, course, sign_in):
    by, other = cast.by(cast.priya), a_course(cast, "Endings")
    add_module(by=by, course=other, fields=SECOND, at=NOW, anyway=True)
    close(by=by, course=other, at=NOW, today=TODAY)
    client, place = sign_in(cast.priya), reverse("courses-reopen", args=[other.pk])
    asked = client.post(place)
    assert asked.context["form"].errors["anyway"] == [SAID]
    client.post(place, {"anyway": "on"})
    other.refresh_from_db()
    assert other.closed_on is None


# --- Training that was brought ------------------------------------------------------------------


def test_training_that_was_brought_is_refreshed_as_often_as_the_course_says(cast, sign_in):
    Training.objects.of(cast.scheme).filter(volunteer=cast.denise).update(finished_on=date(2026, 3, 2))
    a_module(cast, a_course(cast), **LIVE)
    assert eligibility(cast.denise, cast.coach, TODAY).changes_on == date(2027, 3, 3)
    late = eligibility(cast.denise, cast.coach, date(2027, 3, 3)).words
    assert late == "Training was to be refreshed by 2 March 2027"
    page = sign_in(cast.denise_member).get(reverse("my-training"))
    told = [event.text for event in page.context["done"]]
    assert told == ["Role training, brought with you, counts until Tue 2 Mar 2027"]


def test_a_day_of_its_own_goes_before_the_rule_of_the_course(cast):
    own = date(2028, 3, 1)
    Training.objects.of(cast.scheme).filter(volunteer=cast.denise).update(refresh_by_on=own)
    a_module(cast, a_course(cast), **LIVE)
    assert eligibility(cast.denise, cast.coach, own).ok
    assert not eligibility(cast.denise, cast.coach, date(2028, 3, 2)).ok
