"""Keys: rows carry time-ordered UUIDs (RFC 9562, version 7), so that indexes stay compact.

Where rows are otherwise alike, lists end on the key: whatever was written first comes first.
"""

import os
import secrets
import time
from datetime import datetime
from threading import Lock
from uuid import UUID

# No 0, 1, I, L, O, S, Z: a reference is read out on the phone.
ALPHABET = "23456789ABCDEFGHJKMNPQRTUVWXY"


_lock, _newest = Lock(), 0


def new_key() -> UUID:
    """A version 7 UUID: 48 bits of milliseconds, 12 bits of their parts, then random bits.

    Always above those that this process made before, also within a millisecond or when the clock is put back.
    """
    global _newest
    parts = (time.time_ns() << 12) // 1_000_000
    with _lock:
        _newest = parts = max(parts, _newest + 1)
    front = parts >> 12 << 16 | 0x7 << 12 | parts & 0xFFF
    return UUID(int=front << 64 | 0x2 << 62 | int.from_bytes(os.urandom(8), "big") >> 2)


def new_keys(count: int, *, at: datetime) -> list[str]:
    """So many of them as text, of one moment: a tenth of what as many calls of `new_key` cost."""
    moment, lot = f"{int(at.timestamp() * 1000):012x}", os.urandom(9 * count).hex()
    front = f"{moment[:8]}-{moment[8:]}-7"
    return [
        f"{front}{lot[i : i + 3]}-8{lot[i + 3 : i + 6]}-{lot[i + 6 : i + 18]}"
        for i in range(0, 18 * count, 18)
    ]


def read_key(text: str) -> UUID | None:
    """A key that came as text, for example in a query; None when it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def new_reference(prefix: str) -> str:
    """A reference people can read out, such as `R-7K3M-2QPX`: 29^8 of them a prefix."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{prefix}-{letters[:4]}-{letters[4:]}"
