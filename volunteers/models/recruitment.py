"""How somebody came to us, and every step since then."""

from django.db import models

from peersupport.accounts.models import Membership, SchemeRow
from peersupport.core.fields import CodesField, EncryptedTextField
from volunteers.choices import HELD_FOR, LEAVING, SOURCES, STAGES


class Enquiry(SchemeRow):
    """`wanted` are kinds of roles. `held_for` says why a person has to look at it before it counts."""

    PERSONAL = ("message",)
    PLAIN = (
        "volunteer",
        "source",
        "wanted",
        "received_at",
        "sending",
        "held_for",
        "cleared_on",
        "cleared_by",
    )

    volunteer = models.OneToOneField("volunteers.Volunteer", on_delete=models.CASCADE, related_name="enquiry")
    source = models.CharField(max_length=20, choices=SOURCES)
    wanted = CodesField("roles of interest")
    message = EncryptedTextField(blank=True)
    received_at = models.DateTimeField()
    # One showing of the form makes one enquiry, however often it is sent.
    sending = models.UUIDField(null=True, blank=True)
    held_for = models.CharField(max_length=10, choices=HELD_FOR, blank=True)
    cleared_on = models.DateField(null=True, blank=True)
    cleared_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "sending"], name="one_enquiry_per_sending")]
        indexes = [models.Index(fields=["scheme", "received_at"], name="enquiries_by_arrival")]

    @property
    def is_held(self) -> bool:
        return bool(self.held_for) and self.cleared_on is None


class GoingOn(SchemeRow):
    """A coordinator has weighed what speaks against somebody, and lets them go on all the same. Append-only.

    Interviews and references that were weighed point here.
    """

    PERSONAL = ("why",)
    PLAIN = ("volunteer", "decided_on", "decided_by")

    volunteer = models.ForeignKey("volunteers.Volunteer", on_delete=models.CASCADE, related_name="+")
    decided_on = models.DateField()
    decided_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    why = EncryptedTextField()


class StageChange(SchemeRow):
    """One move, append-only. `since_on` is when the old stage began: `moved_on - since_on` is the time in it."""

    PERSONAL = ("why",)
    PLAIN = ("volunteer", "from_stage", "since_on", "to_stage", "moved_on", "moved_by", "reason")

    volunteer = models.ForeignKey(
        "volunteers.Volunteer", on_delete=models.CASCADE, related_name="stage_changes"
    )
    from_stage = models.CharField(max_length=20, choices=STAGES)
    since_on = models.DateField()
    to_stage = models.CharField(max_length=20, choices=STAGES)
    moved_on = models.DateField()
    # Nobody: it followed from the evidence.
    moved_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField("reason for leaving", max_length=20, choices=LEAVING, blank=True)
    why = EncryptedTextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["scheme", "moved_on"], name="stage_changes_by_day")]

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise TypeError("Stage changes are append-only")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("Stage changes are append-only")
