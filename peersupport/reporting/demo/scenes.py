"""The scenes of a scheme's history. Each takes the stage and adds steps to its story."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils.text import slugify

from peersupport.accounts.actors import Actor
from peersupport.accounts.models import Membership, Practice, Scheme, Team, User
from peersupport.accounts.models.vocabulary import INTEREST, LANGUAGE
from peersupport.core.calendar import add_months
from peersupport.reporting.demo.cast import CONDITIONS, INTERESTS, LANGUAGES, Peer, Support, Waits
from peersupport.reporting.demo.clockwork import Story
from peersupport.reporting.services.schemes import add_terms, open_scheme
from programmes.models import Cohort, Concern, Enrolment, Referral, Relationship
from programmes.services import contacts, contacts_ticks, referrals, referrals_answered, relationships
from programmes.services.referrals import Sent
from volunteers.choices import ROLE_KINDS, WELCOMER
from volunteers.models import Role, Volunteer
from volunteers.models.checks import RANK
from volunteers.services.availability import record_leave
from volunteers.services.intake import Evidence, take_over
from volunteers.services.roles import add_role
from volunteers.services.roles_usual import usual

YEARS_AGO = 400
RULES_SINCE_DAYS = 42  # of supervision
GOOD_TIMES = (("mon-pm", "tue-pm", "thu-pm"), ("mon-am", "wed-am"), ("thu-pm", "fri-pm"))
NOTES = (
    "Talked about sleep and small steps. In good spirits",
    "Walked to the shop and back, and slept well after it",
    "A tired week, kept it short. Will try again with the breathing",
    "Went through the goal together. Pleased with it",
)


@dataclass
class Stage:
    """A scheme in the making, and everybody by name."""

    story: Story
    scheme: Scheme
    password: str
    members: dict[str, Membership] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)
    cohorts: dict[str, Cohort] = field(default_factory=dict)
    practices: dict[str, Practice] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    peers: dict[str, Volunteer] = field(default_factory=dict)
    supports: dict[str, Relationship] = field(default_factory=dict)
    places: dict[str, Enrolment] = field(default_factory=dict)
    districts: dict[str, list[str]] = field(default_factory=dict)
    desk: str = ""
    concern: Concern | None = None
    last_number: int = 999_000_000

    def by(self, name: str) -> Actor:
        return Actor.of(self.members[name])

    @property
    def coordinator(self) -> Actor:
        return self.by(self.desk)

    def owner_of(self, practice: str) -> Actor:
        """Who works the referrals of a practice: the coordinator of its area, else the one of the scheme."""
        team = self.practices[practice].team_id
        own = [m for m in self.members.values() if m.team_id == team and m.role == "coordinator"]
        return Actor.of(own[0]) if own else self.coordinator

    def next_nhs_number(self) -> str:
        """Ten digits that pass the check, of the range 999 000 000x on, kept for tests."""
        while True:
            self.last_number += 37
            digits = str(self.last_number)
            check = 11 - sum(int(d) * w for d, w in zip(digits, range(10, 1, -1), strict=True)) % 11
            if check != 10:
                return f"{digits}{0 if check == 11 else check}"


def open_stage(story: Story, name: str, *, places, first_number: int, password: str) -> Stage:
    """The scheme with its words, teams and practices. `password` is hashed already, once for everybody."""
    begun = story.now - timedelta(days=YEARS_AGO)
    scheme = open_scheme(
        name,
        at=begun,
        today=story.today,
        is_demo=True,
        conditions=CONDITIONS,
        supervised_from=story.day(-RULES_SINCE_DAYS),
    )
    for kind, words in ((LANGUAGE, LANGUAGES), (INTEREST, INTERESTS)):
        add_terms(scheme, kind, {slugify(word): word for word in words})
    stage = Stage(story, scheme, password, last_number=first_number)
    stage.roles = {role.name.lower(): role for role in Role.objects.of(scheme)}
    cohorts = Cohort.objects.of(scheme).select_related("programme__role")
    stage.cohorts = {cohort.programme.role.name.lower(): cohort for cohort in cohorts}
    for team, code, practice, districts in places:
        stage.districts[team] = stage.districts[code] = districts.split()
        stage.teams[team] = Team.make(scheme=scheme, name=team)
        stage.practices[code] = Practice.make(
            scheme=scheme, ods_code=code, name=practice, team=stage.teams[team]
        )
    return stage


def add_member(stage: Stage, name: str, role: str, where: str = "", title: str = "") -> Membership:
    user = User(name=name, email=f"{slugify(name).replace('-', '.')}@example.org", password=stage.password)
    user.save()
    limits = {"team": stage.teams.get(where), "practice": stage.practices.get(where)}
    starts_on = stage.story.day(-YEARS_AGO)
    stage.members[name] = Membership.make(
        scheme=stage.scheme, user=user, role=role, title=title, starts_on=starts_on, **limits
    )
    return stage.members[name]


def add_welcomers(stage: Stage, *, by: Actor) -> None:
    """A role beside the usual four: whoever introduces two people to each other."""
    fields = {"kind": WELCOMER, "name": dict(ROLE_KINDS)[WELCOMER], **usual(WELCOMER)}
    days = {
        "at": stage.story.now - timedelta(days=YEARS_AGO),
        "supervised_from": stage.story.day(-RULES_SINCE_DAYS),
    }
    role = add_role(by=by, fields=fields, **days)
    stage.roles[role.name.lower()] = role


def birthday(who) -> date:
    """Some day of the first ten months, so that everybody has the age of their row."""
    return date(who.born, 1 + (ord(who.name[-1]) + len(who.name)) % 10, 1 + sum(map(ord, who.name)) % 28)


def postcode(stage: Stage, where: str, ref: int) -> str:
    """In one of the districts of a team, or of the team of a practice."""
    districts = stage.districts[where]
    return f"{districts[ref % len(districts)]} {ref % 9 + 1}AA"


def recruit(stage: Stage, peer: Peer, ref: int) -> None:
    """The volunteer with the evidence there is, and with days away."""
    joined_on = stage.story.day(-YEARS_AGO + ref * 3)
    user = add_member(stage, peer.name, "volunteer").user if peer.account else None
    fields = {**_about(stage, peer, ref), "user": user, "joined_on": joined_on}
    fields["email"] = user.email if user else fields["email"]
    roles = [stage.roles[name.strip()] for name in peer.roles.split(",")]

    def join(at: datetime) -> None:
        evidence = _evidence(stage, peer, joined_on, roles=roles, ref=ref)
        stage.peers[peer.name] = take_over(
            fields=fields, roles=roles, evidence=evidence, by=stage.coordinator, at=at, today=joined_on
        )

    stage.story.on(joined_on, join, hour=9)
    if peer.away:
        _leave(stage, peer, *(stage.story.day(days) for days in peer.away))


def _about(stage: Stage, peer: Peer, ref: int) -> dict:
    first, last = peer.name.split()
    return {
        "ref": f"RB{ref:03}", "first_name": first, "last_name": last,
        "email": f"{first.lower()}.{last.lower()}@example.org", "phone": f"01632 9601{ref:02}",
        "born_on": date(peer.born, 1 + ref % 12, 1 + ref), "sex": peer.sex,
        "postcode": postcode(stage, peer.team, ref), "travel_miles": peer.travels, "team": stage.teams[peer.team],
        "conditions": peer.conditions.split(), "languages": peer.languages.split(), "modes": peer.modes.split(),
        "times": peer.times.split(), "interests": [slugify(INTERESTS[ref % len(INTERESTS)])],
        "most_people": peer.most,
    }  # fmt: skip


def _evidence(stage: Stage, peer: Peer, joined_on: date, *, roles: list[Role], ref: int) -> Evidence:
    checked_on = add_months(stage.story.day(peer.renew), -36) if peer.renew else None
    return Evidence(
        check_level=max((role.check_level for role in roles), key=RANK.__getitem__) if checked_on else "",
        checked_on=checked_on,
        check_number=f"0017{ref:08}",
        check_seen_by=stage.coordinator.name,
        trained_on=joined_on if peer.trained else None,
        refresh_by_on=add_months(joined_on, 24) if peer.trained else None,
        signed_on=joined_on if peer.signed else None,
    )


def _leave(stage: Stage, peer: Peer, first_day: date, last_day: date) -> None:
    """Told five days before, or today."""
    told_on = min(first_day - timedelta(days=5), stage.story.today)

    def leave(at: datetime) -> None:
        volunteer, days = stage.peers[peer.name], {"starts_on": first_day, "ends_on": last_day}
        record_leave(by=stage.coordinator, volunteer=volunteer, at=at, today=told_on, **days)

    stage.story.on(told_on, leave)


# Whom the demo asks how it goes, by a link.
ASKED_BY_LINK = ("Rosa Lind", "Maureen Ellis")


def refer(stage: Stage, who: Waits | Support, *, days: int, then, **more) -> None:
    """A referral so many days ago; `then(referral, at)` is what becomes of it."""
    first, last = who.name.split()
    sent = Sent(
        source=getattr(who, "source", "clinician"), first_name=first, last_name=last,
        called=getattr(who, "called", ""), born_on=birthday(who), consent_to_share=True, consent_to_tell=True,
        nhs_number=stage.next_nhs_number(), practice=who.practice, sex=who.sex, phone="01632 960150",
        email=f"{slugify(who.name)}@example.org" if who.name in ASKED_BY_LINK else "",
        sent_by_name="The person" if getattr(who, "source", "") == "self" else "", may_leave_message=True,
        postcode=postcode(stage, who.practice, len(who.name)), conditions=tuple(who.conditions.split()),
        languages=tuple(getattr(who, "languages", "english").split()), modes=tuple(who.modes.split()),
        times=GOOD_TIMES[len(who.name) % len(GOOD_TIMES)], needs=tuple(who.needs.split()), role=stage.roles[who.role],
        urgency=getattr(who, "urgency", "routine"), wishes=tuple(getattr(who, "wish", "").split()),
        reason="Newly diagnosed and unsure what helps. Would like to talk with somebody who knows it.",
    )  # fmt: skip
    by = _sender(stage, sent)

    def send(at: datetime) -> None:
        then(referrals.receive(scheme=stage.scheme, by=by, at=at, sent=sent), at)

    stage.story.on(stage.story.day(-days), send, hour=8, minute=30)


def _sender(stage: Stage, sent: Sent) -> Actor:
    """The clinician of that practice who has an account, else the coordinator, from paper."""
    here = [m for m in stage.members.values() if m.practice_id == stage.practices[sent.practice].pk]
    return Actor.of(here[0]) if here and sent.source == "clinician" else stage.coordinator


def accept(stage: Stage, who: Waits | Support):
    """What becomes of a referral: accepted the same day onto the waiting list."""

    def answer(referral: Referral, at: datetime) -> None:
        by = stage.owner_of(who.practice)
        cohort = stage.cohorts[who.role]
        stage.places[who.name] = referrals_answered.accept(
            referral=referral, cohort=cohort, by=by, at=at, is_new=True
        )

    return answer


def support(stage: Stage, who: Support) -> None:
    """Referred six weeks before, matched two days before the first contact, and every contact logged."""
    story, start_on = stage.story, stage.story.day(-who.started)
    refer(stage, who, days=max(who.started, 0) + 40, then=accept(stage, who))

    def begin(at: datetime) -> None:
        stage.supports[who.name] = relationships.start(
            enrolment=stage.places[who.name], volunteer=stage.peers[who.peer], by=stage.owner_of(who.practice), at=at,
            start_on=start_on, mode=who.mode, at_time=time(14, 30), welcomer=stage.peers.get(who.welcomer),
        )  # fmt: skip
        log_all(stage, who, stage.supports[who.name])

    story.on(min(start_on, story.today) - timedelta(days=2), begin, hour=11)


def log_all(stage: Stage, who: Support, relationship: Relationship) -> None:
    """A log on the day of each contact, but for calls in vain and those left open."""
    story = stage.story
    quiet_from = story.day(-max(who.silent)) if who.silent else story.today
    due = [row for row in relationship.planned.order_by("number") if row.due_on < quiet_from]
    for row in due[:-1] if who.late else due:
        step = no_answer if row.number in who.missed else talk
        story.on(row.due_on, step(stage, who, row), hour=15, minute=(row.number * 7) % 60)
    for days in who.silent:
        story.on(story.day(-days), no_answer(stage, who, None), hour=15)


def talk(stage: Stage, who: Support, planned):
    def log(at: datetime) -> None:
        contacts.log(
            relationship=stage.supports[who.name], by=_logger(stage, who), at=at, happened_on=planned.due_on,
            outcome="talked", worried=False, mode=who.mode, minutes=25 + planned.number % 4 * 5,
            progress="mixed" if planned.number % 5 == 3 else "well", note=NOTES[planned.number % len(NOTES)],
        )  # fmt: skip

    return log


def no_answer(stage: Stage, who: Support, planned):
    """A call in vain. When the time of the contact is over it is given up, as the nightly tick does."""

    def log(at: datetime) -> None:
        logged = contacts.no_answer(
            relationship=stage.supports[who.name], by=_logger(stage, who), at=at, planned=planned
        )
        if logged.planned and logged.planned.closes_on < stage.story.today:
            over_on = logged.planned.closes_on + timedelta(days=1)
            stage.story.on(over_on, lambda moment: contacts_ticks.give_up(at=moment), hour=6)

    return log


def _logger(stage: Stage, who: Support) -> Actor:
    """The volunteer, or the coordinator who was told on the phone."""
    return stage.by(who.peer) if who.peer in stage.members else stage.owner_of(who.practice)
