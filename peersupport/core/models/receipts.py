"""A form that is sent twice gives the same receipt, not a second row."""

from django.db import models

from peersupport.core.models.rows import Row


class Receipt(Row):
    """The answer to one sending of one form: `once` comes from the form, `place` is where it led.

    Nobody sends a form again after `until_at`: then the receipt is forgotten.
    """

    PLAIN = ("once", "user_key", "place", "until_at")

    once = models.UUIDField()
    user_key = models.UUIDField()
    place = models.CharField(max_length=300, blank=True)
    until_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["until_at"], name="receipts_to_forget")]
        constraints = [models.UniqueConstraint(fields=["once", "user_key"], name="one_receipt_per_sending")]
