"""Certificates of modules learned elsewhere: the volunteer sends one, a coordinator answers it."""

from functools import cached_property

from django.http import HttpResponse
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.audit.services import events
from peersupport.core import clock
from peersupport.core.uploads import KINDS
from peersupport.core.views.bases import Gate, ScopedForm
from volunteers.choices_certificates import CERTIFICATE_ACCEPTED, CERTIFICATE_WAITS
from volunteers.forms.certificates import AnswerForm, CertificateForm
from volunteers.models import Certificate
from volunteers.presenters import certificates as words
from volunteers.selectors.certificates import may_be_shown
from volunteers.services import certificates as services


class SendCertificate(ScopedForm):
    """From a volunteer's phone. `?module=` chooses one beforehand."""

    permission = may.SEE_MY_PEOPLE
    form_class = CertificateForm
    template_name = "volunteers/certificates_send.html"
    done_words = "Your certificate is sent. You hear from us when somebody has looked at it."

    def get_form_kwargs(self):
        about = {"modules": may_be_shown(actor=self.actor), "today": clock.today()}
        return super().get_form_kwargs() | about

    def get_initial(self):
        return super().get_initial() | {"module": self.request.GET.get("module", "")}

    def save(self, form) -> str:
        facts = {name: form.cleaned_data[name] for name in ("module", "done_on")}
        upload = form.cleaned_data["file"]
        services.send(by=self.actor, upload=upload, **facts, at=clock.now(), today=clock.today())
        return reverse("my-training")


class AnswerCertificate(ScopedForm):
    """Look at it, then accept it or send it back."""

    permission = may.WORK_VOLUNTEERS
    form_class = AnswerForm
    template_name = "volunteers/certificates_answer.html"
    keeps_typed_text = True

    @cached_property
    def certificate(self) -> Certificate:
        return self.load(Certificate, pk=self.kwargs["pk"])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"today": clock.today()}

    def get_initial(self):
        return super().get_initial() | {"done_on": self.certificate.done_on}

    def get_context_data(self, **kwargs):
        row = self.certificate
        own = row.volunteer.user_id is not None and row.volunteer.user_id == self.actor.user_key
        return super().get_context_data(
            who=row.volunteer.name,
            back=reverse("volunteers-detail", args=[row.volunteer_id]),
            facts=words.facts(row),
            own=own,
            waits=row.state == CERTIFICATE_WAITS and not own,
            **kwargs,
        )

    @property
    def done_words(self) -> str:
        name = self.certificate.volunteer.short_name
        return f"Saved. {name} gets a message that there is an answer."

    def save(self, form) -> str:
        given, about = (
            form.cleaned_data,
            {"by": self.actor, "certificate": self.certificate, "at": clock.now()},
        )
        if given["answer"] == CERTIFICATE_ACCEPTED:
            services.accept(**about, done_on=given["done_on"], today=clock.today())
        else:
            services.send_back(**about, because=given["because"])
        return reverse("certificates-answer", args=[self.certificate.pk])


class CertificateFile(Gate):
    """For those who coordinate. Served as a file to keep, never shown inside a page."""

    permission = may.WORK_VOLUNTEERS
    http_method_names = ["get"]

    def get(self, request, pk):
        row = self.load(Certificate, pk=pk)
        events.looked(by=self.actor, person=row.volunteer, at=clock.now(), page="certificate")
        headers = {
            "Content-Disposition": f'attachment; filename="certificate-{row.pk}.{row.kind}"',
            "X-Content-Type-Options": "nosniff",
        }
        return HttpResponse(bytes(row.content), content_type=KINDS[row.kind][1], headers=headers)


class OwnCertificate(CertificateFile):
    """The same for the volunteer whose it is."""

    permission = may.SEE_MY_PEOPLE
