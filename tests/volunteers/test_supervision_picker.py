"""Planning supervision with 300 volunteers: search and pages, and neither a tick nor a word is lost."""

import pytest
from django.urls import reverse

from tests.cast import TODAY
from volunteers.models import HeldRole, Supervision, Volunteer

TYPED = {
    "kind": "group", "starts_on_day": "30", "starts_on_month": "11", "starts_on_year": "2026", "start": "14:00",
    "minutes": "90", "number": "1", "every": "4", "place": "The library",
}  # fmt: skip


@pytest.fixture
def crowd(cast) -> list[Volunteer]:
    """300 coaches, of whom Priya looks after none."""
    made = Volunteer.objects.bulk_create(
        Volunteer(
            scheme=cast.scheme, ref=f"Z{n}", first_name="Zed", last_name=f"Zulu{n:03}", stage="active",
            stage_since_on=TODAY,
        )
        for n in range(300)
    )  # fmt: skip
    HeldRole.objects.bulk_create(
        HeldRole(scheme=cast.scheme, volunteer=one, role=cast.coach, since_on=TODAY) for one in made
    )
    return made


def post(client, step: str, **more):
    return client.post(reverse("supervision-plan"), {**TYPED, "step": step, **more})


def shown(page) -> list[str]:
    return [words for _, words in page.context["form"].fields["people"].widget.choices]


def test_a_page_has_25_people_and_says_how_many_there_are(cast, crowd, sign_in):
    page = sign_in(cast.priya).get(reverse("supervision-plan"), {"whose": "everybody"})
    text = page.content.decode()
    assert (len(shown(page)), "1 to 25 of 303 people" in text, "Next page" in text) == (25, True, True)


def test_ticks_and_what_was_typed_stay_while_somebody_searches_and_turns_the_page(cast, crowd, sign_in):
    client, key = sign_in(cast.priya), str(cast.denise.pk)
    found = post(client, "search", whose="everybody", people=[key], q="zulu299")
    form = found.context["form"]
    assert (shown(found), form["chosen"].value(), form["place"].value()) == (
        ["Zed Zulu299"],
        [key],
        "The library",
    )
    assert ("Also ticked: Denise Harper." in found.content.decode(), form.errors) == (True, {})
    turned = post(client, "page-2", whose="everybody", people=[str(crowd[299].pk)], chosen=[key])
    assert turned.context["form"]["chosen"].value() == [key, str(crowd[299].pk)]


def test_everybody_ticked_on_any_page_is_invited(cast, crowd, sign_in):
    client, keys = sign_in(cast.priya), [str(cast.denise.pk), str(crowd[299].pk)]
    about = {"whose": "everybody", "q": "zulu299", "supervisor": cast.priya.pk}
    assert post(client, "add", people=keys[1:], chosen=keys[:1], **about).status_code == 302
    assert Supervision.objects.of(cast.scheme).get().places.count() == 2


def test_looking_around_plans_nothing_and_without_a_tick_the_page_says_what_to_do(cast, crowd, sign_in):
    client = sign_in(cast.priya)
    post(client, "search", people=[str(cast.denise.pk)])
    empty = post(client, "add", supervisor=cast.priya.pk)
    assert empty.context["form"].errors == {"people": ["Choose who is invited"]}
    assert not Supervision.objects.of(cast.scheme).exists()


def test_few_people_need_no_search(cast, sign_in):
    page = sign_in(cast.priya).get(reverse("supervision-plan"))
    assert (len(shown(page)), ">Search<" in page.content.decode()) == (3, False)
