"""Plain words for every error Django can find, made from the label of the field."""

from django import forms
from django.core import validators

CHOICES = (forms.ChoiceField, forms.ModelChoiceField)
SEVERAL = (forms.MultipleChoiceField, forms.ModelMultipleChoiceField)


def in_sentence(label: str) -> str:
    """ "Full name" → "full name"; "NHS number" and "GP practice" stay."""
    return label if len(label) < 2 or not label[1].islower() else label[0].lower() + label[1:]


def with_article(label: str) -> str:
    """ "Full name" → "the full name"; "Your name" → "your name"."""
    plain = in_sentence(label)
    return (
        plain if plain.split(" ")[0] in ("your", "my", "the", "a", "an", "their", "our") else f"the {plain}"
    )


def required(field: forms.Field, label: str) -> str:
    if isinstance(field.widget, forms.CheckboxInput):
        return f"Tick “{label}” to go on"
    if label.endswith("?"):
        return f"Answer “{label}”"
    if isinstance(field, SEVERAL):
        return f"Choose at least one: {in_sentence(label)}"
    if isinstance(field, forms.FileField):
        return f"Choose a file: {in_sentence(label)}"
    return f"{'Choose' if isinstance(field, CHOICES) else 'Enter'} {with_article(label)}"


def invalid(field: forms.Field, label: str) -> str:
    if isinstance(field, forms.EmailField):
        return "Enter an e-mail address in full, for example name@example.org"
    if isinstance(field, forms.URLField):
        return f"{label} must be a web address, for example https://www.example.org"
    if isinstance(field, forms.DecimalField | forms.FloatField):
        return f"{label} must be a number, for example 2.5"
    if isinstance(field, forms.IntegerField):
        return f"{label} must be a whole number, for example 30"
    if isinstance(field, forms.TimeField):
        return f"{label} must be a time, for example 14:30"
    if isinstance(field, forms.DateField | forms.DateTimeField):
        return f"{label} must be a real date, for example 27/3/1958"
    if isinstance(field, forms.FileField):
        return f"{label} could not be read. Choose the file again"
    return f"{label} is not in the right form. Check it"


def _digits(field: forms.Field) -> str:
    places = getattr(field, "decimal_places", None)
    return "1 digit" if places == 1 else "%(max)s digits"


def error_messages(field: forms.Field, label: str) -> dict[str, str]:
    """A sentence for each code. `%%` because Django fills in numbers afterwards."""
    subject = f"“{label}”" if label.endswith("?") else label
    name, choose = subject.replace("%", "%%"), f"Choose one of the answers for “{label}”"
    return {
        "required": required(field, label),
        "invalid": invalid(field, subject),
        # No value is repeated here: it may be anything, and of any length.
        "invalid_choice": choose.replace("%", "%%"),
        "invalid_pk_value": choose.replace("%", "%%"),
        "invalid_list": choose,
        "incomplete": f"Fill in all of “{label}”",
        "max_length": f"{name} must be %(limit_value)d characters or fewer. You have %(show_value)d",
        "min_length": f"{name} must be %(limit_value)d characters or more. You have %(show_value)d",
        "max_value": f"{name} must be %(limit_value)s or less",
        "min_value": f"{name} must be %(limit_value)s or more",
        "step_size": f"{name} must be a multiple of %(limit_value)s",
        "max_digits": f"{name} must have %(max)s digits or fewer",
        "max_decimal_places": f"{name} can have {_digits(field)} after the point at most",
        "max_whole_digits": f"{name} must have %(max)s digits or fewer before the point",
        "missing": f"Choose a file: {in_sentence(label)}",
        "empty": "The file is empty. Choose another",
        "invalid_extension": f"{name} must be a file of this kind: %(allowed_extensions)s",
        "contradiction": "Choose a file or tick the box to remove it, not both",
        "null_characters_not_allowed": f"{label} has characters that cannot be saved. Type it again",
        "overflow": f"{label} is too large. Check it",
    }


def speak_plainly(field: forms.Field, label: str) -> None:
    """Give a field our words, but for those its form has written itself."""
    spoken: dict[str, str] = {}
    for base in reversed(type(field).__mro__):
        spoken.update(getattr(base, "default_error_messages", {}))
    written = {code: words for code, words in field.error_messages.items() if words != spoken.get(code)}
    field.error_messages = field.error_messages | error_messages(field, label) | written


def limit_text(field: forms.Field, *, line: int, paragraph: int) -> None:
    """A text without a longest length gets one: `line` characters in a box, `paragraph` in an area."""
    is_text = isinstance(field, forms.CharField) and not isinstance(field, forms.UUIDField | forms.JSONField)
    if is_text and field.max_length is None:
        longest = paragraph if isinstance(field.widget, forms.Textarea) else line
        field.validators = [*field.validators, validators.MaxLengthValidator(longest)]
