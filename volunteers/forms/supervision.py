"""The bar above the list of who is due."""

from collections.abc import Iterable

from django import forms

from peersupport.accounts.models import Membership
from volunteers.forms.bars import NameBar
from volunteers.schedule.supervision import SOON_DAYS
from volunteers.selectors.supervision import EVERYBODY, IN_GROUPS, NOBODY, OVERDUE, PLANNED, SOON

SHOWN = (
    ("", "Everybody active"),
    (OVERDUE, "Overdue"),
    (SOON, f"Due within {SOON_DAYS} days"),
    (PLANNED, "With a session planned"),
    (IN_GROUPS, "Next in a group"),
    (NOBODY, "Without a supervisor"),
)
MINE = "mine"


class SupervisionBar(NameBar):
    action = "supervision"
    form_attributes = {"role": "search", "aria-label": "Supervision"}
    supervisor = forms.ChoiceField(label="Supervisor", required=False)
    show = forms.ChoiceField(label="Show", required=False, choices=SHOWN)

    def __init__(self, *args, supervisors: Iterable[Membership], **kwargs):
        super().__init__(*args, **kwargs)
        names = [(str(row.pk), row.user.name) for row in supervisors]
        self.fields["supervisor"].choices = [("", "Everybody's"), (MINE, "Mine"), *names]

    def wanted(self) -> dict[str, str]:
        """`q`, `supervisor` ("mine", a key or empty) and `show`."""
        return {name: self.given(name) for name in ("q", "supervisor")} | {
            "show": self.given("show") or EVERYBODY
        }
