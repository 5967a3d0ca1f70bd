"""Tags that every template has: the design system's macros, form fields, cards, tabs, details, pages.

The only place that marks text as safe, and only what an autoescaping macro made.
"""

from functools import cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.http import QueryDict
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from jinja2 import ChainableUndefined, Environment, PackageLoader

from peersupport.core import kept
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
def typed_by(request: Any) -> str:
    """Whom this form is shown to, signed, so that what they type outlives their session for them alone."""
    return kept.typed_by(request.user) if request else ""


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
        return format_html_join("", '<input type="hidden" name="{}" value="{}">', hidden_inputs(bound))
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
def page_links_tag(page: Page, query: QueryDict | str | None = None) -> PageLinks:
    return page_links(page, query)


@register.simple_block_tag
def card(content: str, title: str = "", **options: Any) -> SafeString:
    """`{% card "Title" %}…{% endcard %}`: a white card. Options: level (2), size ("m"), flush (a table
    reaches its edges), small (type of 16 px), id, classes.
    """
    return block("card", content, title=title, **options)


@register.simple_block_tag
def details(content: str, summary: str, **options: Any) -> SafeString:
    """`{% details "Show all" %}…{% enddetails %}`: opens on a tap, without script. Options: open, classes."""
    return block("details", content, summary=summary, **options)


@register.simple_block_tag
def tabs(content: str, items: list[Any], label: str) -> SafeString:
    """`{% tabs items label="Mo’s record" %}…{% endtabs %}`: links to pages, and the panel of this one."""
    return block("tabs", content, tabs=items, label=label)


def block(name: str, content: str, **options: Any) -> SafeString:
    """A partial around content that is already rendered."""
    return render_to_string(f"components/{name}.html", {"content": content, **options})
