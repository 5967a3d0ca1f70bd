"""After a hard contact, and from time to time, somebody asks; one private prompt, and what came of it."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from peersupport.accounts.gates import NotAllowed
from peersupport.messaging.models import Message
from programmes.selectors.wellbeing import prompts
from programmes.services import contacts
from tests.cast import TODAY, make_volunteer
from tests.programmes.builders import support
from tests.volunteers.joining import NOW
from tests.volunteers.supervising import rules, was_held
from volunteers.models import CareTalk, CheckIn, Leave
from volunteers.selectors.supervision import due_list
from volunteers.services import wellbeing
from volunteers.services.supervisors import name_supervisor, record_cover


@pytest.fixture
def relationship(cast):
    return support(cast, cast.denise, cast.mos_place, start=TODAY)


def log(cast, relationship, *, who="denise_member", hard=True):
    facts = {"outcome": "talked", "worried": False, "mode": "phone", "minutes": 20, "progress": "well"}
    by = cast.by(getattr(cast, who))
    return contacts.log(relationship=relationship, by=by, at=NOW, happened_on=TODAY, hard=hard, **facts)


def asked(cast, volunteer) -> CheckIn:
    return CheckIn.objects.of(cast.scheme).get(volunteer=volunteer)


def answered(cast, answer: str, at: datetime = NOW) -> None:
    wellbeing.answer(
        by=cast.by(cast.denise_member), check_in=asked(cast, cast.denise), answer=answer, at=at, words="Tired"
    )


def prompted(cast, who="priya", on=TODAY) -> dict[str, list[str]]:
    """First name -> codes of the reasons."""
    actor = cast.by(getattr(cast, who))
    found = prompts(due_list(actor=actor, on=on), actor=actor, on=on)
    return {one.line.volunteer.first_name: [why.code for why in one.reasons] for one in found}


def acted(cast, at: datetime = NOW, who="priya", **more) -> CareTalk:
    facts = {"outcome": "fine", "words": "Slept badly", "at": at, "today": timezone.localdate(at)}
    return wellbeing.record_talk(by=cast.by(getattr(cast, who)), volunteer=cast.denise, **facts | more)


def test_a_hard_contact_asks_the_volunteer_once_and_the_next_morning(cast, relationship):
    contact = log(cast, relationship).contact
    wellbeing.ask_after_hard_contact(volunteer=cast.denise, contact=contact.pk, at=NOW)
    message = Message.objects.of(cast.scheme).get(template="check_in")
    assert (message.recipient_key, message.not_before.day) == (cast.denise.pk, 24)


def test_any_other_contact_asks_nobody(cast, relationship):
    log(cast, relationship, hard=False)
    assert not CheckIn.objects.of(cast.scheme).exists()


def test_a_coordinator_who_logs_for_somebody_asks_that_volunteer(cast, relationship):
    log(cast, relationship, who="priya")
    assert asked(cast, cast.denise).reason == "hard"


def test_a_hard_contact_without_an_answer_prompts_and_fine_alone_does_not(cast, relationship):
    log(cast, relationship)
    before = prompted(cast)
    answered(cast, "fine")
    assert (before, prompted(cast)) == ({"Denise": ["hard"]}, {})


def test_two_softer_reasons_together_prompt(cast, relationship):
    log(cast, relationship)
    answered(cast, "fine")
    Leave.make(
        scheme=cast.scheme,
        volunteer=cast.denise,
        starts_on=TODAY - timedelta(days=9),
        ends_on=TODAY - timedelta(days=2),
    )
    assert prompted(cast) == {"Denise": ["hard-fine", "back"]}


def test_too_many_contacts_and_overdue_supervision_prompt_together(cast, relationship):
    rules(cast)
    assert prompted(cast) == {}
    cast.denise.change(most_contacts_a_week=0)
    assert prompted(cast) == {"Denise": ["load", "supervision"]}


def test_who_asks_for_a_talk_is_prompted_for_until_somebody_acts(cast):
    ask = {"by": cast.by(cast.denise_member), "volunteer": cast.denise, "at": NOW}
    assert wellbeing.ask_for_a_talk(**ask) == wellbeing.ask_for_a_talk(**ask)
    before = prompted(cast)
    acted(cast, at=NOW + timedelta(hours=2))
    assert (before, prompted(cast)) == ({"Denise": ["talk"]}, {})
    wellbeing.ask_for_a_talk(**{**ask, "at": NOW + timedelta(days=1)})
    assert prompted(cast) == {"Denise": ["talk"]}


def test_what_somebody_writes_when_asking_again_is_read_too(cast):
    ask = {"by": cast.by(cast.denise_member), "volunteer": cast.denise, "at": NOW}
    for words in ("", "About Mo", "", "It is urgent", "It is urgent"):
        row = wellbeing.ask_for_a_talk(**ask, words=words)
    assert row.words == "About Mo\n\nIt is urgent\n\nIt is urgent"


@pytest.mark.parametrize("stage", ["ready", "training"])
def test_a_wish_to_talk_stands_on_today_whatever_stage_somebody_is_in(cast, sign_in, stage):
    cast.denise.change(stage=stage)
    wellbeing.ask_for_a_talk(by=cast.by(cast.denise_member), volunteer=cast.denise, at=NOW)
    rows = sign_in(cast.priya).get(reverse("today")).context["work"]
    assert [row.who.text for row in rows if row.tag.text == "Look after"] == ["Denise Harper"]


def test_standing_reasons_rest_for_four_weeks_after_somebody_acted(cast, relationship):
    rules(cast)
    cast.denise.change(most_contacts_a_week=0)
    acted(cast)
    last = TODAY + timedelta(weeks=4)
    assert [prompted(cast, on=day) for day in (TODAY, last - timedelta(days=1))] == [{}, {}]
    assert prompted(cast, on=last) == {"Denise": ["load", "supervision"]}


def test_only_coordinator_supervisor_and_stand_in_see_it(cast):
    wellbeing.ask_for_a_talk(by=cast.by(cast.denise_member), volunteer=cast.denise, at=NOW)
    alone = {who: bool(prompted(cast, who)) for who in ("priya", "tom", "maria")}
    assert alone == {"priya": True, "tom": False, "maria": False}
    about = {"by": cast.by(cast.priya), "at": NOW, "today": TODAY}
    name_supervisor(**about, volunteers=[cast.denise], membership=cast.tom)
    record_cover(**about, membership=cast.tom, stand_in=cast.maria, starts_on=TODAY, ends_on=TODAY)
    covered = {who: bool(prompted(cast, who)) for who in ("priya", "tom", "maria")}
    assert covered == {"priya": True, "tom": True, "maria": True}


def test_when_nobody_looks_after_somebody_all_coordinators_see_it(cast):
    wellbeing.ask_for_a_talk(by=cast.by(cast.denise_member), volunteer=cast.denise, at=NOW)
    cast.priya.user.deactivated_at = NOW
    cast.priya.user.save()
    assert {who: bool(prompted(cast, who)) for who in ("tom", "maria")} == {"tom": True, "maria": True}


def test_only_who_looks_after_somebody_records_what_came_of_it(cast):
    for who in ("tom", "ana", "denise_member", "hilda"):
        with pytest.raises(NotAllowed):
            acted(cast, who=who)
    acted(cast)
    assert CareTalk.objects.of(cast.scheme).get().by_name == "Priya Nair"


def test_prompts_take_the_same_queries_for_30_as_for_3(cast):
    def number() -> int:
        actor = cast.by(cast.priya)
        lines = due_list(actor=actor, on=TODAY)
        with CaptureQueriesContext(connection) as seen:
            prompts(lines, actor=actor, on=TODAY)
        return len(seen)

    few = number()
    for name in range(27):
        one = make_volunteer(
            cast, f"Many{chr(97 + name)} Person", cast.coach, renew_by=TODAY + timedelta(days=900)
        )
        wellbeing.ask_after_hard_contact(volunteer=one, contact=one.pk, at=NOW)
    assert number() == few <= 6


# --- Pages ------------------------------------------------------------------------------------


def test_denise_marks_a_contact_hard_and_answers_in_two_taps(cast, relationship, sign_in):
    client = sign_in(cast.denise_member)
    said = {
        "outcome": "talked",
        "mode": "phone",
        "minutes": "20",
        "progress": "hard",
        "worried": "no",
        "hard": "on",
    }
    day = {"happened_on_day": "23", "happened_on_month": "11", "happened_on_year": "2026"}
    client.post(reverse("relationships-log", args=[relationship.pk]), {**said, **day, "progress": "well"})
    todo = client.get(reverse("my-people")).context["todos"][0]
    assert todo.text == "How are you after your contact?"
    client.post(todo.action.href, {"answer": "talk"})
    row = asked(cast, cast.denise)
    assert (row.answer, row.words, client.get(reverse("my-people")).context["todos"]) == ("talk", "", [])


def test_who_goes_back_and_answers_otherwise_is_asked_to_press_once_more(cast, sign_in):
    wellbeing.ask_from_time_to_time(volunteer=cast.denise, at=NOW)
    place = reverse("checkins-answer", args=[asked(cast, cast.denise).pk])
    client = sign_in(cast.denise_member)
    token = str(client.get(place).context["form"]["once"].value())
    client.post(place, {"once": token, "answer": "fine"})
    again = client.post(place, {"once": token, "answer": "talk", "words": "I cannot sleep"})
    kept = asked(cast, cast.denise).answer
    anew = str(again.context["form"]["once"].value())
    client.post(place, {"once": anew, "answer": "talk", "words": "I cannot sleep"})
    row = asked(cast, cast.denise)
    assert (again.status_code, kept, row.answer, row.words) == (422, "fine", "talk", "I cannot sleep")


def test_an_answer_that_is_no_button_is_refused(cast, sign_in):
    wellbeing.ask_from_time_to_time(volunteer=cast.denise, at=NOW)
    place = reverse("checkins-answer", args=[asked(cast, cast.denise).pk])
    answer = sign_in(cast.denise_member).post(place, {"answer": "meh"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["answer"])


def test_the_page_offers_both_answers_as_buttons_and_no_hidden_one(cast, sign_in):
    wellbeing.ask_from_time_to_time(volunteer=cast.denise, at=NOW)
    text = sign_in(cast.denise_member).get(reverse("checkins-answer", args=[asked(cast, cast.denise).pk]))
    assert text.content.decode().count('name="answer"') == 2


def test_priya_reads_the_words_and_acts_and_others_meet_a_404(cast, relationship, sign_in):
    log(cast, relationship)
    answered(cast, "talk")
    place = reverse("volunteers-wellbeing", args=[cast.denise.pk])
    assert sign_in(cast.maria).get(place).status_code == 404
    client = sign_in(cast.priya)
    page = client.get(place)
    assert page.context["reasons"] == ["Would like a talk"]
    assert "Tired" in page.content.decode()
    assert client.post(place, {"outcome": "fewer", "words": "Two weeks"}).status_code == 302
    assert prompted(cast) == {}


def test_what_somebody_said_is_encrypted_and_in_no_message_or_audit(cast, relationship):
    log(cast, relationship)
    answered(cast, "talk")
    raw = CheckIn.objects.of(cast.scheme).extra(select={"raw": "words"}).values_list("raw", flat=True)[0]
    texts = [str(row.__dict__) for row in Message.objects.of(cast.scheme)]
    assert "Tired" not in raw
    assert not any("Tired" in text for text in texts)


def test_today_shows_it_to_priya_only_and_says_none_of_the_words(cast, relationship, sign_in):
    was_held(cast, cast.denise, days_ago=1)
    log(cast, relationship)
    answered(cast, "talk")
    found = {}
    for who in ("priya", "maria", "ana"):
        page = sign_in(getattr(cast, who)).get(reverse("today"))
        found[who] = [row.why for row in page.context["work"] if row.tag.text == "Look after"]
        assert "Tired" not in page.content.decode()
    assert found == {"priya": ["Would like a talk. Only you see this"], "maria": [], "ana": []}


def away(cast, reason: str, first: int, last: int) -> None:
    """Denise, in days from today."""
    days = {"starts_on": TODAY + timedelta(days=first), "ends_on": TODAY + timedelta(days=last)}
    Leave.make(scheme=cast.scheme, volunteer=cast.denise, reason=reason, **days)


@pytest.mark.parametrize(
    ("reason", "first", "last", "found"),
    [
        ("health", -13, 9, {"Denise": ["ill"]}),
        ("health", -13, -1, {"Denise": ["ill"]}),
        ("health", -40, -20, {}),
        ("health", 3, 9, {}),
        ("holiday", -13, 9, {}),
        ("holiday", -13, -1, {}),
        ("", -13, -1, {}),
    ],
)
def test_an_illness_that_somebody_chose_to_name_prompts_alone_and_a_holiday_never(
    cast, relationship, reason, first, last, found
):
    away(cast, reason, first, last)
    assert prompted(cast) == found


def test_once_somebody_has_acted_an_illness_rests_for_four_weeks(cast, relationship):
    away(cast, "health", -3, 60)
    acted(cast)
    days = (TODAY, TODAY + timedelta(weeks=4))
    assert [prompted(cast, on=day) for day in days] == [{}, {"Denise": ["ill"]}]


def test_a_holiday_is_no_second_reason(cast, relationship):
    log(cast, relationship)
    answered(cast, "fine")
    away(cast, "holiday", -9, -2)
    assert prompted(cast) == {}
