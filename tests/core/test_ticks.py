"""One broken thing does not stop the others, and the tick fails all the same, without a word of what was in it."""

import logging

import pytest
from celery.exceptions import SoftTimeLimitExceeded

from peersupport.core.ticks import SomeFailed, each


def act(number: int) -> int:
    if number < 0:
        raise KeyError("9434765919")
    return number


def test_all_go_well():
    assert each([1, 2, 3], act) == 6


def test_the_others_are_done_when_one_fails(caplog):
    done = []

    def note(number: int) -> int:
        done.append(act(number))
        return number

    with caplog.at_level(logging.ERROR), pytest.raises(SomeFailed) as caught:
        each([1, -1, 2, -2], note)
    assert (done, str(caught.value)) == ([1, 2], "2 failed: KeyError")
    assert len(caplog.records) == 2
    assert "9434765919" not in caplog.text + repr(caught.value)
    assert caught.value.__context__ is None


def test_what_failed_below_counts_once(caplog):
    with pytest.raises(SomeFailed) as caught:
        each(["a", "b"], lambda _: each([-1, 1, -2], act))
    assert str(caught.value) == "4 failed: KeyError"


def test_the_end_of_the_time_of_a_task_ends_it():
    def slow(_):
        raise SoftTimeLimitExceeded

    with pytest.raises(SoftTimeLimitExceeded):
        each([1, 2], slow)
