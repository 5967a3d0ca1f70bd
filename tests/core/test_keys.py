"""Keys are version 7 UUIDs in order of time; references are easy to read out."""

from datetime import UTC, datetime
from uuid import UUID

from peersupport.core.keys import ALPHABET, new_key, new_keys, new_reference


def test_keys_are_version_7_and_rise_with_time(monkeypatch):
    keys = []
    for second in range(5):
        monkeypatch.setattr("time.time_ns", lambda now=second: (1_700_000_000 + now) * 10**9)
        keys.append(new_key())
    assert keys == sorted(keys)
    assert {(key.version, key.variant) for key in keys} == {(7, "specified in RFC 4122")}


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
