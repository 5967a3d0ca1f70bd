"""Encryption at rest for free text: Fernet with a list of keys, the first encrypts, all decrypt."""

import base64
import hashlib
from functools import lru_cache

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def keys_for(purpose: str) -> tuple[bytes, ...]:
    """Keys for one purpose, 32 bytes each, newest first. They follow from FIELD_KEYS, so no database holds them."""
    return _derived(purpose, tuple(settings.FIELD_KEYS))


@lru_cache(maxsize=16)
def _derived(purpose: str, keys: tuple[str, ...]) -> tuple[bytes, ...]:
    return tuple(hashlib.sha256(f"{purpose}:{key}".encode()).digest() for key in keys)


@lru_cache(maxsize=4)
def _box(keys: tuple[bytes, ...]) -> MultiFernet:
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])


def encrypt(text: str) -> str:
    return _box(keys_for("field")).encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    """Raise cryptography.fernet.InvalidToken when no key of FIELD_KEYS fits."""
    return _box(keys_for("field")).decrypt(token.encode()).decode()
