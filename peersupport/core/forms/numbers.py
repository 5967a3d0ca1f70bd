"""A number as people type it: `£4.80`, `7,5`, `1,200`."""

import re
from typing import Any

from django import forms

# Pounds, spaces and separators of thousands go; one point or comma before the last digits stays.
TYPED = re.compile(r"(?P<whole>-?[0-9]{1,3}(?:[, ][0-9]{3})+|-?[0-9]*)(?:[.,](?P<part>[0-9]+))?")


class TypedDecimalField(forms.DecimalField):
    """`1e2` is no number here; a comma before three digits parts thousands, before fewer it is the point."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput())
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        if not isinstance(value, str):
            return super().to_python(value)
        typed = value.strip().removeprefix("£").strip()
        found = TYPED.fullmatch(typed)
        if typed and (found is None or not any(found.groups())):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        whole, part = found.groups() if found and typed else ("", "")
        whole = re.sub(r"[, ]", "", whole)
        return super().to_python(f"{whole or 0}.{part}" if part else whole)
