"""The bar above the audit log; all of it stands in the address."""

from django import forms

from peersupport.core.forms import layout as L
from peersupport.core.forms.base import PlainForm
from peersupport.reporting.selectors.audit import Narrowed


class AuditBar(PlainForm):
    """`actions`: pairs of an action and its words."""

    method = "get"
    action = "audit"
    form_attributes = {"role": "search", "aria-label": "Audit log"}
    says_optional = False

    person = forms.CharField(label="About: name or NHS number", required=False, max_length=100)
    who = forms.CharField(label="Done by", required=False, max_length=100)
    what = forms.ChoiceField(label="What", required=False)

    def __init__(self, *args, actions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = [("", "Everything"), *actions]

    def layout(self):
        return L.Layout(L.Bar("person", "who", "what", L.Button("Show", small=True), wide=("person",)))

    def wanted(self) -> Narrowed:
        """A filter that makes no sense is left out."""
        self.is_valid()
        asked = {name: (self.cleaned_data.get(name) or "").strip() for name in ("person", "who", "what")}
        return Narrowed(person=asked["person"], who=asked["who"], action=asked["what"])
