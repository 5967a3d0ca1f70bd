"""An import through the page: the files wait, encrypted, until somebody has looked at what would be taken."""

from django.db import models
from django.db.models import Q

from peersupport.accounts.models import SchemeRow, SchemeRows
from peersupport.core.fields import EncryptedTextField
from peersupport.reporting.choices import IMPORT, IMPORT_STATES


class ImportRuns(SchemeRows):
    def visible_to(self, actor) -> "ImportRuns":
        """The files hold the whole scheme: those limited to a team see only their own imports."""
        rows = self.within(actor)
        return rows.filter(Q(by_key=actor.user_key)) if actor.team_id else rows


class ImportRun(SchemeRow):
    """The three texts are the files as they came; once taken, only the refused rows are kept, with reasons.

    `report` has what became of them, by row number, as the command prints it, and `here` by kind.
    """

    PERSONAL = ("practices", "volunteers", "referrals")
    PLAIN = ("by_key", "by_name", "uploaded_at", "state", "taken_at", "report")

    by_key = models.UUIDField(null=True)
    by_name = models.CharField(max_length=150)
    uploaded_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=IMPORT_STATES, default=IMPORT.start)
    taken_at = models.DateTimeField(null=True, blank=True)
    practices = EncryptedTextField(blank=True)
    volunteers = EncryptedTextField(blank=True)
    referrals = EncryptedTextField(blank=True)
    report = models.JSONField(default=dict, blank=True)

    objects = ImportRuns.as_manager()
