"""What must never stand in a log: the secret part of a link that opens something without signing in, and values.

An error of the database quotes the row, and any other error may quote what somebody typed. So of an error the log
keeps its kind, the constraint and the places in the code, never its words.
"""

import logging
import re
import traceback
from collections.abc import Iterator

from peersupport.core.secret_links import PREFIX

# Who writes whole addresses down.
ACCESS = ("gunicorn.access", "django.server")

SECRET = re.compile(r"[0-9a-f]{64}")
BELOW = re.compile(rf"(/{PREFIX}[a-z-]+/)[^\s\"'?]+")
# People are searched by name and NHS number.
QUERY = re.compile(r"\?[^\s\"']+")
DETAIL = re.compile(r"\s*(\\n)?DETAIL:.*", re.DOTALL)


class HideSecrets(logging.Filter):
    """Writes "(secret)" for tokens wherever in a line they are, and leaves out the words of errors."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        text = _without_words(said, record)
        if text != said:
            record.msg, record.args = text, ()
        return True


def _without_words(text: str, record: logging.LogRecord) -> str:
    error = record.exc_info[1] if record.exc_info else None
    for words in filter(None, _said_of(record)):
        text = text.replace(words, kind(error) if error else "(error)")
    if record.name in ACCESS:
        text = QUERY.sub("?(query)", text)
    return SECRET.sub("(secret)", BELOW.sub(r"\1(secret)", DETAIL.sub("", text)))


def _said_of(record: logging.LogRecord) -> Iterator[str]:
    """The words of the record's errors, as they may stand in its message."""
    if isinstance(record.args, dict) and "exc" in record.args:  # Celery's line about a task that failed
        yield str(record.args["exc"])
    for error in chain(record.exc_info[1] if record.exc_info else None):
        yield from (repr(error), str(error))


class WithoutWords(logging.Formatter):
    """Errors as the places they went through and their kind."""

    def formatException(self, info) -> str:
        return "\n".join(_places(error) for error in reversed(list(chain(info[1]))))


def _places(error: BaseException) -> str:
    return "".join([*traceback.format_tb(error.__traceback__), kind(error)])


def kind(error: BaseException) -> str:
    """`IntegrityError (one_patient_per_nhs_number)`: the constraint is a word of ours."""
    constraint = getattr(getattr(error, "diag", None), "constraint_name", None)
    return type(error).__qualname__ + (f" ({constraint})" if constraint else "")


def chain(error: BaseException | None) -> Iterator[BaseException]:
    """An error, what it came from, and so on."""
    seen = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
