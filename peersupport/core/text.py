"""Text as it arrives from browsers, files and other programs."""

import re

# No database takes a NUL; half a surrogate pair cannot be written as UTF-8.
UNWRITABLE = re.compile("[\x00\ud800-\udfff]")


def clean_text(text: str) -> str:
    """The text without characters that cannot be stored."""
    return UNWRITABLE.sub("", text)
