"""Asking somebody on the waiting list whether they still want support."""

from functools import cached_property

from django.http import HttpResponseRedirect
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.audit.services import events
from peersupport.core import clock
from peersupport.core.views.bases import ScopedForm
from programmes.choices import WAITING
from programmes.forms.leaving import WANTED, StillWantedForm
from programmes.models import Enrolment
from programmes.presenters import leaving as words
from programmes.services import leaving


class StillWanted(ScopedForm):
    permission = may.WORK_REFERRALS
    form_class = StillWantedForm
    template_name = "programmes/leaving_ask.html"
    done_words = "Saved."
    keeps_typed_text = True

    @cached_property
    def place(self) -> Enrolment:
        return self.load(Enrolment, pk=self.kwargs["pk"])

    @property
    def back(self) -> str:
        return reverse("people-detail", args=[self.place.patient_id])

    def get(self, request, *args, **kwargs):
        waits = self.place.state == WAITING
        return super().get(request, *args, **kwargs) if waits else HttpResponseRedirect(self.back)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"name": self.place.patient.short_name, "back": self.back}

    def get_context_data(self, **kwargs):
        events.looked(by=self.actor, person=self.place.patient, at=clock.now(), page="still wanted")
        asked = words.asked(self.place, on=clock.today())
        return super().get_context_data(back=self.back, **asked, **kwargs)

    def save(self, form) -> str:
        said, about = form.cleaned_data, {"place": self.place, "by": self.actor, "at": clock.now()}
        if said["answer"] == WANTED:
            leaving.still_wanted(**about)
        else:
            leaving.leave_list(**about, reason=said["reason"], note=said["note"])
        return self.back
