"""Where a worry goes: to the lead, the deputy and the person's coordinator, and past whomever it is about."""

import pytest
from django.urls import reverse

from peersupport.accounts.gates import NotAllowed
from peersupport.audit.models import Event
from peersupport.messaging.models import Message
from programmes.models import Concern
from programmes.selectors import concerns as selectors
from programmes.services import concerns, concerns_team
from tests.cast import make_member
from tests.programmes.builders import mondays

SEEN = "She has bruises on both arms"


@pytest.fixture
def mo(cast):
    return mondays(cast)


@pytest.fixture
def denise(cast):
    return cast.by(cast.denise_member)


def name_team(cast, monday, lead, deputy, **more):
    hours = {"acknowledge_hours": 2, "decide_hours": 24, **more}
    return concerns_team.set_team(by=cast.by(cast.maria), at=monday, lead=lead, deputy=deputy, **hours)


@pytest.fixture
def lena(cast):
    return make_member(cast.scheme, "Lena Lead", "coordinator")


@pytest.fixture
def team(cast, monday, lena):
    """Lena leads, Tom stands in; Priya is Mo's coordinator and Maria manages."""
    return name_team(cast, monday, lena, cast.tom)


def told(cast, template="concern_raised") -> list[str]:
    names = {member.pk: member.user.name for member in (cast.priya, cast.tom, cast.maria)}
    rows = Message.objects.of(cast.scheme).filter(template=template)
    return sorted(names.get(row.recipient_key, "Lena Lead") for row in rows)


def raised(by, monday, mo, **more) -> Concern:
    return concerns.raise_concern(by=by, at=monday, words=SEEN, relationship=mo, **more)


def see(cast, concern, *members) -> list[bool]:
    return [Concern.objects.visible_to(cast.by(member)).filter(pk=concern.pk).exists() for member in members]


class TestWhoIsTold:
    def test_lead_deputy_and_the_persons_coordinator_are_told_and_nobody_else(
        self, cast, denise, mo, team, monday
    ):
        raised(denise, monday, mo)
        assert told(cast) == ["Lena Lead", "Priya Nair", "Tom Okafor"]

    def test_managers_hear_at_once_of_danger(self, cast, denise, mo, team, monday):
        raised(denise, monday, mo, in_danger_now=True)
        assert told(cast) == ["Lena Lead", "Maria Costa", "Priya Nair", "Tom Okafor"]

    def test_a_worry_about_the_lead_passes_the_lead_by_and_goes_to_the_managers_too(
        self, cast, denise, mo, team, lena, monday
    ):
        concern = raised(denise, monday, mo, about=[lena.user_id])
        assert told(cast) == ["Maria Costa", "Priya Nair", "Tom Okafor"]
        assert see(cast, concern, lena, cast.tom) == [False, True]

    def test_a_worry_about_the_deputy_passes_the_deputy_by(self, cast, denise, mo, team, monday):
        raised(denise, monday, mo, about=[cast.tom.user_id])
        assert told(cast) == ["Lena Lead", "Maria Costa", "Priya Nair"]

    def test_a_worry_about_the_persons_coordinator_is_not_theirs_to_own(self, cast, denise, mo, team, monday):
        concern = raised(denise, monday, mo, about=[cast.priya.user_id])
        assert (concern.owner, see(cast, concern, cast.priya)) == (None, [False])

    def test_about_lead_and_deputy_everybody_else_is_told(self, cast, denise, mo, team, lena, monday):
        raised(denise, monday, mo, about=[lena.user_id, cast.tom.user_id])
        assert told(cast) == ["Maria Costa", "Priya Nair"]

    def test_when_nobody_is_left_the_person_is_told_whom_to_ring(self, cast, mo, sign_in):
        staff = [cast.priya, cast.tom, cast.maria]
        sent = {
            "words": SEEN,
            "in_danger_now": "no",
            "about": f"relationship:{mo.pk}",
            "staff": [str(member.user_id) for member in staff],
        }
        answer = sign_in(cast.denise_member).post(reverse("concerns-new"), sent, follow=True)
        assert (told(cast), "adult safeguarding team" in answer.content.decode()) == ([], True)

    def test_a_lead_who_has_left_is_not_waited_for(self, cast, denise, mo, team, lena, monday):
        lena.change(ends_on=monday.date().replace(day=1))
        raised(denise, monday, mo)
        assert told(cast) == ["Priya Nair", "Tom Okafor"]

    def test_a_key_of_somebody_who_does_not_work_here_passes_nobody_by(self, cast, denise, mo, team, monday):
        concern = raised(denise, monday, mo, about=[cast.hilda.user_id])
        assert concern.abouts.count() == 0


class TestWhoSees:
    def test_staff_who_are_not_named_do_not_see_it(self, cast, denise, mo, team, lena, monday, sign_in):
        concern = raised(denise, monday, mo)
        assert see(cast, concern, lena, cast.tom, cast.priya, cast.maria, cast.ana) == [
            True, True, True, False, False,
        ]  # fmt: skip
        answer = sign_in(cast.maria).get(reverse("concerns-detail", args=[concern.pk]))
        assert answer.status_code == 404

    def test_the_page_names_who_was_told(self, cast, denise, mo, team, lena, monday, sign_in):
        concern = raised(denise, monday, mo)
        answer = sign_in(lena).get(reverse("concerns-detail", args=[concern.pk]))
        assert sorted((fact.key, fact.value) for fact in answer.context["readers"]) == [
            ("Lena Lead", "Leads on worries"),
            ("Priya Nair", "Coordinator of the person"),
            ("Tom Okafor", "Stands in for the lead"),
        ]

    def test_the_person_who_writes_reads_beforehand_whom_it_goes_to(self, cast, mo, team, sign_in):
        answer = sign_in(cast.denise_member).get(reverse("concerns-new"))
        assert "Lena Lead, who leads on worries, Tom Okafor, who stands in" in answer.context["goes_to"]

    def test_somebody_asked_in_sees_it_is_told_and_the_record_says_why(
        self, cast, denise, mo, team, lena, monday
    ):
        concern = raised(denise, monday, mo)
        concerns.ask_in(
            concern=concern, by=cast.by(lena), at=monday, member=cast.maria, words="She knows the family"
        )
        assert (see(cast, concern, cast.maria), "Maria Costa" in told(cast)) == ([True], True)
        assert selectors.entries(concern)[-1].words == "Asked Maria Costa to look at it. She knows the family"

    def test_nobody_it_is_about_can_be_asked_in(self, cast, denise, mo, team, lena, monday):
        concern = raised(denise, monday, mo, about=[cast.maria.user_id])
        with pytest.raises(concerns.NotThem):
            concerns.ask_in(concern=concern, by=cast.by(lena), at=monday, member=cast.maria, words="x")

    def test_whoever_is_not_named_cannot_work_it(self, cast, denise, mo, team, monday):
        concern = raised(denise, monday, mo)
        with pytest.raises(NotAllowed):
            concerns.acknowledge(concern=concern, by=cast.by(cast.maria), at=monday)

    def test_it_may_come_out_later_whom_it_is_about(self, cast, denise, mo, team, lena, monday):
        concern = raised(denise, monday, mo)
        concerns.add(concern=concern, by=denise, at=monday, words="It was Tom", about=[cast.tom.user_id])
        assert see(cast, concern, cast.tom, lena, cast.maria) == [False, True, True]

    def test_the_record_of_the_person_says_nothing_of_a_worry_that_passes_staff_by(
        self, cast, denise, mo, team, monday
    ):
        concern = raised(denise, monday, mo, about=[cast.maria.user_id])
        event = Event.objects.of(cast.scheme).get(action="concern.raised", key=concern.pk)
        assert event.person_key is None


class TestTheTeam:
    def test_a_manager_names_lead_deputy_and_hours_on_a_page(self, cast, lena, sign_in, denise, mo, monday):
        sent = {"lead": lena.pk, "deputy": cast.tom.pk, "acknowledge_hours": 4, "decide_hours": 48}
        answer = sign_in(cast.maria).post(reverse("concerns-team"), sent)
        cast.scheme.refresh_from_db()
        assert (answer.status_code, cast.scheme.acknowledge_hours, cast.scheme.decide_hours) == (302, 4, 48)

    def test_a_new_lead_sees_what_is_open_and_hears_of_what_nobody_acknowledged(
        self, cast, denise, mo, lena, monday
    ):
        name_team(cast, monday, cast.tom, None)
        concern = raised(denise, monday, mo)
        name_team(cast, monday, lena, cast.tom)
        assert (see(cast, concern, lena), told(cast)) == ([True], ["Lena Lead", "Priya Nair", "Tom Okafor"])

    @pytest.mark.parametrize(
        ("refusal", "hours", "same"),
        [
            (concerns_team.SameTwice, {}, True),
            (concerns_team.TooSoon, {"acknowledge_hours": 8, "decide_hours": 4}, False),
        ],
    )
    def test_a_team_that_makes_no_sense_is_refused(self, cast, lena, monday, refusal, hours, same):
        with pytest.raises(refusal):
            name_team(cast, monday, lena, lena if same else cast.tom, **hours)

    def test_a_volunteer_cannot_lead(self, cast, monday):
        with pytest.raises(concerns_team.NotStaff):
            name_team(cast, monday, cast.denise_member, None)
