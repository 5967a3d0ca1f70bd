"""Agreements: published by a manager, signed on the web, signed again when they change."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from peersupport.accounts.gates import NotAllowed
from peersupport.audit.models import Event
from tests.cast import TODAY, make_volunteer
from tests.volunteers.joining import NOW, queries
from tests.volunteers.test_courses_people import crowd
from volunteers.choices import AGREEMENT, READY
from volunteers.models import Agreement, AgreementText, HeldRole
from volunteers.selectors import eligibility
from volunteers.selectors.agreements import to_sign, waiting_for
from volunteers.services.agreements import AgreementRefused, publish, sign

TEXT = "We keep what people tell us to ourselves.\n\nWhen we are worried about somebody, we say so at once."
BY = TODAY + timedelta(days=28)


def published(cast, role="coach", **more) -> AgreementText:
    facts = {"by": cast.by(cast.maria), "text": TEXT, "sign_by_on": BY, "at": NOW, "today": TODAY}
    return publish(**{**facts, "role": getattr(cast, role) if role else None, **more})


def signs(cast, text, who="denise", **more) -> Agreement:
    member = getattr(cast, f"{who}_member")
    return sign(
        **{"by": cast.by(member), "text": text, "name": "D Harper", "at": NOW, "today": TODAY, **more}
    )


def words(cast, on, who="denise") -> str:
    return eligibility(getattr(cast, who), cast.coach, on).words


def test_a_new_version_counts_up_and_is_audited(cast):
    first = published(cast)
    second = published(cast, text=f"{TEXT} We are kind.")
    principles = published(cast, role=None)
    assert (first.version, second.version, principles.version) == (1, 2, 1)
    assert Event.objects.filter(action="agreement.published", key=second.pk).get().detail["version"] == 2


def test_whoever_signed_before_has_time_until_the_day(cast):
    published(cast)
    later = words(cast, BY + timedelta(days=1))
    assert (words(cast, BY), later) == ("", "The new role agreement had to be signed by 21 December 2026")


def test_signing_the_newest_opens_the_gate_again(cast):
    signs(cast, published(cast))
    assert words(cast, BY + timedelta(days=1)) == ""


def test_the_day_of_the_newest_version_counts_for_the_gate_as_on_every_page(cast):
    published(cast, sign_by_on=TODAY)
    newest = published(cast, text=f"{TEXT} We are kind.", sign_by_on=BY)
    found = [words(cast, on) for on in (TODAY + timedelta(days=1), BY, BY + timedelta(days=1))]
    assert found == ["", "", "The new role agreement had to be signed by 21 December 2026"]
    mine = to_sign(actor=cast.by(cast.denise_member))
    assert [(one.text.pk, one.by_on) for one in mine] == [(newest.pk, BY)]


def test_somebody_new_signs_all_before_the_first_person(cast):
    Agreement.objects.of(cast.scheme).filter(volunteer=cast.denise).delete()
    agreement, principles = published(cast), published(cast, role=None)
    found = [words(cast, TODAY)]
    for text in (agreement, principles):
        signs(cast, text)
        found.append(words(cast, TODAY))
    assert found == [
        "Role agreement is not signed. The principles are not signed",
        "The principles are not signed",
        "",
    ]


def test_the_text_of_another_role_is_not_asked_for(cast):
    published(cast, role="befriender", sign_by_on=TODAY)
    assert words(cast, BY) == ""


def test_many_versions_cost_no_more_queries(cast, django_assert_num_queries):
    for number in range(5):
        published(cast, text=f"{TEXT} {number}")
    with django_assert_num_queries(13):
        eligibility(cast.denise, cast.coach, TODAY)


def test_signing_twice_gives_the_same_signature(cast):
    text = published(cast)
    assert signs(cast, text).pk == signs(cast, text, name="Denise H").pk
    assert Event.objects.filter(action="agreement.signed").count() == 1


def test_an_old_version_is_not_signed_any_more(cast):
    old = published(cast)
    published(cast, text=f"{TEXT} We are kind.")
    with pytest.raises(AgreementRefused, match="newer version"):
        signs(cast, old)


def test_only_whoever_holds_the_role_signs_its_agreement(cast):
    with pytest.raises(NotAllowed):
        signs(cast, published(cast, role="befriender"))


def test_the_last_signature_makes_somebody_ready(cast):
    text = published(cast)
    cast.denise.change(stage=AGREEMENT)
    Agreement.objects.of(cast.scheme).filter(volunteer=cast.denise).delete()
    signs(cast, text)
    cast.denise.refresh_from_db()
    assert cast.denise.stage == READY


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ({"sign_by_on": TODAY - timedelta(days=1)}, "from today on"),
        ({"sign_by_on": date(9999, 12, 31)}, "within a year"),
    ],
)
def test_a_text_that_makes_no_sense_is_not_published(cast, bad, said):
    with pytest.raises(AgreementRefused, match=said):
        published(cast, **bad)


def test_the_same_text_is_not_published_twice(cast):
    published(cast)
    with pytest.raises(AgreementRefused, match="published already"):
        published(cast)


def test_coordinators_do_not_publish(cast):
    with pytest.raises(NotAllowed):
        published(cast, by=cast.by(cast.priya))


def test_the_list_of_who_has_not_signed_is_what_volunteers_are_asked(cast):
    text = published(cast)
    signs(cast, text, who="abdul")
    assert [one.pk for one in waiting_for(actor=cast.by(cast.priya))[text.pk]] == [cast.denise.pk]
    assert [one.text.pk for one in to_sign(actor=cast.by(cast.denise_member))] == [text.pk]
    assert to_sign(actor=cast.by(cast.abdul_member)) == []


def test_a_coordinator_of_another_area_does_not_see_who_has_not_signed(cast):
    text = published(cast)
    cast.denise.change(team=cast.central)
    assert [one.pk for one in waiting_for(actor=cast.by(cast.tom))[text.pk]] == [cast.abdul.pk]


def test_a_manager_publishes_on_the_page_and_sees_who_has_not_signed(cast, sign_in):
    client = sign_in(cast.maria)
    place = f"{reverse('agreements-new')}?role={cast.coach.pk}"
    facts = {"text": TEXT, "sign_by_on_day": "21", "sign_by_on_month": "12", "sign_by_on_year": "2026"}
    page = client.post(place, facts, follow=True)
    rows = page.context["table"].rows
    assert [row.cells[0].text for row in rows] == ["Denise Harper", "Abdul Rahman"]
    line = next(
        row for row in client.get(reverse("agreements")).context["table"].rows if "Coach" in row.cells[0].text
    )
    assert [cell.text for cell in line.cells[3:5]] == ["0", "2"]


def test_a_volunteer_reads_signs_and_gets_the_receipt(cast, sign_in):
    text = published(cast)
    client, place = sign_in(cast.denise_member), reverse("agreements-sign", args=[text.pk])
    todo = client.get(reverse("my-people")).context["todos"][0]
    page = client.post(place, {"name": "Denise Harper", "agrees": "on"}, follow=True)
    assert (todo.text, todo.action.href) == ("Read the agreement", place)
    assert page.context["receipt"] == {"words": "Signed on Monday 23 November 2026 as Denise Harper."}
    assert client.get(reverse("my-people")).context["todos"] == []


@pytest.mark.parametrize(
    ("bad", "field"), [({"name": ""}, "name"), ({"name": "x" * 999}, "name"), ({"agrees": ""}, "agrees")]
)
def test_a_mistake_is_said_beside_its_field(cast, sign_in, bad, field):
    place = reverse("agreements-sign", args=[published(cast).pk])
    answer = sign_in(cast.denise_member).post(place, {"name": "Denise Harper", "agrees": "on", **bad})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


@pytest.mark.parametrize("role", ["x", "0" * 32, "é"])
def test_a_role_in_the_address_that_does_not_exist_is_not_found(cast, sign_in, role):
    assert sign_in(cast.maria).get(reverse("agreements-new"), {"role": role}).status_code == 404


def test_somebody_elses_agreement_is_not_found(cast, sign_in):
    place = reverse("agreements-sign", args=[published(cast, role="befriender").pk])
    client = sign_in(cast.denise_member)
    assert (client.get(place).status_code, client.post(place).status_code) == (404, 404)


def test_an_agreement_that_ended_with_its_role_is_not_asked_for(cast):
    published(cast)
    HeldRole.objects.of(cast.scheme).filter(volunteer=cast.denise).update(until_on=TODAY)
    assert to_sign(actor=cast.by(cast.denise_member)) == []


def test_the_pages_take_as_many_queries_for_many(cast, sign_in):
    text, client = published(cast), sign_in(cast.priya)
    places = (reverse("agreements"), reverse("agreements-detail", args=[text.pk]))
    few = [queries(client, place) for place in places]
    for number in range(5):
        make_volunteer(cast, f"Extra{number} Person", cast.coach, renew_by=date(2028, 1, 1))
    assert [queries(client, place) for place in places] == few


def test_who_has_not_signed_comes_in_pages_and_who_has_is_a_click_away(cast, sign_in):
    text = publish(
        by=cast.by(cast.maria), role=None, text="We meet as equals.", sign_by_on=TODAY, at=NOW, today=TODAY
    )
    crowd(cast, 60)
    client, place = sign_in(cast.priya), reverse("agreements-detail", args=[text.pk])
    page, signed = client.get(place), client.get(place, {"show": "signed"})
    assert (len(page.context["table"].rows), [one.count for one in page.context["filters"]]) == (50, [63, 0])
    assert signed.context["table"].rows == []
