"""What the database can hold: the model's own checks, as a reason for a row."""

from django.core.exceptions import ValidationError

from peersupport.reporting.sheets.errors import RowRefused


def fits(model: type, fields: dict) -> None:
    """Raise RowRefused when a value breaks a rule of its column, such as its longest length."""
    others = [field.name for field in model._meta.fields if field.name not in fields]
    try:
        model(**fields).clean_fields(exclude=others)
    except ValidationError as error:
        name, problems = next(iter(error.error_dict.items()))
        label, too_long = model._meta.get_field(name).verbose_name, problems[0].code == "max_length"
        raise RowRefused(f"{label} {'too long' if too_long else 'not valid'}") from None
