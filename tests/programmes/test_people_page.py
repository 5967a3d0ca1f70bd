"""The pages of one person: head, overview, plan and contacts, messages, who looked."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from peersupport.audit.models import Event
from programmes.presenters.people_page import flags, good_to_know, next_step
from programmes.presenters.people_timeline import events as in_words
from programmes.selectors.people_page import overview
from programmes.selectors.people_timeline import timeline
from tests.cast import TODAY
from tests.programmes.people_builders import ask, mo_with_denise, refer, talk, view, worry

TABS = ("people-detail", "people-plan", "people-messages", "people-looks")


@pytest.fixture
def supported(cast):
    """Mo in week 12 with Denise: ten contacts were due, the tenth is not logged, the fourth had no answer."""
    return mo_with_denise(cast)


# --- Who may open a person ------------------------------------------------------------------


@pytest.mark.parametrize("name", TABS)
@pytest.mark.parametrize(
    ("member", "status"),
    [
        ("priya", 200),
        ("maria", 200),
        ("ana", 200),
        ("tom", 200),
        ("hilda", 404),
        ("denise_member", 403),
        ("whitlock", 403),
    ],
)
def test_the_pages_of_a_person_open_for_staff_of_the_scheme(cast, sign_in, supported, name, member, status):
    client = sign_in(getattr(cast, member))
    assert client.get(reverse(name, args=[cast.mo.pk])).status_code == status


def test_a_coordinator_of_another_team_meets_the_same_404_as_for_nobody(cast, sign_in):
    client = sign_in(cast.tom)
    assert client.get(reverse("people-detail", args=[cast.grace.pk])).status_code == 404


@pytest.mark.parametrize("name", TABS)
def test_every_opening_is_an_event(cast, sign_in, name):
    sign_in(cast.priya).get(reverse(name, args=[cast.mo.pk]))
    rows = Event.objects.of(cast.scheme).filter(action="patient.looked")
    assert [(row.by_name, row.person_key) for row in rows] == [("Priya Nair", cast.mo.pk)]


# --- The head ---------------------------------------------------------------------------------


def test_the_head_says_name_age_number_practice_and_who_supports(cast, sign_in, supported):
    page = sign_in(cast.priya).get(reverse("people-detail", args=[cast.mo.pk]))
    head = page.context["person"]
    assert (head.name, head.facts, head.role, head.supporter.text, head.note) == (
        "Mo Ellis",
        ("Maureen Ellis, 67 (born 4 March 1959)", "NHS number 943 476 5919", "Harton Surgery"),
        "Coach",
        "Denise Harper",
        "since 1 September 2026, ends 9 February 2027",
    )


def test_the_flags_are_needs_consents_and_the_late_contact(cast, supported):
    cast.mo.change(needs=["large-print", "other"], needs_other="Text in yellow")
    assert [(tag.text, tag.colour) for tag in flags(view(cast), on=TODAY)] == [
        ("Large print", "purple"),
        ("Text in yellow", "purple"),
        ("Consent: support", "green"),
        ("No consent: telling the practice, research", "grey"),
        ("Contact late, 6 days", "orange"),
    ]


def test_who_coordinates_may_log_and_worry_and_an_auditor_only_reads(cast, sign_in, supported):
    place = reverse("people-detail", args=[cast.mo.pk])
    buttons = {
        name: [action.text for action in sign_in(getattr(cast, name)).get(place).context["person"].actions]
        for name in ("priya", "ana")
    }
    assert buttons == {"priya": ["Log a contact", "I am worried"], "ana": []}


def test_matching_is_a_tab_while_there_is_a_place(cast, sign_in):
    place = reverse("people-detail", args=[cast.mo.pk])
    before = [tab.text for tab in sign_in(cast.priya).get(place).context["tabs"]]
    cast.mos_place.change(state="left")
    after = [tab.text for tab in sign_in(cast.priya).get(place).context["tabs"]]
    assert (before, after) == (
        ["Overview", "Matching", "Plan and contacts", "Messages", "Who looked"],
        ["Overview", "Plan and contacts", "Messages", "Who looked"],
    )


# --- Overview ----------------------------------------------------------------------------------


def test_the_plan_is_drawn_with_the_line_above_it(cast, sign_in, supported):
    plan = sign_in(cast.priya).get(reverse("people-detail", args=[cast.mo.pk])).context["plans"][0]
    counted = [(item.words, item.count) for item in plan["chart"].legend]
    assert (plan["title"], plan["note"], counted) == (
        "Support, week 12 of 24",
        "9 of 10 contacts so far logged. Next: Tue 1 Dec 2026",
        [("Held", 8), ("No answer", 1), ("Late", 1), ("Planned", 4)],
    )


@pytest.mark.parametrize(
    ("state", "heading"), [("waiting", "Waiting for a coach"), ("left", "Not in a programme")]
)
def test_somebody_without_support_has_a_next_step(cast, state, heading):
    if state != "waiting":
        cast.mos_place.change(state=state)
    assert next_step(view(cast), actor=cast.by(cast.priya), on=TODAY)["heading"] == heading


def test_support_that_ended_is_still_drawn(cast, sign_in, supported):
    supported.change(state="ended", ended_on=date(2026, 11, 20))
    cast.mos_place.change(state="ended")
    context = sign_in(cast.priya).get(reverse("people-detail", args=[cast.mo.pk])).context
    assert (context["step"]["heading"], context["plans"][0]["note"], context["person"].note) == (
        "Support has ended",
        "With Denise Harper, 1 September 2026 to 20 November 2026",
        "Supported by Denise Harper until 20 November 2026",
    )


def test_the_timeline_begins_with_what_is_late_and_goes_back_to_the_referral(cast, supported):
    talk(supported, note="Walked to the shop and back twice.")
    worry(cast)
    refer(cast)
    found = timeline(view(cast), actor=cast.by(cast.priya))
    assert [
        (event.when, event.text, event.open) for event in in_words(found, {}, on=TODAY, reads_why=True)
    ] == [
        ("Due Tuesday 17 November", "Contact 10 is not logged yet", True),
        ("Monday 23 November", "A worry was raised", False),
        ("Tuesday 3 November", "Phone, 35 minutes. Walked to the shop and back twice. Going well", False),
        ("Monday 26 October", "Joined Health coaching, Autumn 2026", False),
        ("Tuesday 1 September", "Support by Denise Harper began (coach)", False),
        ("Thursday 13 August", "Referral accepted by Priya Nair", False),
        ("Wednesday 12 August", "Referred by Dr Sam Whitlock. Reference R-7K3M-2QPX", False),
    ]


def test_the_words_of_a_worry_are_on_no_page_of_the_person(cast, sign_in, supported):
    worry(cast, words="CANARY said he wants to die")
    pages = [sign_in(cast.priya).get(reverse(name, args=[cast.mo.pk])).content.decode() for name in TABS]
    assert [("CANARY" in page) for page in pages] == [False] * 4


def test_a_late_contact_says_when_the_volunteer_was_reminded(cast, sign_in, supported):
    planned = supported.planned.get(number=10)
    sent = ask(
        cast, f"contact-overdue:{planned.pk}:2026-11-17", "contact_overdue", "volunteer", cast.denise.pk
    )
    sent.change(state="sent", sent_at=datetime(2026, 11, 20, 9, tzinfo=UTC))
    first = sign_in(cast.priya).get(reverse("people-detail", args=[cast.mo.pk])).context["events"][0]
    assert first.text == "Contact 10 is not logged yet. Denise was reminded on 20 November"


def test_good_to_know_uses_the_names_of_the_scheme(cast):
    cast.mo.change(
        conditions=["copd", "type-2-diabetes"], diagnosed_year=2019, goal="Walk to her sister’s house"
    )
    found = view(cast)
    facts = {fact.key: fact.value for fact in good_to_know(found, overview(found, on=TODAY))}
    assert facts == {
        "Conditions": "COPD, type 2 diabetes since 2019",
        "Goal": "Walk to her sister’s house",
        "Phone": "01632 960150. Leave no message",
        "Contact": "Phone. Monday afternoon",
        "Ask for help when": "Not written down yet",
        "Speaks": "English",
    }


def test_a_long_history_is_cut_and_shown_whole_on_demand(cast, sign_in, supported):
    for number in range(1, 21):
        talk(supported, happened_on=date(2026, 10, number))
    client, place = sign_in(cast.priya), reverse("people-detail", args=[cast.mo.pk])
    cut, whole = client.get(place).context, client.get(place, {"all": "1"}).context
    assert (len(cut["events"]), cut["more"].text, len(whole["events"]), whole["more"]) == (
        8,
        "All 23 entries",
        23,
        None,
    )
