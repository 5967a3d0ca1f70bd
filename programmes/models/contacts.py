"""What happened: the log of contacts. An entry is never changed, but a coordinator may answer it once."""

from django.db import models

from peersupport.accounts.models import SchemeRow, SchemeRows
from peersupport.core.fields import EncryptedTextField
from programmes.choices import OUTCOMES, PROGRESS
from programmes.models.plans import PlannedContact
from programmes.models.relationships import Relationship
from volunteers.choices import MODES


class Contacts(SchemeRows):
    def visible_to(self, actor) -> "Contacts":
        return self.within(actor).filter(relationship__in=Relationship.objects.visible_to(actor))


class Contact(SchemeRow):
    """`planned` is the planned contact that this entry cleared or moved, if any."""

    PERSONAL = ("progress", "worried", "note", "next_step", "thanks")
    PLAIN = (
        "relationship",
        "planned",
        "happened_on",
        "outcome",
        "mode",
        "minutes",
        "hard",
        "next_on",
        "logged_at",
        "logged_by",
        "thanked_on",
        "thanked_by",
    )

    relationship = models.ForeignKey(Relationship, on_delete=models.PROTECT, related_name="contacts")
    planned = models.ForeignKey(
        PlannedContact, null=True, blank=True, on_delete=models.PROTECT, related_name="logs"
    )
    happened_on = models.DateField()
    outcome = models.CharField(max_length=10, choices=OUTCOMES)
    mode = models.CharField(max_length=10, choices=MODES, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    # Hard for the volunteer: somebody asks how they are. Never counted against anybody.
    hard = models.BooleanField(default=False)
    progress = models.CharField(max_length=10, choices=PROGRESS, blank=True)
    # Nobody was reached: there is nothing to be worried about or not. Otherwise it must be answered.
    worried = models.BooleanField(null=True, blank=True)
    note = EncryptedTextField(blank=True)
    next_step = EncryptedTextField(blank=True)
    next_on = models.DateField(null=True, blank=True)
    logged_at = models.DateTimeField()
    logged_by = models.CharField(max_length=150)
    thanked_on = models.DateField(null=True, blank=True)
    thanked_by = models.CharField(max_length=150, blank=True)
    thanks = EncryptedTextField(blank=True)

    objects = Contacts.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome="no_answer") | models.Q(worried__isnull=False),
                name="worry_is_answered",
            )
        ]
        indexes = [models.Index(fields=["relationship", "-happened_on"], name="contacts_by_day")]
