"""People who give support. A volunteer's record never points at a patient's."""

from datetime import date

from django.db import models
from django.db.models import Q

from peersupport.accounts.models import Membership, SchemeRow, SchemeRows, Team, User
from peersupport.accounts.roles import VOLUNTEER as VOLUNTEER_ROLE
from peersupport.core.fields import CodesField, EncryptedTextField
from peersupport.core.text import fold
from volunteers.choices import SEXES, STAGES, STEPPED_DOWN, VOLUNTEER


class Volunteers(SchemeRows):
    def visible_to(self, actor) -> "Volunteers":
        """Staff see their scheme (or their team, and those without one); a volunteer sees themself."""
        rows = self.within(actor)
        if actor.role == VOLUNTEER_ROLE:
            return rows.filter(user_id=actor.user_key)
        return rows.filter(Q(team_id=actor.team_id) | Q(team__isnull=True)) if actor.team_id else rows


class Volunteer(SchemeRow):
    PERSONAL = (
        "first_name",
        "last_name",
        "called",
        "email",
        "phone",
        "born_on",
        "sex",
        "postcode",
        "conditions",
        "diagnosed_year",
        "languages",
        "interests",
        "life",
        "background",
        "notes",
    )
    PLAIN = (
        "user",
        "ref",
        "stage",
        "stage_since_on",
        "team",
        "coordinator",
        "modes",
        "times",
        "most_people",
        "travel_miles",
        "practices",
        "version",
        "most_contacts_a_week",
        "joined_on",
        "began_on",
        "left_on",
    )

    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # The scheme's own number for this volunteer; an import recognises a row by it.
    ref = models.CharField(max_length=30)
    first_name = models.CharField(max_length=100)
    last_name = models.CharField(max_length=100)
    called = models.CharField("likes to be called", max_length=100, blank=True)
    email = models.EmailField("e-mail", max_length=254, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    born_on = models.DateField("date of birth", null=True, blank=True)
    sex = models.CharField(max_length=10, choices=SEXES, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    coordinator = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    stage = models.CharField(max_length=20, choices=STAGES, default=VOLUNTEER.start)
    stage_since_on = models.DateField()
    conditions = CodesField("lives with")
    diagnosed_year = models.PositiveSmallIntegerField(null=True, blank=True)
    languages = CodesField()
    modes = CodesField("contact by")
    times = CodesField("available")
    interests = CodesField()
    life = CodesField("life situation")
    background = CodesField()
    most_people = models.PositiveSmallIntegerField("most people at once", null=True, blank=True)
    most_contacts_a_week = models.PositiveSmallIntegerField(default=3)
    # How far they go to meet somebody; nothing said means any distance.
    travel_miles = models.PositiveSmallIntegerField("travels, miles", null=True, blank=True)
    # Codes of the practices whose people they support; none means any.
    practices = CodesField("pool of practices")
    joined_on = models.DateField(null=True, blank=True)
    # The first day of work: the intensive start counts from it.
    began_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    notes = EncryptedTextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = Volunteers.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "ref"], name="one_volunteer_per_ref"),
            models.UniqueConstraint(
                fields=["scheme", "user"], condition=Q(user__isnull=False), name="one_volunteer_per_account"
            ),
        ]
        indexes = [models.Index(fields=["scheme", "last_name", "first_name"], name="volunteers_by_name")]

    @property
    def name(self) -> str:
        return f"{self.called or self.first_name} {self.last_name}".strip()

    @property
    def helps_themself(self) -> bool:
        """Has an account and is still with us: what is theirs to do on the web they do, and nobody else."""
        return self.user_id is not None and self.stage != STEPPED_DOWN

    @property
    def short_name(self) -> str:
        return self.called or self.first_name

    def is_named(self, q: str) -> bool:
        """Whether every word of a search stands in one of the names; accents and capitals make no difference."""
        names = fold(f"{self.called} {self.first_name} {self.last_name}")
        return all(word in names for word in fold(q).split())

    def age(self, on: date) -> int | None:
        return (
            on.year - self.born_on.year - ((on.month, on.day) < (self.born_on.month, self.born_on.day))
            if self.born_on
            else None
        )

    def __str__(self) -> str:
        return self.name
