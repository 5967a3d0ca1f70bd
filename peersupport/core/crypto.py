"""Encryption at rest for free text: Fernet with a list of keys, the first encrypts, all decrypt."""

import base64
import hashlib
from functools import lru_cache

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


@lru_cache(maxsize=4)
def _box(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet(
        [Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"field:{key}".encode()).digest())) for key in keys]
    )


def encrypt(text: str) -> str:
    return _box(tuple(settings.FIELD_KEYS)).encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    """Raise cryptography.fernet.InvalidToken when no key of FIELD_KEYS fits."""
    return _box(tuple(settings.FIELD_KEYS)).decrypt(token.encode()).decode()
