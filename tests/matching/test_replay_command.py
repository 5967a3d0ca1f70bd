"""`manage.py replay_round ID` comes to the answer of a past round again."""

from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from matching.services import runs
from peersupport.audit.models import Event


@pytest.fixture
def ordered(cast, monday):
    return runs.start(objective="best-fit", minimum_score=0, by=cast.by(cast.priya), at=monday)


def test_the_same_answer_is_said_and_kept(ordered, monday):
    runs.carry_out(key=ordered.pk, now=lambda: monday)
    out = StringIO()
    call_command("replay_round", str(ordered.pk), stdout=out)
    assert "the same answer for everybody" in out.getvalue()
    assert Event.objects.everywhere().filter(action="run.replayed").count() == 1


def test_another_answer_ends_the_command_with_a_failure(ordered, monday):
    runs.carry_out(key=ordered.pk, now=lambda: monday)
    ordered.refresh_from_db()
    ordered.change(figures=ordered.figures | {"digest": "of other pairs"})
    with pytest.raises(CommandError, match="not the same"):
        call_command("replay_round", str(ordered.pk), stdout=StringIO())


def test_a_round_without_a_result_is_refused_with_words(ordered):
    with pytest.raises(CommandError, match="no result to come to again"):
        call_command("replay_round", str(ordered.pk))


def test_there_is_no_such_round(db):
    with pytest.raises(CommandError, match="no round"):
        call_command("replay_round", str(uuid4()))
