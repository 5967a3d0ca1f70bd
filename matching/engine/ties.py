"""Ties are broken by a hash of the two ids: fair, and the same whatever order people are listed in."""

from collections.abc import Iterable
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

SEED = np.array([0x94D049BB133111EB], dtype=np.uint64)
_ODD = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)


def hashes(keys: Iterable[str]) -> NDArray[np.uint64]:
    """One 64-bit hash per id, the same on every machine and in every run (unlike `hash`)."""
    digests = b"".join(blake2b(key.encode(), digest_size=8).digest() for key in keys)
    return np.frombuffer(digests, dtype="<u8").astype(np.uint64)


def pair_hashes(left: NDArray[np.uint64], right: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Mix two hashes, broadcast against each other, into one that depends on their order."""
    mixed = left * _ODD ^ right
    mixed ^= mixed >> np.uint64(30)
    mixed *= _MIX
    mixed ^= mixed >> np.uint64(27)
    return mixed
