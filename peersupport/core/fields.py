"""Model fields of the house: encrypted text and sets of short codes."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Any

from django.db import models
from django.db.models.functions import Cast

from peersupport.core import crypto


class EncryptedTextField(models.TextField):
    """Free text that is encrypted in the database. It cannot be searched, on purpose."""

    def get_prep_value(self, value):
        text = super().get_prep_value(value)
        return crypto.encrypt(text) if text else text

    def from_db_value(self, value, expression, connection):
        return crypto.decrypt(value) if value else value

    def value_to_string(self, obj) -> str:
        return self.value_from_object(obj)


class Codes(tuple):
    """Short codes in a fixed order, each once: `Codes(["stroke", "copd"]) == ("copd", "stroke")`."""

    def __new__(cls, codes: Iterable[str] = ()):
        return super().__new__(cls, sorted(set(codes)))

    @cached_property
    def as_set(self) -> frozenset[str]:
        """Shared by rows that were read with the same codes."""
        return frozenset(self)


@lru_cache(maxsize=1 << 14)
def stored_codes(text: str) -> Codes:
    """Many rows hold the same few codes, and a set of codes cannot be changed: so they share one."""
    return Codes(text.split())


class AsText(Cast):
    """A column of codes as it is stored: `with_codes` makes codes of it."""

    def __init__(self, name: str, **extra: Any) -> None:
        super().__init__(name, models.TextField())


def with_codes(rows: Iterable[tuple], asked: Sequence[Any]) -> Iterator[tuple]:
    """Rows of these columns, with codes where `AsText` was asked: column by column, for a field would be asked for
    each value of each row.
    """
    columns = zip(*rows, strict=True)
    return zip(
        *(map(stored_codes, column) if isinstance(name, AsText) else column
          for name, column in zip(asked, columns, strict=False)),
        strict=True,
    )  # fmt: skip


class CodesField(models.CharField):
    """A set of codes, stored as one sorted, space-separated text (readable, portable, no join).

    The matching engine reads thousands of rows as plain columns and makes bit masks of them.
    """

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 1000)
        kwargs.setdefault("default", Codes)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value, expression, connection):
        return stored_codes(value) if isinstance(value, str) else Codes()

    def to_python(self, value):
        return (
            value
            if isinstance(value, Codes)
            else Codes(value.split() if isinstance(value, str) else value or ())
        )

    def get_prep_value(self, value):
        return " ".join(self.to_python(value))

    def clean(self, value, model_instance):
        codes = self.to_python(value)
        super().clean(" ".join(codes), model_instance)
        return codes

    def value_to_string(self, obj) -> str:
        return self.get_prep_value(self.value_from_object(obj))
