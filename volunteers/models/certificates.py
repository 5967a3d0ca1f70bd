"""Proof that somebody learned a module elsewhere: the file, who sent it, and what became of it."""

from django.db import models
from django.db.models import Q

from peersupport.accounts.models import Membership, SchemeRow, SchemeRows
from peersupport.core.fields import EncryptedTextField
from volunteers.choices_certificates import (
    CERTIFICATE,
    CERTIFICATE_ACCEPTED,
    CERTIFICATE_STATES,
    CERTIFICATE_WAITS,
)
from volunteers.models.courses import Module
from volunteers.models.training import ModuleDone
from volunteers.models.volunteers import Volunteer


class Certificates(SchemeRows):
    def visible_to(self, actor) -> "Certificates":
        """A volunteer sees their own, staff those of their volunteers."""
        return self.within(actor).filter(volunteer__in=Volunteer.objects.visible_to(actor))


class Certificate(SchemeRow):
    """Sent by the volunteer, or kept by a coordinator who has seen it. We name the file; the sender's name is not kept.

    `done_on` is the day that is claimed until it is accepted; `done` is what it then proves.
    """

    PERSONAL = ("content", "returned_because")
    PLAIN = (
        "volunteer",
        "module",
        "done_on",
        "kind",
        "size",
        "state",
        "sent_at",
        "decided_at",
        "decided_by",
        "done",
    )

    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="certificates")
    module = models.ForeignKey(Module, on_delete=models.PROTECT, related_name="certificates")
    done_on = models.DateField()
    kind = models.CharField(max_length=5)
    size = models.PositiveIntegerField()
    content = models.BinaryField()
    sent_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=CERTIFICATE_STATES, default=CERTIFICATE.start)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    returned_because = EncryptedTextField(blank=True)
    done = models.OneToOneField(
        ModuleDone, null=True, blank=True, on_delete=models.CASCADE, related_name="certificate"
    )

    objects = Certificates.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer", "module"],
                condition=Q(state=CERTIFICATE_WAITS),
                name="one_waiting_certificate_per_module",
            ),
            models.CheckConstraint(
                condition=Q(state=CERTIFICATE_ACCEPTED, done__isnull=False)
                | ~Q(state=CERTIFICATE_ACCEPTED) & Q(done__isnull=True),
                name="an_accepted_certificate_proves_a_module",
            ),
        ]
