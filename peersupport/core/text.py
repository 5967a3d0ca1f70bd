"""Text as it arrives from browsers, files and other programs."""

import re
import unicodedata

# No database takes a NUL; half a surrogate pair cannot be written as UTF-8.
UNWRITABLE = re.compile("[\x00\ud800-\udfff]")


def clean_text(text: str) -> str:
    """The text without characters that cannot be stored."""
    return UNWRITABLE.sub("", text)


# Letters that Unicode does not take apart into a letter and its mark.
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_MARKS = re.compile(r"['’‘`´.]")


def fold(text: str) -> str:
    """For searching names: without case, accents and apostrophes, hyphens as spaces.

    `Łukasz O’Neill-Brontë` becomes `lukasz oneill bronte`.
    """
    apart = unicodedata.normalize("NFKD", _MARKS.sub("", text).casefold().translate(_PLAIN))
    letters = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[-‐‑–]", " ", letters).split())
