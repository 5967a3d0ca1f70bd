"""A certificate is sent by a volunteer, and answered by a coordinator."""

from collections.abc import Iterable
from datetime import date

from django import forms

from peersupport.core.forms import layout as L
from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.dates import MemorableDateField
from peersupport.core.forms.once import OnceMixin
from peersupport.core.forms.uploads import UploadField
from volunteers.choices_certificates import CERTIFICATE_ACCEPTED, CERTIFICATE_RETURNED
from volunteers.models import Module


class CertificateForm(OnceMixin, PlainForm):
    """Made with the modules that may be shown, and today. `file` becomes an Upload."""

    label_size = "s"

    module = forms.ChoiceField(
        label="What did you learn?", error_messages={"required": "Choose what you learned"}
    )
    done_on = MemorableDateField(label="Day you finished it")
    file = UploadField(
        label="Your certificate",
        help_text="A photo or a PDF, up to 5 MB. Only you and your coordinators can open it",
    )

    def __init__(self, *args, modules: Iterable[Module], today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.modules = {str(row.pk): row for row in modules}
        names = [(key, row.name) for key, row in self.modules.items()]
        self.fields["module"].choices = [("", "Choose"), *names]
        self.fields["done_on"].latest = today
        self.fields[
            "done_on"
        ].help_text = f"It stands on the certificate. For example, {today.day} {today.month} {today.year}"

    def layout(self):
        return L.Layout("module", "done_on", "file", L.Actions(L.Submit("Send this certificate")))

    def clean_module(self) -> Module:
        return self.modules[self.cleaned_data["module"]]


class AnswerForm(OnceMixin, PlainForm):
    """Accept it, or send it back with a word."""

    label_size = "s"

    answer = forms.ChoiceField(
        label="Does it show that they have learned this?",
        choices=[(CERTIFICATE_ACCEPTED, "Yes, accept it"), (CERTIFICATE_RETURNED, "No, send it back")],
        widget=forms.RadioSelect,
    )
    done_on = MemorableDateField(label="Day it was finished", help_text="As the certificate says")
    because = forms.CharField(
        label="If you send it back: what has to change?",
        required=False,
        max_length=1000,
        widget=forms.Textarea,
        help_text="The volunteer reads this. For example, the photo cannot be read",
    )

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["done_on"].latest = today

    def layout(self):
        return L.Layout("answer", "done_on", L.Field("because", rows=3), L.Actions(L.Submit("Save")))

    def clean(self):
        given = super().clean()
        if given.get("answer") == CERTIFICATE_RETURNED and not given.get("because"):
            self.add_error("because", "Say what has to change, so that they can send another file")
        return given
