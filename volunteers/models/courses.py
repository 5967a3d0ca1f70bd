"""Courses of training: modules in order, the dates of those that are held live, and who was there."""

from django.db import models
from django.db.models import Q

from peersupport.accounts.models import Membership, SchemeRow, SchemeRows
from peersupport.accounts.roles import VOLUNTEER
from peersupport.core.fields import CodesField, EncryptedTextField
from volunteers.choices import ATTENDANCE, MODULE_WAYS, WITH_SESSIONS
from volunteers.models.roles import HeldRole


class Course(SchemeRow):
    """A course is held for one group of people after another; its modules stay the same."""

    PLAIN = ("name", "about", "closed_on")

    name = models.CharField(max_length=100)
    about = models.CharField(max_length=500, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "name"], name="one_course_per_name")]

    def __str__(self) -> str:
        return self.name


class Modules(SchemeRows):
    def visible_to(self, actor) -> "Modules":
        """Staff see all; a volunteer those that their roles need, or of a course they take part in."""
        rows = self.within(actor)
        if actor.role != VOLUNTEER:
            return rows
        held = HeldRole.objects.of(actor.scheme).filter(volunteer__user=actor.user_key, until_on__isnull=True)
        mine = Q(course__places__volunteer__user=actor.user_key, course__places__left_on__isnull=True)
        for kind in set(held.values_list("role__kind", flat=True)):
            mine |= Q(needed_for__contains=kind)
        return rows.filter(mine).distinct()


class Module(SchemeRow):
    """A part of a course. `needed_for` are kinds of roles; a pass mark is in percent of the quiz."""

    PLAIN = (
        "course",
        "position",
        "name",
        "way",
        "text",
        "needed_for",
        "pass_mark",
        "refresh_months",
    )

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="modules")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=100)
    way = models.CharField(max_length=10, choices=MODULE_WAYS)
    text = models.TextField("what is read", blank=True)
    needed_for = CodesField("needed for")
    pass_mark = models.PositiveSmallIntegerField("pass mark, percent", null=True, blank=True)
    refresh_months = models.PositiveSmallIntegerField("refresh after, months", null=True, blank=True)

    objects = Modules.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "name"], name="one_module_per_name"),
            models.CheckConstraint(
                condition=Q(pass_mark__isnull=True) | Q(pass_mark__range=(1, 100)),
                name="pass_mark_is_a_percentage",
            ),
        ]

    @property
    def is_live(self) -> bool:
        return self.way in WITH_SESSIONS

    @property
    def paragraphs(self) -> list[str]:
        return [part.strip() for part in self.text.replace("\r", "").split("\n\n") if part.strip()]

    def __str__(self) -> str:
        return self.name


class Question(SchemeRow):
    """`answers` one a line; `right` counts from 1."""

    PLAIN = ("module", "position", "words", "answers", "right")

    module = models.ForeignKey(Module, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300)
    answers = models.TextField()
    right = models.PositiveSmallIntegerField()


class Places(SchemeRows):
    def open(self) -> "Places":
        """Those of the group that is at it now."""
        return self.filter(left_on__isnull=True)


class Place(SchemeRow):
    """A volunteer takes part in a course, until they leave it or the group is finished."""

    PLAIN = ("course", "volunteer", "joined_on", "left_on")

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="places")
    volunteer = models.ForeignKey("volunteers.Volunteer", on_delete=models.CASCADE, related_name="places")
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    objects = Places.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["course", "volunteer"],
                condition=Q(left_on__isnull=True),
                name="one_open_place_per_volunteer",
            )
        ]


class Debrief(SchemeRow):
    """What a group said after a course, for the next one. `people` is how many took part then."""

    PERSONAL = ("notes",)
    PLAIN = ("course", "held_on", "people", "written_by")

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="debriefs")
    held_on = models.DateField()
    people = models.PositiveSmallIntegerField(default=0)
    written_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    notes = EncryptedTextField()


class Session(SchemeRow):
    """One live meeting of a module, at a local time."""

    PLAIN = ("module", "on", "at", "minutes", "place", "cancelled_on")

    module = models.ForeignKey(Module, on_delete=models.PROTECT, related_name="sessions")
    on = models.DateField()
    at = models.TimeField()
    minutes = models.PositiveSmallIntegerField(default=120)
    place = models.CharField("where", max_length=200, blank=True)
    cancelled_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["module", "on", "at"], name="one_session_of_a_module_at_a_time")
        ]
        indexes = [models.Index(fields=["scheme", "on"], name="sessions_by_day")]


class Attendance(SchemeRow):
    """A line of the register."""

    PLAIN = ("session", "volunteer", "state")

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="attendance")
    volunteer = models.ForeignKey("volunteers.Volunteer", on_delete=models.CASCADE, related_name="attendance")
    state = models.CharField(max_length=10, choices=ATTENDANCE)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "volunteer"], name="one_line_per_session_and_volunteer"
            )
        ]
