"""Supervision: the rules, the sessions with their register, and what was agreed."""

from django.db import models
from django.db.models import Q

from peersupport.accounts.models import Membership, SchemeRow, SchemeRows
from peersupport.accounts.roles import VOLUNTEER
from peersupport.core.fields import EncryptedTextField
from volunteers.choices import (
    ACTION_STATES,
    ACTORS,
    AGREED,
    INVITED,
    LEVELS,
    OPEN,
    PLACE_STATES,
    SUPERVISION_KINDS,
)
from volunteers.models.roles import Role
from volunteers.models.volunteers import Volunteer


class SupervisionRule(SchemeRow):
    """What one level of a role is called, what shows it, and how often there is supervision, from a day on.

    Rules are dated rows and never changed: what was owed in spring is judged by the rule of spring.
    """

    PLAIN = (
        "role",
        "level",
        "name",
        "shown_by",
        "starts_on",
        "one_weeks",
        "group_weeks",
        "intensive_weeks",
        "intensive_every",
        "leeway_days",
        "check_in_weeks",
    )

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="supervision_rules")
    level = models.CharField(max_length=10, choices=LEVELS)
    name = models.CharField(max_length=40)
    shown_by = models.CharField("what shows it", max_length=300, blank=True)
    starts_on = models.DateField()
    one_weeks = models.PositiveSmallIntegerField("one-to-one every, weeks", null=True, blank=True)
    group_weeks = models.PositiveSmallIntegerField("group every, weeks", null=True, blank=True)
    intensive_weeks = models.PositiveSmallIntegerField("closer for the first, weeks", default=6)
    intensive_every = models.PositiveSmallIntegerField("then one-to-one every, weeks", default=2)
    leeway_days = models.PositiveSmallIntegerField(default=7)
    check_in_weeks = models.PositiveSmallIntegerField("ask how they are every, weeks", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["role", "level", "starts_on"], name="one_supervision_rule_per_day"
            )
        ]


class Supervisions(SchemeRows):
    def visible_to(self, actor) -> "Supervisions":
        """A volunteer sees those they are invited to; staff of one area those of their people, and their own."""
        rows = self.within(actor)
        if actor.role == VOLUNTEER:
            return rows.filter(places__volunteer__user_id=actor.user_key)
        if not actor.team_id:
            return rows
        mine = SupervisionPlace.objects.of(actor.scheme).filter(
            volunteer__in=Volunteer.objects.visible_to(actor)
        )
        return rows.filter(Q(pk__in=mine.values("session")) | Q(supervisor=actor.membership))

    def planned(self) -> "Supervisions":
        return self.filter(cancelled_on__isnull=True, taken_on__isnull=True)


class Supervision(SchemeRow):
    """One session. `taken_on`: the day its register was taken; before that nobody has been there."""

    PERSONAL = ("notes",)
    PLAIN = ("kind", "on", "at", "minutes", "place", "supervisor", "taken_on", "cancelled_on")

    kind = models.CharField(max_length=10, choices=SUPERVISION_KINDS)
    on = models.DateField()
    at = models.TimeField()
    minutes = models.PositiveSmallIntegerField(default=60)
    place = models.CharField("where", max_length=200, blank=True)
    supervisor = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    notes = EncryptedTextField(blank=True)
    taken_on = models.DateField(null=True, blank=True)
    cancelled_on = models.DateField(null=True, blank=True)

    objects = Supervisions.as_manager()

    class Meta:
        indexes = [models.Index(fields=["scheme", "on"], name="supervisions_by_day")]


class SupervisionPlaces(SchemeRows):
    def visible_to(self, actor) -> "SupervisionPlaces":
        return self.within(actor).filter(volunteer__in=Volunteer.objects.visible_to(actor))


class SupervisionPlace(SchemeRow):
    """A volunteer is invited to a session; a line of its register afterwards."""

    PERSONAL = ("note",)
    PLAIN = ("session", "volunteer", "state")

    session = models.ForeignKey(Supervision, on_delete=models.CASCADE, related_name="places")
    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="supervision")
    state = models.CharField(max_length=10, choices=PLACE_STATES, default=INVITED)
    note = EncryptedTextField(blank=True)

    objects = SupervisionPlaces.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "volunteer"], name="one_place_per_supervision")
        ]


class SupervisionActions(SupervisionPlaces):
    def open(self) -> "SupervisionActions":
        return self.filter(state=OPEN)


class SupervisionAction(SchemeRow):
    """Something agreed. It is carried forward to every next session until it is done, or dropped with a reason."""

    PERSONAL = ("what", "why")
    PLAIN = ("volunteer", "session", "who", "by_on", "state", "agreed_on", "closed_on", "closed_by")

    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="actions")
    session = models.ForeignKey(
        Supervision, null=True, blank=True, on_delete=models.SET_NULL, related_name="actions"
    )
    what = EncryptedTextField()
    who = models.CharField(max_length=10, choices=ACTORS)
    by_on = models.DateField("by when")
    agreed_on = models.DateField()
    state = models.CharField(max_length=10, choices=ACTION_STATES, default=AGREED.start)
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.CharField(max_length=150, blank=True)
    why = EncryptedTextField(blank=True)

    objects = SupervisionActions.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["volunteer"], condition=Q(state=OPEN), name="supervision_actions_open")
        ]
