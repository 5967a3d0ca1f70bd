"""From a Django form field to the parameters of a design-system macro. No HTML is made here."""

from collections.abc import Callable, Iterator
from typing import Any

from django import forms
from django.forms import BaseForm, BoundField
from django.forms.utils import pretty_name
from django.utils.functional import Promise
from markupsafe import escape

from peersupport.core.forms.dates import PARTS, DateBoxes

Params = dict[str, Any]
Macro = tuple[str, Params]
# A very long paste is shown only in part: 20,000 characters are at most 100 kB once escaped.
LONGEST_ECHO = 20_000
LONGEST_HIDDEN = 1_000
# Said by the macro's own parameters, or by the browser instead of us, or (placeholders) by a hint that stays.
OWN_ATTRIBUTES = {
    "id",
    "class",
    "cols",
    "rows",
    "required",
    "maxlength",
    "minlength",
    "aria-describedby",
    "aria-invalid",
    "placeholder",
}
MACRO_ATTRIBUTES = ("autocomplete", "inputmode", "spellcheck", "autocapitalize", "pattern")


def escaped(value: Any) -> Any:
    """Every text of a nested structure, escaped once. Two macros print labels and legends unescaped."""
    if isinstance(value, dict):
        return {key: escaped(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [escaped(item) for item in value]
    return (
        escape(str(value) if isinstance(value, Promise) else value)
        if isinstance(value, str | Promise)
        else value
    )


def filled(**params: Any) -> Params:
    """Parameters without the empty ones."""
    return {key: value for key, value in params.items() if value not in (None, "", {}, [])}


def label_of(bound: BoundField) -> str:
    """The label, with "(optional)" where nothing has to be filled in."""
    label = bound.label or pretty_name(bound.name)
    optional = not bound.field.required and getattr(bound.form, "says_optional", True)
    return f"{label} (optional)" if optional else str(label)


def field_id(bound: BoundField) -> str:
    return bound.field.widget.attrs.get("id") or bound.auto_id or bound.html_name


def value_of(bound: BoundField) -> str:
    """What stands in the box: what was typed, else what was there before."""
    value = bound.field.widget.format_value(bound.value())
    return "" if value is None else str(value)[:LONGEST_ECHO]


def common(bound: BoundField, options: Params) -> Params:
    errors = bound.errors
    return filled(
        id=field_id(bound),
        name=bound.html_name,
        hint={"text": bound.help_text} if bound.help_text else None,
        errorMessage={"text": errors[0]} if errors else None,
        formGroup=filled(classes=options.get("group_classes")),
        disabled=bound.field.disabled,
    )


def sized(bound: BoundField, options: Params) -> Params:
    """Label or legend: text and size ("s", "m", "l" or none)."""
    size = options.get("size", getattr(bound.form, "label_size", ""))
    hidden = "nhsuk-u-visually-hidden" if options.get("hide_label") else None
    return filled(text=options.get("label") or label_of(bound), size=size, classes=hidden)


def attributes(bound: BoundField, options: Params) -> tuple[Params, Params]:
    """What the macro knows by name, and the rest for its `attributes`."""
    given = {**bound.field.widget.attrs, **options.get("attributes", {})}
    known = {key: options.get(key, given.get(key)) for key in MACRO_ATTRIBUTES}
    if known["spellcheck"] is not None:
        known["spellcheck"] = str(known["spellcheck"]).lower() == "true"
    rest = {
        key: value
        for key, value in given.items()
        if key not in OWN_ATTRIBUTES and key not in MACRO_ATTRIBUTES
    }
    return filled(**known), {key: value for key, value in rest.items() if value is not False}


def classes(bound: BoundField, options: Params) -> str:
    return " ".join(filter(None, [bound.field.widget.attrs.get("class"), options.get("classes")]))


def number_mode(field: forms.Field) -> str:
    return "decimal" if isinstance(field, forms.FloatField | forms.DecimalField) else "numeric"


def text(bound: BoundField, options: Params) -> Macro:
    known, rest = attributes(bound, options)
    kind = getattr(bound.field.widget, "input_type", "text")
    if kind == "number":
        # A number is typed as text: no spinning wheel, no lost letters, and our own words for a mistake.
        kind, rest = "text", {key: value for key, value in rest.items() if key not in ("min", "max", "step")}
        known.setdefault("inputmode", number_mode(bound.field))
    params = filled(
        width=options.get("width"),
        prefix=options.get("prefix"),
        suffix=options.get("suffix"),
        code=options.get("code"),
    )
    if options.get("after"):
        params["formGroup"] = {"afterInput": {"text": options["after"]}}
    return "input", {
        **common(bound, options), **known, **params, "label": sized(bound, options), "type": kind,
        "value": value_of(bound) or None, "classes": classes(bound, options), "attributes": rest,
    }  # fmt: skip


def password(bound: BoundField, options: Params) -> Macro:
    known, rest = attributes(bound, options)
    shared = common(bound, options)
    return "password-input", {
        **shared,
        **known,
        "label": sized(bound, options),
        "classes": classes(bound, options),
        "attributes": rest,
    }


def textarea(bound: BoundField, options: Params) -> Macro:
    known, rest = attributes(bound, options)
    rows, count = options.get("rows") or bound.field.widget.attrs.get("rows", 5), options.get("count")
    value = value_of(bound)
    # A browser drops the first line break of a text area, so one more goes before it.
    value = f"\n{value}" if value.startswith(("\n", "\r")) else value
    params = {
        **common(bound, options), **known, "label": sized(bound, options), "rows": rows,
        "value": value, "classes": classes(bound, options), "attributes": rest,
    }  # fmt: skip
    return ("character-count", {**params, "maxlength": count}) if count else ("textarea", params)


def choices(bound: BoundField) -> Iterator[Params]:
    """The options of a select, radios or checkboxes: value, text, selected, hint."""
    hints = getattr(bound.field, "choice_hints", {})
    for option in bound.subwidgets:
        data, value = option.data, str(option.data["value"])
        yield filled(hint=filled(text=hints.get(value))) | {
            "value": value, "text": str(data["label"]), "selected": bool(data["selected"]),
            "disabled": bool(data["attrs"].get("disabled")),
        }  # fmt: skip


def select(bound: BoundField, options: Params) -> Macro:
    known, rest = attributes(bound, options)
    return "select", {
        **common(bound, options), "label": sized(bound, options), "items": list(choices(bound)),
        "classes": classes(bound, options), "attributes": {**rest, **known},
    }  # fmt: skip


def many(kind: str) -> Callable[[BoundField, Params], Macro]:
    """Radios and checkboxes: the first has the id of the field, so that the error summary leads to it."""

    def build(bound: BoundField, options: Params) -> Macro:
        items = [{**item, "checked": item.pop("selected")} for item in choices(bound)]
        inline = {"wide": "app-inline app-inline--wide", True: "app-inline"}.get(
            options.get("inline", ""), ""
        )
        shared = common(bound, options)
        params = filled(
            small=options.get("small"), classes=" ".join(filter(None, [inline, classes(bound, options)]))
        )
        name = {"idPrefix": shared.pop("id"), "fieldset": {"legend": sized(bound, options)}}
        return kind, {**shared, **params, **name, "items": items}

    return build


def checkbox(bound: BoundField, options: Params) -> Macro:
    shared = common(bound, options)
    prefix, words = shared.pop("id"), options.get("label") or label_of(bound)
    item = {"id": prefix, "value": "on", "text": words, "checked": bool(bound.value())}
    return "checkboxes", {**shared, "idPrefix": prefix, "small": options.get("small"), "items": [item]}


def date_parts_wrong(bound: BoundField) -> list[str]:
    """Which boxes an error is about; all of them if it does not say."""
    codes = [error.code or "" for error in bound.errors.as_data()]
    named = [part for part in PARTS if any(part in code.split("-") for code in codes)]
    return named or (list(PARTS) if codes else [])


def date_boxes(bound: BoundField, options: Params) -> Macro:
    shared, wrong = common(bound, options), date_parts_wrong(bound)
    values = bound.field.widget.parts(bound.value())
    filling = (
        {"day": "bday-day", "month": "bday-month", "year": "bday-year"} if options.get("birthday") else {}
    )
    items = [
        filled(error=part in wrong, autocomplete=filling.get(part)) | {
            "name": f"{bound.html_name}_{part}", "id": f"{shared['id']}-{part}", "label": part.title(),
            "value": value[:LONGEST_HIDDEN], "width": 4 if part == "year" else 2,
        }
        for part, value in zip(PARTS, values, strict=True)
    ]  # fmt: skip
    return "date-input", {**shared, "fieldset": {"legend": sized(bound, options)}, "items": items}


def upload(bound: BoundField, options: Params) -> Macro:
    _, rest = attributes(bound, options)
    multiple = getattr(bound.field.widget, "allow_multiple_selected", False)
    params = {"label": sized(bound, options), "multiple": multiple, "attributes": rest}
    return "file-upload", {**common(bound, options), **params}


# The first that fits; a subclass stands before its base.
MACROS: list[tuple[type, Callable[[BoundField, Params], Macro]]] = [
    (DateBoxes, date_boxes),
    (forms.CheckboxSelectMultiple, many("checkboxes")),
    (forms.RadioSelect, many("radios")),
    (forms.CheckboxInput, checkbox),
    (forms.Select, select),
    (forms.Textarea, textarea),
    (forms.PasswordInput, password),
    (forms.FileInput, upload),
    (forms.Widget, text),
]


def field_macro(bound: BoundField, options: Params) -> Macro:
    """Name and parameters of the macro that shows this field."""
    build = next(build for widget, build in MACROS if isinstance(bound.field.widget, widget))
    return build(bound, options)


def hidden_inputs(bound: BoundField) -> Iterator[tuple[str, str]]:
    """Name and value of each hidden input; a value too long to be ours is left out."""
    value = bound.value()
    for item in value if isinstance(value, list | tuple) else [value]:
        yield bound.html_name, "" if item is None or len(str(item)) > LONGEST_HIDDEN else str(item)


def error_address(bound: BoundField) -> str:
    """The input that an error is about."""
    if isinstance(bound.field.widget, DateBoxes):
        return f"#{field_id(bound)}-{date_parts_wrong(bound)[0]}"
    return f"#{field_id(bound)}"


def errors_of(form: BaseForm) -> list[Params]:
    """All errors of a form for its summary, those of no field first."""
    general = [{"text": error} for error in form.non_field_errors()]
    fields = [
        {"text": error} | ({} if bound.is_hidden else {"href": error_address(bound)})
        for bound in form for error in bound.errors
    ]  # fmt: skip
    return general + fields
