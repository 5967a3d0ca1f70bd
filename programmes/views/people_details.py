"""Putting a person's record right. Two who do it at once see both texts."""

from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.audit.services import events
from peersupport.core import clock
from peersupport.core.views.versioned import VersionedForm
from programmes.forms.people_details import DetailsForm, columns_of
from programmes.models import Patient
from programmes.services.people import change_details


class ChangePerson(VersionedForm):
    permission = may.WORK_REFERRALS
    form_class = DetailsForm
    template_name = "programmes/people_change.html"
    keeps_typed_text = True
    done_words = "Saved."

    def fresh(self) -> Patient:
        return self.load(Patient, pk=self.kwargs["pk"])

    def columns(self, row) -> dict:
        return columns_of(row)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"scheme": self.actor.scheme, "today": clock.today()}

    @property
    def back(self) -> str:
        return reverse("people-detail", args=[self.kwargs["pk"]])

    def get_context_data(self, **kwargs):
        row = self.fresh()
        events.looked(by=self.actor, person=row, at=clock.now(), page="details")
        return super().get_context_data(name=row.name, back=self.back, **kwargs)

    def write(self, form) -> str:
        fields = dict(form.cleaned_data)
        about = {"patient": self.fresh(), "version": fields.pop("version"), "fields": fields}
        change_details(by=self.actor, **about, at=clock.now())
        return self.back
