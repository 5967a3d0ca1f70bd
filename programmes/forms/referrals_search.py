"""Search bars above lists of referrals."""

from django import forms

from peersupport.core.forms import layout as L
from peersupport.core.forms.base import PlainForm


class ReferralSearch(PlainForm):
    """By name, NHS number or reference; `state` keeps the filter of the list."""

    method = "get"
    says_optional = False
    use_required_attribute = False
    form_attributes = {"role": "search", "aria-label": "Referrals"}

    q = forms.CharField(
        label="Name, NHS number or reference",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    state = forms.CharField(required=False, widget=forms.HiddenInput)

    def layout(self):
        return L.Layout(L.Bar("q", L.Button("Search", small=True), wide=("q",)))
