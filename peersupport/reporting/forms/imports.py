"""Choosing the CSV files of a scheme. Each is read at once, so that a wrong file is said beside its field."""

from django import forms

from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.layout import Columns, Layout, Submit
from peersupport.core.forms.once import OnceMixin
from peersupport.reporting.sheets.errors import SheetRefused
from peersupport.reporting.sheets.files import LARGEST, read
from peersupport.reporting.sheets.folder import COLUMNS, file_name

MISSING = "Choose at least one file: volunteers, referrals or practices"


def sheet_field(label: str, help_text: str) -> forms.FileField:
    return forms.FileField(
        label=label,
        help_text=help_text,
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput({"accept": ".csv"}),
    )


class ImportForm(OnceMixin, PlainForm):
    """`texts()` gives the files that were chosen, by kind."""

    says_optional = False
    label_size = "s"
    volunteers = sheet_field("Volunteers", "People who give support, with checks, training and agreement")
    referrals = sheet_field("Open referrals", "People who wait for support. They join the waiting list")
    practices = sheet_field("Practices", "Only if there are new ones: code, name, neighbourhood team")

    def layout(self):
        return Layout(
            Columns("volunteers", "referrals", "practices", kind="3"),
            Submit("Look what would be taken"),
        )

    def clean_volunteers(self) -> str:
        return self._text("volunteers")

    def clean_referrals(self) -> str:
        return self._text("referrals")

    def clean_practices(self) -> str:
        return self._text("practices")

    def clean(self) -> dict:
        if not self.errors and not self.texts():
            raise forms.ValidationError(MISSING)
        return self.cleaned_data

    def texts(self) -> dict[str, str]:
        return {kind: text for kind in COLUMNS if (text := self.cleaned_data.get(kind))}

    def _text(self, kind: str) -> str:
        """The file as text. One byte more than the most is enough to know that it is too large."""
        file = self.cleaned_data[kind]
        if not file:
            return ""
        data = file.read(LARGEST + 1)
        try:
            read(data, name=file_name(kind), columns=COLUMNS[kind])
        except SheetRefused as refusal:
            raise forms.ValidationError(refusal.words) from None
        return data.decode("utf-8-sig")
