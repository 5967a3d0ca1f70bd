"""The person who is supported."""

from django.db import models
from django.db.models import Q

from peersupport.accounts.models import SchemeRows
from peersupport.accounts.roles import REFERRER, VOLUNTEER
from peersupport.core import clock
from peersupport.core.fields import EncryptedTextField
from programmes.models.people import AboutPerson

ONE_PER_NUMBER = "one_patient_per_nhs_number"


class Patients(SchemeRows):
    def visible_to(self, actor) -> "Patients":
        """Staff see their scheme or their team's practices; a volunteer only their own current people."""
        rows = self.within(actor)
        if actor.role == VOLUNTEER:
            return rows.filter(_of_volunteer(actor), relationships__ended_on__isnull=True).distinct()
        if actor.role == REFERRER:
            return rows.none()
        return (
            rows.filter(Q(practice__team_id=actor.team_id) | Q(practice__isnull=True))
            if actor.team_id
            else rows
        )


def _of_volunteer(actor) -> Q:
    """People whom the volunteer supports, or stands in for today."""
    today = clock.today()
    return Q(relationships__volunteer__user_id=actor.user_key) | Q(
        relationships__covers__volunteer__user_id=actor.user_key,
        relationships__covers__starts_on__lte=today,
        relationships__covers__ends_on__gte=today,
        relationships__covers__stopped_at=None,
    )


class Patient(AboutPerson):
    """A patient may point at the volunteer they became; a volunteer never points back."""

    PERSONAL = (*AboutPerson.ABOUT_PERSONAL, "goal", "ask_for_help_when", "safety", "died_on")
    PLAIN = (*AboutPerson.ABOUT_PLAIN, "became_volunteer", "last_seen_on", "version")

    goal = EncryptedTextField(blank=True)
    ask_for_help_when = EncryptedTextField(blank=True)
    safety = EncryptedTextField("what a volunteer must know to be safe", blank=True)
    died_on = models.DateField(null=True, blank=True)
    last_seen_on = models.DateField(null=True, blank=True)
    became_volunteer = models.ForeignKey(
        "volunteers.Volunteer", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    objects = Patients.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "nhs_number"],
                condition=~Q(nhs_number=""),
                name=ONE_PER_NUMBER,
            )
        ]
        indexes = [models.Index(fields=["scheme", "last_name", "first_name"], name="patients_by_name")]
