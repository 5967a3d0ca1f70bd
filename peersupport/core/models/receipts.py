"""A form that is sent twice gives the same receipt, not a second row."""

from django.db import models

from peersupport.core.models.rows import Row


class Receipt(Row):
    """The answer to one sending of one form: `once` comes from the form, `place` is where it led."""

    PLAIN = ("once", "user_key", "place")

    once = models.UUIDField()
    user_key = models.UUIDField()
    place = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["once", "user_key"], name="one_receipt_per_sending")]
