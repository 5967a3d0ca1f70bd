"""Keys are version 7 UUIDs in order of time; references are easy to read out."""

from datetime import UTC, datetime
from itertools import count
from uuid import UUID

import pytest

from peersupport.core import keys
from peersupport.core.keys import ALPHABET, new_key, new_keys, new_reference


def test_keys_are_version_7_and_rise_with_time(monkeypatch):
    monkeypatch.setattr(keys, "_newest", 0)
    made = []
    for second in range(5):
        monkeypatch.setattr("time.time_ns", lambda now=second: (1_700_000_000 + now) * 10**9)
        made.append(new_key())
    assert made == sorted(made)
    assert [key.int >> 80 for key in made] == [(1_700_000_000 + now) * 1000 for now in range(5)]
    assert {(key.version, key.variant) for key in made} == {(7, "specified in RFC 4122")}


@pytest.mark.parametrize("step", [0, 1, -1], ids=["stands", "goes on", "is put back"])
def test_keys_of_one_millisecond_rise_in_the_order_in_which_they_were_made(monkeypatch, step):
    nanoseconds = count(2_000_000_000 * 10**9, step)
    monkeypatch.setattr("time.time_ns", lambda: next(nanoseconds))
    monkeypatch.setattr(keys, "_newest", 0)
    made = [new_key() for _ in range(10_000)]
    assert (made, len(set(made))) == (sorted(made), 10_000)
    assert {(key.version, key.variant) for key in made} == {(7, "specified in RFC 4122")}
    assert {key.int >> 80 for key in made} <= {2_000_000_000_000 + n for n in range(4)}


def test_a_reference_has_a_prefix_and_two_groups_of_four():
    prefix, first, second = new_reference("R").split("-")
    assert (prefix, len(first), len(second), set(first + second) <= set(ALPHABET)) == ("R", 4, 4, True)


def test_many_keys_at_once_are_of_version_7_and_of_their_moment():
    moment = datetime(2026, 11, 23, 2, tzinfo=UTC)
    keys = [UUID(text) for text in new_keys(1_000, at=moment)]
    assert len(set(keys)) == 1_000
    assert {(key.version, key.variant, key.int >> 80) for key in keys} == {
        (7, "specified in RFC 4122", int(moment.timestamp() * 1_000))
    }
