"""A date that people know by heart, in three boxes; a mistake is named by its box."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

PARTS = ("day", "month", "year")


class DateBoxes(forms.Widget):
    """Inputs `<name>_day`, `<name>_month`, `<name>_year`. Its value is a list of three texts, or a date."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return [str(data.get(f"{name}_{part}") or "").strip() for part in PARTS]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not any(f"{name}_{part}" in data for part in PARTS)

    @staticmethod
    def parts(value: Any) -> list[str]:
        """What stands in the three boxes."""
        if isinstance(value, date):
            return [str(value.day), str(value.month), str(value.year)]
        return list(value) if value else ["", "", ""]


class MemorableDateField(forms.Field):
    """Day, month, year; a month may be a number or a name.

    `earliest` and `latest` bound it and may be set by the form, which knows today. `example` is shown
    when the date is no real one. Each error's code names the boxes it is about ("month-year").
    """

    widget = DateBoxes

    def __init__(
        self,
        *,
        earliest: date | None = None,
        latest: date | None = None,
        example: str = "27 3 1958",
        **kwargs: Any,
    ):
        super().__init__(**kwargs)
        self.earliest, self.latest, self.example = earliest, latest, example

    def clean(self, value: Any) -> date | None:
        """Raises ValidationError with a sentence that says which part to put right."""
        parts = DateBoxes.parts(value)
        if not any(parts):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="day-month-year")
            return None
        self._check_missing(parts)
        found = self._real(parts)
        self._check_bounds(found)
        self.run_validators(found)
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:
        return DateBoxes.parts(initial) != DateBoxes.parts(data)

    @property
    def name(self) -> str:
        return str(self.label or "Date")

    def _check_missing(self, parts: list[str]) -> None:
        missing = [name for name, part in zip(PARTS, parts, strict=True) if not part]
        if missing:
            words = " and ".join(f"a {part}" for part in missing)
            raise ValidationError(f"{self.name} must include {words}", code="-".join(missing))

    def _real(self, parts: list[str]) -> date:
        day, month, year = number(parts[0], 31), month_number(parts[1]), number(parts[2], 9999)
        if year is not None and len(parts[2]) != 4:
            raise ValidationError(
                f"{self.name} must have a year of 4 digits, for example {self.example}", code="year"
            )
        wrong = [name for name, part in zip(PARTS, (day, month, year), strict=True) if part is None]
        try:
            return date(year or 0, month or 0, day or 0)
        except ValueError:
            # 31 2: each part could be right, so it is the day that does not fit.
            code = "-".join(wrong) if 0 < len(wrong) < 3 else "day"
            raise ValidationError(
                f"{self.name} must be a real date, for example {self.example}", code=code
            ) from None

    def _check_bounds(self, found: date) -> None:
        if self.latest and found > self.latest:
            raise ValidationError(
                f"{self.name} must be on or before {words(self.latest)}", code="day-month-year"
            )
        if self.earliest and found < self.earliest:
            raise ValidationError(
                f"{self.name} must be on or after {words(self.earliest)}", code="day-month-year"
            )


def words(value: date) -> str:
    """`22 November 2026`."""
    return f"{value.day} {value:%B %Y}"


def number(text: str, most: int) -> int | None:
    """A whole number from 1 to `most`, or None."""
    plain = text.isascii() and text.isdigit() and len(text) <= 4
    return int(text) if plain and 1 <= int(text) <= most else None


def month_number(text: str) -> int | None:
    """3 for "3", "03", "Mar", "march"; None for no month."""
    name = text.lower().rstrip(".")
    full = [date(2000, month, 1).strftime("%B").lower() for month in range(1, 13)]
    if len(name) >= 3:
        return next(
            (
                index
                for index, month in enumerate(full, 1)
                if month.startswith(name) or (name == "sept" and index == 9)
            ),
            None,
        )
    return number(text, 12)
