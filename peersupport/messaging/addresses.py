"""Addresses: which number can take a text, and what is kept of an address (never the address)."""

import hashlib
import hmac
import re

from django.conf import settings

from peersupport.messaging.choices import EMAIL

UK_MOBILE = re.compile(r"^(?:\+44|0044|0)7\d{9}$")
ABROAD = re.compile(r"^\+(?!44)[1-9]\d{7,14}$")


def mobile(number: str) -> str:
    """The number without spaces and signs if it can take a text, else nothing: a landline cannot."""
    bare = re.sub(r"[\s().-]", "", number).replace("+440", "+44")
    return bare if UK_MOBILE.match(bare) or ABROAD.match(bare) else ""


def digest(channel: str, address: str) -> str:
    """64 hexadecimal digits that tell whether two addresses are one, and cannot be read back."""
    plain = address.strip().casefold() if channel == EMAIL else re.sub(r"^(?:\+44|0044)", "0", address)
    key = f"address:{settings.FIELD_KEYS[-1]}".encode()
    return hmac.new(key, f"{channel}:{plain}".encode(), hashlib.sha256).hexdigest()
