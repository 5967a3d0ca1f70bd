"""Secret links: an e-mailed address that shows who may answer. Rows keep the hash of its token, not the token.

The token follows from the house's key, a purpose and a nonce of the row. So it can be made at the very moment
of sending, and lies in no outbox and no backup.
"""

import hashlib
import hmac
from uuid import UUID, uuid4

from django.conf import settings

# Every address with a secret part begins so: logs leave out what follows (see core.logs and README).
PREFIX = "by-link/"


def fresh(purpose: str) -> dict[str, UUID | str]:
    """The columns of a new link: `nonce`, and `token_hash` by which it is found."""
    nonce = uuid4()
    return {"nonce": nonce, "token_hash": digest(token(purpose, nonce))}


def token(purpose: str, nonce: UUID) -> str:
    """64 hexadecimal digits that nobody can guess without the key."""
    return _token(settings.FIELD_KEYS[0], purpose, nonce)


def digest(text: str) -> str:
    """What a row keeps of a token: 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def again(kept: str, purpose: str, nonce: UUID) -> str | None:
    """The token whose hash is kept, also when the first key has changed since; None if no key fits."""
    made = (_token(key, purpose, nonce) for key in settings.FIELD_KEYS)
    return next((text for text in made if digest(text) == kept), None)


def _token(key: str, purpose: str, nonce: UUID) -> str:
    return hmac.new(f"link:{key}".encode(), f"{purpose}:{nonce}".encode(), hashlib.sha256).hexdigest()
