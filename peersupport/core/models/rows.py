"""What every row has: a key, the moment it was made, and a label on each column.

PERSONAL names the columns that tell something about a person; PLAIN all others. Export,
scrubbing and audit read the labels, and a test sees that the two cover every column.
"""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from peersupport.core.keys import new_key


class Row(models.Model):
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    PLAIN: ClassVar[tuple[str, ...]] = ()
    ROW_PLAIN: ClassVar[tuple[str, ...]] = ("id", "created_at")

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    # For people who look into the database; nothing is decided from it.
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True

    def change(self, **values) -> None:
        """Set and save only these columns, after checking them."""
        for name, value in values.items():
            setattr(self, name, value)
        self.clean_fields(exclude=[f.name for f in self._meta.fields if f.name not in values])
        self.save(update_fields=list(values))

    @classmethod
    def make(cls, **values):
        """Check everything, then save: the way every row is made."""
        row = cls(**values)
        row.full_clean()
        row.save(force_insert=True)
        return row
