"""A volunteer sends the certificate of something learned elsewhere; a coordinator accepts it or sends it back."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from peersupport.accounts.gates import NotAllowed
from peersupport.audit.models import Event
from peersupport.core.uploads import Upload
from peersupport.messaging.models import Message
from peersupport.reporting.selectors.today import tasks
from tests.cast import TODAY
from tests.volunteers.joining import NOW
from tests.volunteers.learning import ONLINE, a_course, a_module
from volunteers.models import Certificate, ModuleDone, Training
from volunteers.services import certificates as services

PDF = b"%PDF-1.7 A certificate"
DONE_ON = date(2026, 11, 2)
DAY = {"done_on_day": "2", "done_on_month": "11", "done_on_year": "2026"}


@pytest.fixture
def safeguarding(cast):
    """Denise needs it, and brought no training with her."""
    Training.objects.of(cast.scheme).filter(volunteer=cast.denise).delete()
    return a_module(cast, a_course(cast), name="Safeguarding", way="elsewhere", needed_for=["coach"])


def sends(client, which, name="Photo of Denise.pdf", content=PDF, **more):
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("certificates-send"), {"module": str(which.pk), **DAY, "file": file, **more})


def sent(cast, module, who="denise") -> Certificate:
    by = cast.by(getattr(cast, f"{who}_member"))
    upload = Upload("pdf", PDF)
    return services.send(by=by, module=module, done_on=DONE_ON, upload=upload, at=NOW, today=TODAY)


def answers(client, row, answer, **more):
    return client.post(reverse("certificates-answer", args=[row.pk]), {"answer": answer, **DAY, **more})


def states(cast) -> list[str]:
    return [row.state for row in Certificate.objects.of(cast.scheme).order_by("sent_at", "created_at", "pk")]


def todos(page) -> list[tuple[str, str]]:
    return [(todo.note, todo.action.text if todo.action else "") for todo in page.context["todos"]]


def test_a_certificate_goes_from_the_phone_to_a_coordinator_and_counts_when_it_is_accepted(
    cast, sign_in, safeguarding
):
    mine, place = sign_in(cast.denise_member), reverse("my-training")
    before = todos(mine.get(place))
    answer = sends(mine, safeguarding)
    waiting = mine.get(place)
    row = Certificate.objects.of(cast.scheme).get()
    waits = [one.row for one in tasks(actor=cast.by(cast.priya), at=NOW) if one.kind == "certificate"]
    answers(sign_in(cast.priya), row, "accepted")
    after = sign_in(cast.denise_member).get(place)
    assert answer.headers["Location"] == place
    assert before == [("Learned elsewhere", "Send certificate")]
    assert todos(waiting) == [("Your certificate is sent. A coordinator looks at it", "")]
    assert (waits, todos(after)) == ([row], [])
    assert [event.text for event in after.context["done"]] == ["Safeguarding"]
    assert [line.tag.text for line in after.context["certificates"]] == ["Accepted"]
    assert ModuleDone.objects.of(cast.scheme).get().done_on == DONE_ON


def test_one_that_is_sent_back_says_why_and_may_be_sent_again(cast, sign_in, safeguarding):
    answers(sign_in(cast.priya), sent(cast, safeguarding), "returned", because="The photo is dark")
    mine = sign_in(cast.denise_member)
    page = mine.get(reverse("my-training"))
    sends(mine, safeguarding)
    assert todos(page) == [("Sent back: The photo is dark", "Send again")]
    assert (states(cast), ModuleDone.objects.of(cast.scheme).count()) == (["returned", "waiting"], 0)


def test_sending_back_needs_a_word(cast, sign_in, safeguarding):
    answer = answers(sign_in(cast.priya), sent(cast, safeguarding), "returned")
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["because"])


def test_the_newest_file_of_a_module_waits_and_no_other(cast, safeguarding):
    sent(cast, safeguarding)
    row = sent(cast, safeguarding)
    assert list(Certificate.objects.of(cast.scheme)) == [row]


def test_the_day_may_be_put_right_when_it_is_accepted(cast, sign_in, safeguarding):
    row = sent(cast, safeguarding)
    answers(sign_in(cast.priya), row, "accepted", done_on_day="1")
    assert ModuleDone.objects.of(cast.scheme).get().done_on == date(2026, 11, 1)


def test_each_answer_is_told_once_and_says_nothing_of_it(cast, sign_in, safeguarding):
    row, client = sent(cast, safeguarding), sign_in(cast.priya)
    answers(client, row, "accepted")
    answers(client, row, "accepted")
    message = Message.objects.of(cast.scheme).get(template="certificate_answered")
    assert (message.recipient_key, message.link) == (cast.denise.pk, reverse("my-training"))


def test_an_answer_stands(cast, safeguarding):
    row = sent(cast, safeguarding)
    about = {"by": cast.by(cast.priya), "certificate": row, "at": NOW}
    services.send_back(**about, because="Dark")
    with pytest.raises(services.CertificateRefused, match="A colleague has answered this already"):
        services.accept(**about, done_on=DONE_ON, today=TODAY)


def test_nobody_answers_their_own(cast, safeguarding):
    row = sent(cast, safeguarding)
    cast.denise.change(user=cast.priya.user)
    with pytest.raises(services.CertificateRefused, match="Somebody else"):
        services.accept(by=cast.by(cast.priya), certificate=row, done_on=DONE_ON, at=NOW, today=TODAY)
    assert [one for one in tasks(actor=cast.by(cast.priya), at=NOW) if one.kind == "certificate"] == []


def test_a_module_that_no_role_of_theirs_needs_is_refused(cast, safeguarding):
    with pytest.raises(NotAllowed):
        sent(cast, safeguarding, who="joan")


@pytest.mark.parametrize(
    ("bad", "fields"),
    [
        ({"name": "a.html"}, ["file"]),
        ({"content": b"<html>"}, ["file"]),
        ({"module": "x"}, ["module", "file"]),
        ({"done_on_year": "2027"}, ["done_on", "file"]),
    ],
)
def test_a_mistake_is_said_beside_its_field_and_the_file_is_asked_for_again(
    cast, sign_in, safeguarding, bad, fields
):
    answer = sends(sign_in(cast.denise_member), safeguarding, **bad)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, fields)
    assert states(cast) == []


def test_whoever_sent_it_opens_it_and_nobody_else_of_the_volunteers(cast, sign_in, safeguarding):
    row = sent(cast, safeguarding)
    place = reverse("certificates-own", args=[row.pk])
    answer = sign_in(cast.denise_member).get(place)
    assert (answer.content, answer.headers["Content-Disposition"]) == (
        PDF,
        f'attachment; filename="certificate-{row.pk}.pdf"',
    )
    assert sign_in(cast.abdul_member).get(place).status_code == 404
    assert Event.objects.filter(action="volunteer.looked", detail__page="certificate").count() == 1


def test_what_somebody_brought_with_them_stands_under_done(cast, sign_in):
    row = Training.objects.of(cast.scheme).get(volunteer=cast.denise)
    row.change(refresh_by_on=date(2027, 6, 1))
    page = sign_in(cast.denise_member).get(reverse("my-training"))
    assert [(event.on, event.text) for event in page.context["done"]] == [
        (row.finished_on, "Role training, brought with you, counts until Tue 1 Jun 2027")
    ]


def test_training_that_was_done_here_is_not_said_to_be_brought(cast, sign_in, safeguarding):
    answers(sign_in(cast.priya), sent(cast, safeguarding), "accepted")
    page = sign_in(cast.denise_member).get(reverse("my-training"))
    assert [event.text for event in page.context["done"]] == ["Safeguarding"]


def test_a_certificate_may_stand_for_a_module_that_is_learned_here(cast, sign_in):
    Training.objects.of(cast.scheme).filter(volunteer=cast.denise).delete()
    module = a_module(cast, a_course(cast), **ONLINE)
    sent(cast, module)
    page = sign_in(cast.denise_member).get(reverse("my-training"))
    assert todos(page) == [("Your certificate is sent. A coordinator looks at it", "")]
