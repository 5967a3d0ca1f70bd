"""The field of a photo or PDF: looked at before anything is kept, and asked for again after a mistake elsewhere."""

from typing import Any

from django import forms

from peersupport.core.uploads import UploadRefused, look_at

AGAIN = "Choose the file again. It could not be kept, because something else has to be put right"


class UploadField(forms.FileField):
    """Becomes an Upload, or None."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.FileInput({"accept": ".pdf,.png,.jpg,.jpeg"}), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        try:
            return look_at(file) if file else None
        except UploadRefused as refusal:
            raise forms.ValidationError(refusal.words) from None


def choose_again(form: forms.BaseForm) -> None:
    """A page cannot give a file back: say so beside its field when the form comes back for another reason."""
    for name, field in form.fields.items():
        if isinstance(field, UploadField) and form.files.get(name) and name not in form.errors:
            form.add_error(name, AGAIN)
