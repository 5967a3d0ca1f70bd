"""Tags that every template has: the design system's macros, form fields, cards, tabs, details, pages.

The only place that marks text as safe, and only what an autoescaping macro or format_html made.
"""

from functools import cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.http import QueryDict
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from jinja2 import ChainableUndefined, Environment, PackageLoader

from peersupport.core.forms.params import Params, errors_of, escaped, field_macro, hidden_inputs
from peersupport.core.pages import PageLinks, page_links

register = template.Library()


@cache
def environment() -> Environment:
    return Environment(
        loader=PackageLoader("nhsuk_frontend_jinja"),
        autoescape=True,
        undefined=ChainableUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def macro(component: str) -> Any:
    """The macro of a component: "date-input" holds dateInput, "tables" holds table."""
    first, *rest = component.split("-")
    name = {"tables": "table", "do-dont-list": "list", "images": "image"}.get(component)
    module = environment().get_template(f"nhsuk/components/{component}/macro.jinja").module
    return getattr(module, name or first + "".join(word.title() for word in rest))


def component(name: str, params: Params) -> SafeString:
    """A component of the design system. Every text is escaped first: some macros take labels as HTML."""
    return mark_safe(macro(name)(escaped(params)))  # noqa: S308


@register.simple_tag
def nhs(name: str, **params: Any) -> SafeString:
    """`{% nhs "inset-text" text=note %}`: any macro of the design system; never pass user data as html."""
    return component(name, params)


@register.simple_tag
def icon(name: str) -> SafeString:
    module: Any = environment().get_template("nhsuk/macros/icon.jinja").module
    return mark_safe(module.nhsukIcon(name))  # noqa: S308


@register.simple_tag
def field(bound: BoundField, options: dict[str, Any] | None = None) -> SafeString:
    """A form field with label, hint and error. Options: see forms.layout.Field."""
    if bound.is_hidden:
        return SafeString(
            "".join(
                format_html('<input type="hidden" name="{}" value="{}">', *pair)
                for pair in hidden_inputs(bound)
            )
        )
    return component(*field_macro(bound, options or {}))


def forms_in(context: Context) -> list[BaseForm]:
    """The bound forms of a page, each once, those within lists too."""
    found: dict[int, BaseForm] = {}
    for value in context.flatten().values():
        for item in value if isinstance(value, list | tuple) else [value]:
            if isinstance(item, BaseForm) and item.is_bound:
                found[id(item)] = item
    return list(found.values())


@register.simple_tag(takes_context=True)
def error_prefix(context: Context) -> str:
    """ "Error: " for the title of a page with a form to put right."""
    return "Error: " if any(form.errors for form in forms_in(context)) else ""


@register.simple_tag(takes_context=True)
def page_errors(context: Context) -> str:
    """The error summary of all forms of the page, above its heading."""
    return summary([error for form in forms_in(context) for error in errors_of(form)])


@register.simple_tag
def error_summary(form: BaseForm, quiet: bool = False) -> str:
    """The summary of one form, where it stands; `quiet` does not take the focus."""
    return summary(errors_of(form), quiet)


def summary(errors: list[Params], quiet: bool = False) -> str:
    params = {"titleText": "There is a problem", "errorList": errors, "disableAutoFocus": quiet or None}
    return component("error-summary", params) if errors else ""


@register.simple_tag(name="page_links")
def page_links_tag(page: Page, query: QueryDict | None = None) -> PageLinks:
    return page_links(page, query)


@register.simple_block_tag
def card(
    content: str,
    title: str = "",
    level: int = 2,
    size: str = "m",
    flush: bool = False,
    small: bool = False,
    id: str = "",
    classes: str = "",
) -> SafeString:
    """`{% card "Title" %}…{% endcard %}`: a white card. `flush` lets a table reach its edges."""
    heading = (
        format_html('<h{0} class="nhsuk-heading-{1} nhsuk-u-margin-bottom-3">{2}</h{0}>', level, size, title)
        if title
        else ""
    )
    return format_html(
        '<div class="nhsuk-card{}{}"{}><div class="nhsuk-card__content{}">{}{}</div></div>',
        " app-flush" if flush else "",
        f" {classes}" if classes else "",
        format_html(' id="{}"', id) if id else "",
        " app-small" if small else "",
        heading,
        content,
    )


@register.simple_block_tag
def details(
    content: str, summary: str, open: bool = False, classes: str = "nhsuk-u-margin-bottom-4"
) -> SafeString:
    """`{% details "Show all" %}…{% enddetails %}`: opens on a tap, without script."""
    return format_html(
        '<details class="nhsuk-details {}"{}><summary class="nhsuk-details__summary"><span class="nhsuk-details__summary-text">{}</span></summary>'
        '<div class="nhsuk-details__text">{}</div></details>',
        classes,
        " open" if open else "",
        summary,
        content,
    )


@register.simple_block_tag
def tabs(content: str, items: list[Any], label: str) -> SafeString:
    """`{% tabs items label="Mo’s record" %}…{% endtabs %}`: links to pages, and the panel of this one."""
    links = render_to_string("components/tabs.html", {"tabs": items, "label": label})
    return format_html(
        '<div class="nhsuk-frontend-supported app-tabs"><div class="nhsuk-tabs">{}<div class="nhsuk-tabs__panel">{}</div></div></div>',
        links,
        content,
    )
