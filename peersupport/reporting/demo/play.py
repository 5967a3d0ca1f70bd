"""The whole demo: Riverbank as in a busy autumn, and Hillside beside it, to be seen apart."""

from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from matching.choices import LONGEST_WAIT
from matching.services import conversations, runs
from peersupport.core import clock
from peersupport.core.services.places import load
from peersupport.messaging import choices as outbox
from peersupport.messaging.models import Message
from peersupport.reporting.demo import (
    cast,
    claims,
    course,
    duties,
    joining,
    learning,
    quality,
    scenes,
    thanks,
)
from peersupport.reporting.demo.clockwork import Story
from peersupport.reporting.demo.supervision import supervise
from programmes.choices import ENROLMENT, LEFT
from programmes.schedule.taper import Phase
from programmes.services import concerns, contacts_ticks, referrals_answered, relationships, tapers

RIVERBANK, HILLSIDE = "Riverbank Health Coaching", "Hillside Befriending"


@transaction.atomic
def play(*, now: datetime, password: str) -> None:
    """Make both schemes as they would stand at this moment. The password is everybody's."""
    story, hashed = Story(now), make_password(password)
    load(
        [
            "district,easting,northing",
            *(f"{code},{east},{north}" for code, (east, north) in cast.DISTRICTS.items()),
        ]
    )
    riverbank = _riverbank(story, hashed)
    hillside = _hillside(story, hashed)
    story.play()
    contacts_ticks.give_up(at=now)
    for stage in (riverbank, hillside):
        _sent_long_ago(stage, now)
    duties.wishes(riverbank, now=now)


def _riverbank(story: Story, hashed: str) -> scenes.Stage:
    stage = scenes.open_stage(story, RIVERBANK, places=cast.PLACES, first_number=999_000_000, password=hashed)
    stage.desk = "Priya Nair"
    for name, role, where in cast.STAFF:
        scenes.add_member(stage, name, role, where)
    scenes.add_welcomers(stage, by=stage.by("Maria Costa"))
    for ref, peer in enumerate(cast.PEERS, 1):
        scenes.recruit(stage, peer, ref)
    supervise(stage)
    for who in (*cast.ENDED, *cast.SUPPORTED):
        scenes.support(stage, who)
    for who in cast.WAITING:
        scenes.refer(stage, who, days=who.days, then=scenes.accept(stage, who))
    _answers(stage)
    course.attend(stage)
    joining.recruit(stage)
    learning.teach(stage)
    duties.name_leads(stage)
    _worries(stage)
    _talks(stage)
    claims.claims(stage)
    thanks.time_given(stage)
    quality.quality_of(stage)
    story.at(story.now - timedelta(days=30), lambda at: _shorter_taper(stage, at))
    story.at(story.now - timedelta(hours=7), lambda at: _round(stage, at))
    return stage


def _shorter_taper(stage: scenes.Stage, at: datetime) -> None:
    """A second pattern to choose from when a plan starts."""
    phases = (Phase(1, 4, "Weekly"), Phase(2, 4, "Fortnightly"))
    tapers.add(name="Three months, 8 contacts", phases=phases, by=stage.by("Maria Costa"), at=at)


def _round(stage: scenes.Stage, at: datetime) -> None:
    """Priya had the whole list matched in the early morning: proposals wait for her, and some people are without."""
    run = runs.start(objective=LONGEST_WAIT, minimum_score=3_500, by=stage.coordinator, at=at)
    runs.carry_out(key=run.pk, now=clock.now)


def _hillside(story: Story, hashed: str) -> scenes.Stage:
    stage = scenes.open_stage(
        story, HILLSIDE, places=cast.HILLSIDE_PLACES, first_number=999_500_000, password=hashed
    )
    stage.desk = "Hilda Bright"
    scenes.add_member(stage, "Hilda Bright", "coordinator")
    for ref, peer in enumerate(cast.HILLSIDE_PEERS, 1):
        scenes.recruit(stage, peer, ref)
    for who in cast.HILLSIDE_SUPPORTED:
        scenes.support(stage, who)
    for who in cast.HILLSIDE_WAITING:
        scenes.refer(stage, who, days=who.days, then=scenes.accept(stage, who))
    return stage


def _answers(stage: scenes.Stage) -> None:
    """New referrals, a declined one, one who left the list long ago, and two whose support has ended."""
    story = stage.story
    for who in cast.NEW:
        scenes.refer(stage, who, days=who.days, then=lambda referral, at: None)
    scenes.refer(
        stage, cast.DECLINED, days=cast.DECLINED.days, then=lambda referral, at: _decline(stage, referral, at)
    )
    scenes.refer(
        stage, cast.BEFORE, days=cast.BEFORE.days, then=lambda referral, at: _leave(stage, referral, at)
    )
    for who in cast.ENDED:
        story.on(story.day(-who.started + 175), lambda at, who=who: _end(stage, who, at), hour=17)


def _decline(stage: scenes.Stage, referral, at: datetime) -> None:
    note = "The pain clinic's own group starts next week and fits better."
    by = stage.owner_of(cast.DECLINED.practice)
    referrals_answered.decline(referral=referral, reason="other-service", note=note, by=by, at=at)


def _leave(stage: scenes.Stage, referral, at: datetime) -> None:
    scenes.accept(stage, cast.BEFORE)(referral, at)
    place = stage.places.pop(cast.BEFORE.name)
    ENROLMENT.check(place.state, LEFT)
    place.change(state=LEFT, ended_on=timezone.localdate(at) + timedelta(days=60))


def _end(stage: scenes.Stage, who, at: datetime) -> None:
    """The last contact is held: support ends as planned."""
    by = stage.owner_of(who.practice)
    relationships.end(relationship=stage.supports[who.name], by=by, at=at, reason="finished")


def _worries(stage: scenes.Stage) -> None:
    now = stage.story.now

    def tablets(at: datetime) -> None:
        words = "Says he has stopped taking his tablets. He sounded low and would not say why"
        concerns.raise_concern(
            by=stage.by("Denise Harper"),
            at=at,
            words=words,
            relationship=stage.supports["Harold Finch"],
            kind="health",
        )

    def money(at: datetime) -> None:
        words = "A neighbour asks her for money every week and she is afraid to say no"
        stage.concern = concerns.raise_concern(
            by=stage.by("Joan Marsh"),
            at=at,
            words=words,
            relationship=stage.supports["Leila Haddad"],
            kind="financial",
        )

    stage.story.at(now - timedelta(minutes=48), tablets)
    stage.story.at(now - timedelta(hours=17), money)
    stage.story.at(
        now - timedelta(hours=16),
        lambda at: concerns.acknowledge(concern=stage.concern, by=stage.by("Tom Okafor"), at=at),
    )


def _talks(stage: scenes.Stage) -> None:
    """Grace and Denise have met, and both said yes: a decision is due."""

    def met(at: datetime) -> None:
        conversations.record(
            enrolment=stage.places["Grace Adeyemi"], volunteer=stage.peers["Denise Harper"],
            held_on=timezone.localdate(at), patient_said="yes", volunteer_said="yes",
            note="They laughed about the same inhaler. Mondays suit both.", by=stage.coordinator, at=at,
        )  # fmt: skip

    stage.story.on(stage.story.day(-3), met, hour=16)


def _sent_long_ago(stage: scenes.Stage, now: datetime) -> None:
    """What was asked for before today was sent then: nobody gets a year of messages at once."""
    old = Message.objects.of(stage.scheme).filter(
        state=outbox.WAITING, not_before__lt=now - timedelta(hours=20)
    )
    old.update(state=outbox.SENT, sent_at=F("not_before"), attempts=1)
