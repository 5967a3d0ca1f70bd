"""Finding a practice from what a clinician types: its name, its ODS code, or both."""

import re
from dataclasses import dataclass
from difflib import get_close_matches

from peersupport.accounts.models import Practice, Scheme

_CODE_AT_END = re.compile(r"\(([A-Za-z0-9]{3,10})\)\s*$")
_MOST_NEAR = 3


@dataclass(frozen=True)
class Found:
    """The one practice that is meant, or those that come near."""

    practice: Practice | None = None
    near: tuple[Practice, ...] = ()


def find(scheme: Scheme, text: str) -> Found:
    """By code, "Name (code)", whole name, or a part of the name that fits only one practice."""
    practices = list(Practice.objects.of(scheme).order_by("name", "pk"))
    text = text.strip().casefold()
    code = (_CODE_AT_END.search(text) or [text, text])[1].casefold()
    exact = [p for p in practices if p.ods_code.casefold() == code] or [
        p for p in practices if p.name.casefold() == text
    ]
    partly = exact or [p for p in practices if text in p.name.casefold()]
    if len(partly) == 1:
        return Found(partly[0])
    return Found(near=tuple(partly[:_MOST_NEAR] or _near(practices, text)))


def _near(practices: list[Practice], text: str) -> list[Practice]:
    """Names or codes written almost like this."""
    by_words = {p.name.casefold(): p for p in practices} | {p.ods_code.casefold(): p for p in practices}
    return [by_words[words] for words in get_close_matches(text[:100], by_words, n=_MOST_NEAR, cutoff=0.5)]
