"""Page and gate agree, whatever has happened: random histories through the services, then every page is asked."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import NotAllowed
from peersupport.core.errors import MoveNotAllowed, Refusal
from programmes.services import relationships
from tests.cast import TODAY
from tests.volunteers.agreeing import differences
from tests.volunteers.joining import rosa
from tests.volunteers.supervising import rules
from volunteers.choices import LEVELS, STAGES
from volunteers.models import AgreementText, Check, Course, Module, ModuleDone, Reference, Role, Volunteer
from volunteers.services.agreements import publish, record_paper, sign
from volunteers.services.availability import record_leave
from volunteers.services.checks import record_check
from volunteers.services.checks_kept import correct_check
from volunteers.services.competency import decide
from volunteers.services.courses import add_course, add_module, change_module
from volunteers.services.courses_order import close, reopen
from volunteers.services.interviews import record_interview
from volunteers.services.recruitment_moves import go_on, move
from volunteers.services.references import name_referee, record_by_hand
from volunteers.services.roles_held import end_role, give_roles
from volunteers.services.training import finish, undo

STEPS = 56
KINDS = ("coach", "befriender")


class History:
    """What happens to four people, by dice; the clock goes on. A refused step did not happen."""

    def __init__(self, cast, seed: int):
        self.cast, self.dice, self.today = cast, Random(seed), TODAY
        self.maria, self.priya = cast.by(cast.maria), cast.by(cast.priya)
        rosa(cast)
        rules(cast)
        course = add_course(by=self.priya, name="First steps", at=self.at)
        fields = {"name": "Listening", "way": "live", "needed_for": ["coach"], "refresh_months": 6}
        add_module(by=self.priya, course=course, fields=fields, at=self.at, anyway=True)

    @property
    def at(self) -> datetime:
        return datetime.combine(self.today, time(10), ZoneInfo("Europe/London"))

    @property
    def people(self) -> list[Volunteer]:
        return list(Volunteer.objects.of(self.cast.scheme).order_by("last_name", "pk"))

    @property
    def about(self) -> dict:
        return {"by": self.priya, "at": self.at, "today": self.today}

    def one_of(self, rows):
        rows = list(rows)
        return self.dice.choice(rows) if rows else None

    def past(self, days: int = 400) -> date:
        return self.today - timedelta(days=self.dice.randrange(days))

    def step(self) -> None:
        step: Callable = self.dice.choice(ALL)
        who, role = (
            self.one_of(self.people),
            self.one_of(Role.objects.of(self.cast.scheme).order_by("name", "pk")),
        )
        with suppress(Refusal, NotAllowed, MoveNotAllowed):
            step(self, who, role)
        if self.dice.random() < 0.3:
            self.today += timedelta(days=self.dice.randrange(12))


def gives_a_role(h, who, role):
    give_roles(**h.about, volunteer=who, roles=[role])


def ends_a_role(h, who, role):
    held = h.one_of(who.held_roles.filter(until_on__isnull=True))
    if held:
        end_role(**h.about, held=held)


def adds_a_module(h, who, role):
    name = f"Module {h.dice.randrange(4)}"
    course = h.one_of(Course.objects.of(h.cast.scheme).order_by("name", "pk"))
    fields = {"name": name, "way": "live", "needed_for": h.dice.sample(KINDS, h.dice.randrange(1, 3))}
    add_module(by=h.priya, course=course, fields=fields, at=h.at, anyway=True)


def changes_a_module(h, who, role):
    fields = {"refresh_months": h.dice.choice([None, 1, 6, 24])}
    if h.dice.random() < 0.4:
        fields["needed_for"] = h.dice.sample(KINDS, h.dice.randrange(3))
    module = h.one_of(Module.objects.of(h.cast.scheme).order_by("name", "pk"))
    change_module(**h.about, module=module, fields=fields, anyway=True)


def opens_and_closes(h, who, role):
    course = h.one_of(Course.objects.of(h.cast.scheme).order_by("name", "pk"))
    if course.closed_on:
        reopen(by=h.priya, course=course, at=h.at, anyway=True)
    else:
        close(**h.about, course=course)


def learns(h, who, role):
    module = h.one_of(Module.objects.of(h.cast.scheme).order_by("name", "pk"))
    finish(**h.about, volunteer=who, module=module, done_on=h.past())


def did_not_learn(h, who, role):
    done = h.one_of(ModuleDone.objects.of(h.cast.scheme).order_by("done_on", "pk"))
    if done:
        undo(by=h.priya, done=done, at=h.at)


def publishes(h, who, role):
    facts = {"text": f"Version of step {h.dice.random()} of what we agree on", "at": h.at, "today": h.today}
    by_on = h.today + timedelta(days=h.dice.randrange(60))
    publish(by=h.maria, role=h.dice.choice([role, None]), sign_by_on=by_on, **facts)


def signs(h, who, role):
    text = h.one_of(AgreementText.objects.of(h.cast.scheme).order_by("-version", "pk")[:3])
    member = getattr(h.cast, f"{who.first_name.lower()}_member", None)
    if text and member:
        sign(by=Actor.of(member), text=text, name=who.name, at=h.at, today=h.today)


def signs_on_paper(h, who, role):
    on = {"signed_on": h.past(5), "seen_by": "Priya Nair"}
    record_paper(**h.about, volunteer=who, role=h.dice.choice([role, None]), **on)


def shows_a_check(h, who, role):
    number = f"{who.pk.int % 10**12:012}"  # each certificate has its own
    facts = {"issued_on": h.past(1200), "number": number, "seen_by": "Priya Nair"}
    record_check(**h.about, volunteer=who, role=role, **facts)


def corrects_a_check(h, who, role):
    check = h.one_of(Check.objects.of(h.cast.scheme).order_by("issued_on", "pk"))
    correct_check(**h.about, check=check, fields={"issued_on": h.past(900)})


def goes_away(h, who, role):
    first = h.today + timedelta(days=h.dice.randrange(20))
    record_leave(**h.about, volunteer=who, starts_on=first, ends_on=first + timedelta(days=9))


def is_talked_with(h, who, role):
    outcome = h.dice.choice(["yes", "yes", "unsure", "no"])
    record_interview(**h.about, volunteer=who, held_on=h.today, held_by="Priya", outcome=outcome)


def is_spoken_for(h, who, role):
    facts = {"first_name": "Edda", "last_name": "Moss", "knows_how": "The choir"}
    name_referee(**h.about, volunteer=who, **facts)
    row = h.one_of(Reference.objects.of(h.cast.scheme).filter(returned_at=None).order_by("pk"))
    answer = h.dice.choice(["yes", "yes", "yes", "no"])
    record_by_hand(**h.about, reference=row, answer=answer, known_for="Ten years", text="")


def may_go_on(h, who, role):
    go_on(**h.about, volunteer=who, why="We have talked about it")


def is_moved(h, who, role):
    move(**h.about, volunteer=who, to=h.dice.choice(STAGES)[0], why="By dice")


def begins(h, who, role):
    place = h.dice.choice([h.cast.mos_place, h.cast.graces_place])
    relationships.start(enrolment=place, volunteer=who, by=h.priya, at=h.at, start_on=h.today, mode="phone")


def is_levelled(h, who, role):
    decide(**h.about, volunteer=who, role=role, level=h.dice.choice(LEVELS)[0], evidence="Saw two calls")


ALL = (
    gives_a_role, ends_a_role, adds_a_module, changes_a_module, opens_and_closes, learns, learns, learns,
    did_not_learn, publishes, signs, signs, signs_on_paper, signs_on_paper, shows_a_check, corrects_a_check, goes_away,
    is_talked_with, is_spoken_for, may_go_on, is_moved, begins, is_levelled,
)  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_page_and_gate_agree_after_any_history(cast, seed):
    history = History(cast, seed)
    for number in range(1, STEPS + 1):
        history.step()
        if number % 14 == 0:
            for days in (0, 35):
                on = history.today + timedelta(days=days)
                assert differences(history.people, actor=history.priya, on=on) == [], (number, on)
