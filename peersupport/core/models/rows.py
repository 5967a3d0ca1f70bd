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

    def clean_fields(self, exclude=None) -> None:
        """As always, but a row that was handed over saved is not asked for again: the database holds its key."""
        super().clean_fields(exclude={*(exclude or ()), *self._handed_over()})

    def validate_unique(self, exclude=None) -> None:
        """As always, but a key that was just drawn by lot is not looked for among all the others."""
        super().validate_unique(exclude={*(exclude or ()), "id"})

    def _handed_over(self) -> list[str]:
        keys = [f for f in self._meta.concrete_fields if f.many_to_one and f.is_cached(self)]
        given = {f.name: (f.get_cached_value(self), getattr(self, f.attname)) for f in keys}
        return [name for name, (row, key) in given.items() if row and row.pk == key and not row._state.adding]

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
