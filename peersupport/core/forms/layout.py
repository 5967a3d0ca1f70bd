"""What a form's layout is made of. Texts are plain words: they are escaped, never read as templates.

Layout(Card("The person", Fields("name", Field("minutes", width=3))), Actions(Submit("Save")))
"""

from typing import Any

from crispy_forms.layout import Layout, LayoutObject
from crispy_forms.utils import TEMPLATE_PACK
from django.template.loader import render_to_string

__all__ = ["Actions", "Bar", "Button", "ButtonLink", "Card", "Columns", "Details", "Div", "Field", "Fields"]
__all__ += ["Fieldset", "Inline", "Layout", "Note", "Partial", "Submit", "Text"]


class Field(LayoutObject):
    """Fields with options for their macro.

    size ("s", "m", "l"; of label or legend), label (other words, as they are), hide_label,
    width (2, 3, 4, 5, 10, 20 or 30 characters), prefix, suffix, code (digits easy to compare),
    rows, count (characters allowed, counted down), small and inline (True or "wide"; of radios and
    checkboxes), birthday (boxes the browser may fill in), inputmode, autocomplete, spellcheck,
    classes, group_classes, attributes (a dict).
    """

    def __init__(self, *fields: str, **options: Any) -> None:
        self.fields, self.options = list(fields), options

    def render(self, form: Any, context: Any, template_pack: str = TEMPLATE_PACK, **kwargs: Any) -> str:
        return self.get_rendered_fields(
            form, context, template_pack, extra_context={"field_options": self.options}
        )


class Inline(Field):
    """Radios or checkboxes beside each other, small unless said otherwise: `Inline("how", inline="wide")`."""

    def __init__(self, *fields: str, **options: Any) -> None:
        super().__init__(*fields, **{"inline": True, "small": True} | options)


class Block(LayoutObject):
    """Layout objects inside a template of the pack, which gets `block` (this) and `fields` (their HTML)."""

    template = "nhsuk/layout/div.html"

    def __init__(self, *fields: Any, **options: Any) -> None:
        self.fields, self.options = list(fields), options

    def render(self, form: Any, context: Any, template_pack: str = TEMPLATE_PACK, **kwargs: Any) -> str:
        fields = self.get_rendered_fields(form, context, template_pack)
        return render_to_string(self.template, {"block": self, "fields": fields, **self.options})


class Div(Block):
    """`Div(…, classes="…")`."""


class Fields(Block):
    """Fields in two columns, from 769 px on."""

    def __init__(self, *fields: Any) -> None:
        super().__init__(*fields, classes="app-fields")


class Actions(Block):
    """Buttons beside each other."""

    def __init__(self, *fields: Any) -> None:
        super().__init__(*fields, classes="nhsuk-button-group")


class Bar(Block):
    """A bar of filters, the button at the end. `wide` names the fields with a whole line on a phone."""

    template = "nhsuk/layout/bar.html"

    def __init__(self, *fields: Any, wide: tuple[str, ...] = ()) -> None:
        super().__init__(
            *(Field(item, group_classes="app-bar__wide") if item in wide else item for item in fields)
        )


class Columns(Block):
    """Columns from 960 px on, each a field or a list; kind "main" (two thirds, one third), "2" or "3"."""

    template = "nhsuk/layout/columns.html"

    def __init__(self, *columns: Any, kind: str = "2") -> None:
        super().__init__(
            *(Div(*column) if isinstance(column, list) else Div(column) for column in columns), kind=kind
        )


class Card(Block):
    """A white card with a heading; `text` stands below it."""

    template = "nhsuk/layout/card.html"

    def __init__(self, title: str, *fields: Any, text: str = "", level: int = 2, classes: str = "") -> None:
        super().__init__(*fields, title=title, text=text, level=level, classes=classes)


class Fieldset(Block):
    """Fields under one legend; size "s", "m" or "l"."""

    template = "nhsuk/layout/fieldset.html"

    def __init__(self, legend: str, *fields: Any, size: str = "m", hint: str = "") -> None:
        super().__init__(*fields, legend=legend, size=size, hint=hint)


class Details(Block):
    """Fields that open on a tap."""

    template = "nhsuk/layout/details.html"

    def __init__(self, summary: str, *fields: Any, open: bool = False) -> None:
        super().__init__(*fields, summary=summary, open=open)


class Partial(LayoutObject):
    """A component partial: `Partial("components/note.html", text="…")`. The page's token is passed on."""

    def __init__(self, template: str, **params: Any) -> None:
        self.fields: list[Any] = []
        self.template, self.params = template, params

    def render(self, form: Any, context: Any, template_pack: str = TEMPLATE_PACK, **kwargs: Any) -> str:
        return render_to_string(self.template, {"csrf_token": context.get("csrf_token"), **self.params})


class Text(Partial):
    """A paragraph; `quiet` is grey and small."""

    def __init__(self, text: str, quiet: bool = False) -> None:
        super().__init__("nhsuk/layout/text.html", text=text, quiet=quiet)


class Note(Partial):
    """A note with a blue edge; `strong` is said first, in bold."""

    def __init__(self, text: str, strong: str = "") -> None:
        super().__init__("components/note.html", text=text, strong=strong)


class Submit(Partial):
    """The green button that sends the form, once however often it is pressed. One green button a page.

    Options: name and value (which button it was), secondary, small, warning (red), hidden (words
    for screen readers).
    """

    def __init__(self, text: str, **options: Any) -> None:
        super().__init__("nhsuk/layout/submit.html", text=text, **options)


class Button(Submit):
    """The same, white: for all that is not the most urgent or final act."""

    def __init__(self, text: str, **options: Any) -> None:
        super().__init__(text, **{"secondary": True} | options)


class ButtonLink(Partial):
    """A link that looks like a white button ("Back")."""

    def __init__(self, text: str, href: str, small: bool = False) -> None:
        super().__init__("nhsuk/layout/button_link.html", text=text, href=href, small=small)
