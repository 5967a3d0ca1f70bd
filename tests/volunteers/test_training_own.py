"""A volunteer's own training: modules at one's own pace, quizzes, needs."""

from datetime import date

import pytest
from django.urls import reverse

from peersupport.accounts.gates import NotAllowed
from tests.cast import TODAY, make_volunteer
from tests.volunteers.joining import NOW, about, queries
from tests.volunteers.learning import ONLINE, a_course, a_module, dates, monday, two_modules
from volunteers.models import ModuleDone, Question, QuizTry, TrainingNeeds
from volunteers.services.courses import CourseRefused
from volunteers.services.courses_questions import add_question
from volunteers.services.training_own import LearningRefused, do_module, say_needs


def asks(cast, module, number=1, **more) -> list[Question]:
    facts = {"by": cast.by(cast.priya), "answers": ["Listen", "Advise"], "right": 1, "at": NOW, **more}
    return [add_question(module=module, words=f"Question {n}?", **facts) for n in range(number)]


def quiz(cast, pass_mark=60) -> tuple:
    module = a_module(cast, a_course(cast), **ONLINE, pass_mark=pass_mark)
    return module, asks(cast, module, 3)


def tries(cast, module, answers, who="denise"):
    by = cast.by(getattr(cast, f"{who}_member"))
    return do_module(by=by, module=module, answers=answers, at=NOW, today=TODAY)


def done(cast) -> int:
    return ModuleDone.objects.of(cast.scheme).filter(volunteer=cast.denise).count()


def test_a_module_without_a_quiz_is_done_by_saying_so(cast):
    assert (tries(cast, two_modules(cast)[0], {}).passed, done(cast)) == (True, 1)


def test_a_module_with_a_pass_mark_waits_for_its_questions(cast, sign_in):
    module = a_module(cast, a_course(cast), **ONLINE, pass_mark=90)
    with pytest.raises(LearningRefused, match="not written yet"):
        tries(cast, module, {})
    page = sign_in(cast.priya).get(reverse("courses-detail", args=[module.course_id])).content.decode()
    assert (page.count("Write the questions"), done(cast)) == (1, 0)


@pytest.mark.parametrize(("mark", "passed"), [(66, True), (67, False), (100, False), (1, True)])
def test_the_pass_mark_is_reached_or_not(cast, mark, passed):
    module, (first, second, _) = quiz(cast, mark)
    result = tries(cast, module, {first.pk: 1, second.pk: 1})
    assert (result.passed, result.right, result.out_of, done(cast)) == (passed, 2, 3, int(passed))


def test_tries_are_unlimited_and_all_are_kept(cast):
    module, questions = quiz(cast)
    results = [tries(cast, module, {}) for _ in range(4)]
    results.append(tries(cast, module, {row.pk: 1 for row in questions}))
    assert [result.passed for result in results] == [False] * 4 + [True]
    assert QuizTry.objects.of(cast.scheme).count() == 5


def test_a_live_module_is_not_done_on_the_web(cast):
    with pytest.raises(LearningRefused, match="not done on the web"):
        tries(cast, two_modules(cast)[1], {})


def test_a_module_that_no_role_of_theirs_needs_is_refused(cast):
    with pytest.raises(NotAllowed):
        tries(cast, two_modules(cast)[0], {}, who="joan")


@pytest.mark.parametrize(
    ("bad", "said"),
    [({"answers": ["One"]}, "two to eight"), ({"right": 3}, "2 answers"), ({"right": 0}, "2 answers")],
)
def test_a_question_that_makes_no_sense_is_refused(cast, bad, said):
    with pytest.raises(CourseRefused, match=said):
        asks(cast, two_modules(cast)[0], **bad)


def test_a_volunteer_passes_the_quiz_at_the_second_try_on_the_page(cast, sign_in):
    module, questions = quiz(cast)
    client, place = sign_in(cast.denise_member), reverse("modules-do", args=[module.pk])
    wrong, right = ({f"q-{row.pk}": number for row in questions} for number in ("2", "1"))
    empty = client.post(place, {})
    page = client.post(place, wrong, follow=True)
    end = client.post(place, right)
    assert (empty.status_code, len(empty.context["form"].errors)) == (422, 3)
    assert page.context["result"]["strong"] == "Not yet."
    assert (end.headers["Location"], done(cast)) == (reverse("my-training"), 1)


def test_the_page_says_what_is_needed_and_when_the_next_date_is(cast, sign_in):
    live = two_modules(cast)[1]
    dates(cast, live, starts_on=monday(1))
    page = sign_in(cast.denise_member).get(reverse("my-training"))
    assert [(todo.text, todo.note) for todo in page.context["todos"]] == [
        ("Listening", "Online, at your own pace"),
        ("Practice", "Mon 30 Nov 2026 at 2:00pm, 120 minutes, The hall"),
    ]
    assert page.context["next_date"] == "Practice: Mon 30 Nov 2026 at 2:00pm, 120 minutes, The hall."


def test_needs_are_said_by_the_volunteer_and_kept_encrypted(cast, sign_in):
    client = sign_in(cast.denise_member)
    said = {"energy": "half-hour", "digital": "none", "loan": "wanted", "times": ["mon-am"], "note": "A fan"}
    client.post(reverse("my-training-needs"), said)
    row = TrainingNeeds.objects.of(cast.scheme).get(volunteer=cast.denise)
    assert (row.energy, row.loan, list(row.times), row.note) == ("half-hour", "wanted", ["mon-am"], "A fan")
    assert client.get(reverse("my-training")).context["said"][0].value == ("Half an hour at a time")


def test_the_note_says_to_its_reader_who_can_read_it(cast, sign_in):
    mine = sign_in(cast.denise_member).get(reverse("my-training-needs")).context["form"]
    theirs = (
        sign_in(cast.priya).get(reverse("volunteers-training-needs", args=[cast.denise.pk])).context["form"]
    )
    words = [form.fields["note"].help_text.split(".")[0] for form in (mine, theirs)]
    assert words == [
        "Only you and your coordinators can read this",
        "Only coordinators and the volunteer can read this",
    ]


def test_a_volunteer_does_not_lend_a_device_and_keeps_a_lent_one(cast, sign_in):
    client, place = sign_in(cast.denise_member), reverse("my-training-needs")
    forged = client.post(place, {"loan": "lent"})
    say_needs(**about(cast), volunteer=cast.denise, fields={"loan": "lent"})
    client.post(place, {"energy": "hour"})
    row = TrainingNeeds.objects.of(cast.scheme).get(volunteer=cast.denise)
    assert (forged.status_code, row.loan, row.energy) == (422, "lent", "hour")


def test_nobody_says_the_needs_of_another_volunteer(cast):
    with pytest.raises(NotAllowed):
        say_needs(**about(cast, by=cast.by(cast.abdul_member)), volunteer=cast.denise, fields={})


def test_questions_are_added_and_removed_on_their_page(cast, sign_in):
    module = two_modules(cast)[0]
    client, place = sign_in(cast.priya), reverse("modules-questions", args=[module.pk])
    client.post(place, {"words": "What first?", "answers": "Listen\r\nAdvise\r\n", "right": "1"})
    question = Question.objects.of(cast.scheme).get()
    client.post(reverse("questions-remove", args=[question.pk]))
    assert (question.answers, Question.objects.of(cast.scheme).count()) == ("Listen\nAdvise", 0)


def test_the_page_takes_as_many_queries_for_many_modules(cast, sign_in):
    online, live = two_modules(cast)
    client, place = sign_in(cast.denise_member), reverse("my-training")
    few = queries(client, place)
    for number in range(4):
        a_module(cast, online.course, **{**ONLINE, "name": f"More {number}"})
    dates(cast, live, live, live)
    make_volunteer(cast, "Extra Person", cast.coach, renew_by=date(2028, 1, 1))
    assert queries(client, place) == few <= 17
