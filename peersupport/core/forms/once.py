"""A hidden token by which a form that is sent twice is known."""

from uuid import uuid4

from django import forms


class OnceMixin(forms.Form):
    once = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)
