"""Publish a text, sign one, and record a signature on paper."""

from collections.abc import Iterable
from datetime import date, timedelta

from django import forms

from peersupport.core.forms import layout as L
from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.dates import MemorableDateField
from peersupport.core.forms.once import OnceMixin
from volunteers.selectors.agreements import Document

USUAL_TIME = timedelta(days=28)
PRINCIPLES = "principles"


class PublishForm(OnceMixin, PlainForm):
    """Made with today, and whether there is a version already."""

    text = forms.CharField(
        label="The text",
        min_length=40,
        max_length=10_000,
        widget=forms.Textarea,
        help_text="Plain words, short paragraphs. An empty line begins a new paragraph",
    )
    changes = forms.CharField(
        label="What is new, in one sentence",
        max_length=300,
        required=False,
        help_text="Volunteers read this first",
    )
    sign_by_on = MemorableDateField(
        label="Sign by",
        help_text="Whoever has not signed after this day is given nobody new. People supported now stay",
    )

    def __init__(self, *args, today: date, is_first: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sign_by_on"].earliest = today
        self.fields["sign_by_on"].initial = today + USUAL_TIME
        if is_first:
            del self.fields["changes"]

    def layout(self):
        changes = ["changes"] if "changes" in self.fields else []
        rest = [*changes, "sign_by_on", L.Actions(L.Submit("Publish this text"))]
        return L.Layout(L.Field("text", rows=16), *rest)


class SignForm(OnceMixin, PlainForm):
    says_optional = False

    name = forms.CharField(
        label="Your name",
        min_length=2,
        max_length=200,
        help_text="Your first and last name, as you would sign",
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    agrees = forms.BooleanField(label="I have read it, and I agree")

    def layout(self):
        return L.Layout(L.Field("name", width=30), "agrees", L.Actions(L.Submit("Sign")))


class PaperForm(OnceMixin, PlainForm):
    """A signature on paper. Made with the documents that the volunteer has to sign, who records it, and today."""

    document = forms.ChoiceField(label="What was signed?", widget=forms.RadioSelect)
    signed_on = MemorableDateField(label="Day of the signature", example="4 11 2026")
    seen_by = forms.CharField(label="Who saw it?", max_length=150)

    def __init__(self, *args, documents: Iterable[Document], seen_by: str, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.documents = {str(one.role.pk) if one.role else PRINCIPLES: one for one in documents}
        choices = [(key, self._words(one)) for key, one in self.documents.items()]
        self.fields["document"].choices = choices
        self.fields["document"].initial = choices[0][0] if len(choices) == 1 else None
        self.fields["signed_on"].latest = today
        self.fields["signed_on"].help_text = f"For example, {today.day} {today.month} {today.year}"
        self.fields["seen_by"].initial = seen_by

    def layout(self):
        return L.Layout(
            "document", "signed_on", L.Field("seen_by", width=30), L.Actions(L.Submit("Save this signature"))
        )

    def clean_document(self) -> Document:
        return self.documents[self.cleaned_data["document"]]

    @staticmethod
    def _words(one: Document) -> str:
        return (
            f"{one.name}, version {one.text.version}" if one.text else f"{one.name}, as you have it on paper"
        )
