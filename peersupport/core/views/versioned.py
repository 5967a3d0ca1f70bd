"""Editing a record that somebody else may edit too: on a conflict the page shows both texts."""

from peersupport.core.presenters import Cell, Column, Row, Table
from peersupport.core.versions import Stale
from peersupport.core.views.bases import ScopedForm


class VersionedForm(ScopedForm):
    """Say the row anew in `fresh()`, what its form starts with in `columns(row)`, and save in `write(form)`.

    The form has VersionMixin; the service refuses with Stale.
    """

    conflict: Table | None = None

    def fresh(self):
        raise NotImplementedError

    def columns(self, row) -> dict:
        raise NotImplementedError

    def write(self, form) -> str:
        raise NotImplementedError

    def get_initial(self):
        row = self.fresh()
        return super().get_initial() | self.columns(row) | {"version": row.version}

    def save(self, form) -> str:
        try:
            return self.write(form)
        except Stale:
            self.conflict = self._both(form)
            raise

    def form_invalid(self, form):
        response = super().form_invalid(form)
        if self.conflict:
            response.status_code = 409
        return response

    def get_context_data(self, **kwargs):
        return super().get_context_data(conflict=self.conflict, **kwargs)

    def _both(self, form) -> Table:
        """What differs. Saving once more is then a choice: the form carries the newest version."""
        row = self.fresh()
        saved = self.columns(row)
        form.data = form.data.copy()
        form.data["version"] = str(row.version)
        rows = []
        for name, theirs in saved.items():
            if name not in form.fields:
                continue
            mine = form.in_words(name, form.cleaned_data.get(name))
            theirs = form.in_words(name, theirs)
            if mine != theirs:
                label = str(form.fields[name].label)
                rows.append(Row((Cell(label), Cell(mine, label="You typed", full=True),
                                 Cell(theirs, label="Saved now", full=True))))  # fmt: skip
        return Table("What differs", [Column("What"), Column("You typed"), Column("Saved now")], rows)
