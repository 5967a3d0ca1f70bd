"""Practice watched with a few questions of the scheme's own, and shared with the volunteer."""

from datetime import timedelta

import pytest
from django.urls import reverse

from peersupport.accounts.models import Membership
from tests.cast import TODAY
from tests.programmes.reviewing import ask_questions
from tests.volunteers.claiming import NOW
from volunteers.choices import FEEDBACK, OBSERVATION
from volunteers.models import Observation, QualityQuestion
from volunteers.selectors.observations import observations, questions
from volunteers.services import observations as services


def observe(cast, *, by=None, share=True, on=TODAY, use=OBSERVATION):
    answers = dict.fromkeys(questions(cast.scheme, use), "yes")
    facts = {"observed_on": on, "note": "Waited well.", "share": share, "at": NOW, "today": TODAY}
    return services.observe(by=by or cast.by(cast.priya), volunteer=cast.denise, answers=answers, **facts)


def test_a_volunteer_reads_what_was_seen_once_it_is_shared(sign_in, cast):
    ask_questions(cast)
    row = observe(cast, share=False)
    mine = cast.by(cast.denise_member)
    assert (
        observations(cast.denise, actor=mine),
        len(observations(cast.denise, actor=cast.by(cast.priya))),
    ) == ([], 1)
    sign_in(cast.priya).post(reverse("observations-share", args=[row.pk]))
    page = sign_in(cast.denise_member).get(reverse("my-practice")).content.decode()
    assert ("Waited well." in page, "Listens more than they talk" in page) == (True, True)


def test_the_note_lies_encrypted_in_the_database(cast, db):
    ask_questions(cast)
    row = observe(cast)
    kept = (
        Observation.objects.of(cast.scheme)
        .extra(select={"raw": "note"})
        .values_list("raw", flat=True)
        .get(pk=row.pk)
    )
    assert "Waited" not in kept


def test_nobody_observes_themself_or_tomorrow_or_without_questions(cast):
    with pytest.raises(services.ObservationRefused, match="no questions"):
        observe(cast)
    ask_questions(cast)
    with pytest.raises(services.ObservationRefused, match="future"):
        observe(cast, on=TODAY + timedelta(days=1))
    with pytest.raises(services.ObservationRefused, match="no questions"):
        observe(cast, use=FEEDBACK)
    as_manager = Membership.make(scheme=cast.scheme, user=cast.denise.user, role="manager", starts_on=TODAY)
    with pytest.raises(services.ObservationRefused, match="your own record"):
        observe(cast, by=cast.by(as_manager))


def test_an_answer_to_every_question_is_asked_for(sign_in, cast):
    ask_questions(cast)
    place = reverse("volunteers-observe", args=[cast.denise.pk])
    day = {"observed_on_day": "20", "observed_on_month": "11", "observed_on_year": "2026"}
    client = sign_in(cast.priya)
    answer = client.post(place, day)
    assert (answer.status_code, "choose “Cannot say”" in answer.content.decode()) == (422, True)
    said = {f"q-{row.pk}": "partly" for row in questions(cast.scheme, OBSERVATION)}
    client.post(place, day | said | {"note": "", "share": "on"})
    assert Observation.objects.of(cast.scheme).get().answers.count() == 5


def test_questions_are_few_end_and_are_never_reworded(cast):
    ask_questions(cast)
    by = cast.by(cast.maria)
    services.add_question(by=by, use=FEEDBACK, words="Are the times right?", at=NOW)
    with pytest.raises(services.QuestionRefused, match="5 questions are enough"):
        services.add_question(by=by, use=FEEDBACK, words="One more?", at=NOW)
    first = questions(cast.scheme, FEEDBACK)[0]
    services.end_question(by=by, question=first, at=NOW, today=TODAY)
    services.add_question(by=by, use=FEEDBACK, words=first.words, at=NOW)
    assert [row.words for row in questions(cast.scheme, FEEDBACK)][-1] == first.words
    assert QualityQuestion.objects.of(cast.scheme).filter(words=first.words).count() == 2
