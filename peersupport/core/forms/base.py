"""The base of every form: plain words, safe text, a crispy layout."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import LayoutObject
from django import forms
from django.forms.utils import pretty_name
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from peersupport.core.forms.layout import Layout
from peersupport.core.forms.plain import limit_text, speak_plainly
from peersupport.core.text import clean_text

LONGEST_LINE, LONGEST_PARAGRAPH = 500, 10_000


def clean_data(data: Any) -> Any:
    """A copy of posted data without characters that cannot be stored."""
    if not isinstance(data, MultiValueDict):
        return {key: clean_text(value) if isinstance(value, str) else value for key, value in data.items()}
    copy = QueryDict(mutable=True) if isinstance(data, QueryDict) else MultiValueDict()
    for key, values in data.lists():
        copy.setlist(key, [clean_text(value) if isinstance(value, str) else value for value in values])
    return copy


class PlainMixin:
    """Lay a form out in `layout()`; name its `action` (a URL name or address) if it is not this page's.

    `method`: "post", or "get" for a filter or search. `label_size`: of all labels and legends.
    `tag`: False when the template writes the form tag itself. Hidden fields are always shown.
    """

    method = "post"
    action = ""
    form_class = ""
    form_attributes: dict[str, str] = {}
    label_size = ""
    says_optional = True
    tag = True

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(clean_data(data) if data is not None else None, *args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            field.label = field.label or pretty_name(name)
            limit_text(field, line=LONGEST_LINE, paragraph=LONGEST_PARAGRAPH)
            speak_plainly(field, str(field.label))

    def layout(self) -> LayoutObject:
        """The order and grouping of the fields; all of them below each other unless said otherwise."""
        return Layout(*(name for name in self.fields if not self[name].is_hidden))  # type: ignore[attr-defined,index]

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.layout = self.layout()
        helper.form_method, helper.form_action, helper.form_class = self.method, self.action, self.form_class
        helper.form_tag, helper.disable_csrf = self.tag, self.method == "get"
        helper.attrs = {"novalidate": True, **self.form_attributes}
        helper.render_hidden_fields = True
        return helper


class PlainForm(PlainMixin, forms.Form):
    """A form of our own. It validates; a service saves."""
