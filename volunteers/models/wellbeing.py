"""How volunteers are: they are asked, answer in two taps, and somebody acts on it. Nothing here is ever counted up."""

from django.db import models
from django.db.models import Q

from peersupport.accounts.models import SchemeRow, SchemeRows
from peersupport.core.fields import EncryptedTextField
from volunteers.choices import CARE_OUTCOMES, CHECK_IN_ANSWERS, CHECK_IN_REASONS
from volunteers.models.volunteers import Volunteer


class CheckIns(SchemeRows):
    def visible_to(self, actor) -> "CheckIns":
        """Only the volunteer's own. Whoever looks after them reads it on one page, through one selector."""
        return self.within(actor).filter(volunteer__user_id=actor.user_key, volunteer__user__isnull=False)


class CheckIn(SchemeRow):
    """One question: how are you? `about` is the key of the contact that was hard, if one was."""

    PERSONAL = ("answer", "words")
    PLAIN = ("volunteer", "reason", "about", "asked_at", "answered_at")

    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="check_ins")
    reason = models.CharField(max_length=10, choices=CHECK_IN_REASONS)
    about = models.UUIDField(null=True, blank=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=10, choices=CHECK_IN_ANSWERS, blank=True)
    words = EncryptedTextField(blank=True)

    objects = CheckIns.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer", "about"],
                condition=Q(about__isnull=False),
                name="asked_once_about_a_contact",
            )
        ]


class CareTalk(SchemeRow):
    """What came of looking after somebody. Append-only."""

    PERSONAL = ("outcome", "words")
    PLAIN = ("volunteer", "at", "by_name")

    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="care_talks")
    at = models.DateTimeField()
    by_name = models.CharField(max_length=150)
    outcome = models.CharField(max_length=12, choices=CARE_OUTCOMES)
    words = EncryptedTextField(blank=True)

    objects = CheckIns.as_manager()
