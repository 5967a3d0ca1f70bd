"""Modules learned elsewhere with their certificate, somebody's needs."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from peersupport.accounts.gates import NotAllowed
from peersupport.audit.models import Event
from tests.cast import TODAY
from tests.volunteers.joining import about
from tests.volunteers.learning import two_modules
from volunteers.models import Certificate, ModuleDone
from volunteers.services.certificates import CertificateRefused
from volunteers.services.training_proofs import record_module

PDF = b"%PDF-1.7 A certificate"
DAY = {"done_on_day": "20", "done_on_month": "11", "done_on_year": "2026"}


def sends(client, cast, which, file=None, **more):
    place = reverse("volunteers-record-module", args=[cast.denise.pk])
    return client.post(place, {"module": str(which.pk), **DAY, **({"file": file} if file else {}), **more})


def pdf(name="../../My certificate.pdf", content=PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_certificate_is_kept_with_the_module_and_comes_back_as_a_file(cast, sign_in):
    module, client = two_modules(cast)[0], sign_in(cast.priya)
    sends(client, cast, module, pdf())
    row = Certificate.objects.of(cast.scheme).get()
    answer = client.get(reverse("certificates-file", args=[row.pk]))
    assert (answer.content, answer.headers["Content-Type"]) == (PDF, "application/pdf")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="certificate-{row.pk}.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert Event.objects.filter(action="volunteer.looked", detail__page="certificate").count() == 1


def test_a_module_may_be_recorded_without_a_file(cast, sign_in):
    module = two_modules(cast)[0]
    sends(sign_in(cast.priya), cast, module)
    assert (ModuleDone.objects.of(cast.scheme).count(), Certificate.objects.of(cast.scheme).count()) == (1, 0)


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"file": pdf("a.html")}, "file"),
        ({"file": pdf(content=b"<html>")}, "file"),
        ({"module": "x"}, "module"),
        ({"done_on_year": "2027"}, "done_on"),
    ],
)
def test_a_mistake_is_said_beside_its_field(cast, sign_in, bad, field):
    answer = sends(sign_in(cast.priya), cast, two_modules(cast)[0], **bad)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert ModuleDone.objects.of(cast.scheme).count() == 0


def test_a_day_to_come_is_refused(cast):
    module = two_modules(cast)[0]
    with pytest.raises(CertificateRefused, match="future"):
        record_module(**about(cast), volunteer=cast.denise, module=module, done_on=TODAY.replace(year=2027))


def test_a_volunteer_records_nothing_for_others(cast):
    module = two_modules(cast)[0]
    with pytest.raises(NotAllowed):
        record_module(
            **about(cast, by=cast.by(cast.abdul_member)),
            volunteer=cast.denise,
            module=module,
            done_on=TODAY,
        )


@pytest.mark.parametrize(("who", "status"), [("ana", 403), ("denise_member", 403), ("tom", 404)])
def test_a_certificate_is_for_those_who_work_with_the_volunteer(cast, sign_in, who, status):
    sends(sign_in(cast.priya), cast, two_modules(cast)[0], pdf())
    cast.denise.change(team=cast.central)
    place = reverse("certificates-file", args=[Certificate.objects.of(cast.scheme).get().pk])
    assert sign_in(getattr(cast, who)).get(place).status_code == status


def test_a_coordinator_writes_down_needs_and_a_loan_and_the_look_is_kept(cast, sign_in):
    client, place = sign_in(cast.priya), reverse("volunteers-training-needs", args=[cast.denise.pk])
    client.post(place, {"loan": "lent", "energy": "half-hour"})
    assert client.get(place).context["form"].initial["loan"] == "lent"
    assert Event.objects.filter(action="volunteer.looked", detail__page="training-needs").count() == 1
