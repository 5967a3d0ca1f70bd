"""The bar above the volunteers' board."""

from collections.abc import Iterable

from django import forms

from peersupport.accounts.models import Membership, Team
from volunteers.forms.bars import RoleBar
from volunteers.forms.supervision import MINE

FREE, MISSING, OVER, JOINING, LEFT = "free", "missing", "over", "joining", "left"
SHOWN = (
    ("", "Everyone active"),
    (FREE, "Place free now"),
    (MISSING, "Something missing"),
    (OVER, "Over the limit"),
    (JOINING, "On the way to being ready"),
    (LEFT, "Stepped down"),
)


class BoardBar(RoleBar):
    action = "volunteers"
    form_attributes = {"role": "search", "aria-label": "Volunteers"}
    area = forms.ModelChoiceField(None, label="Area", required=False, empty_label="All areas")
    supervisor = forms.ChoiceField(label="Supervisor", required=False)
    show = forms.ChoiceField(label="State", required=False, choices=SHOWN)

    def __init__(self, *args, actor, supervisors: Iterable[Membership], **kwargs):
        super().__init__(*args, actor=actor, **kwargs)
        names = [(str(row.pk), row.user.name) for row in supervisors]
        self.fields["supervisor"].choices = [("", "Everybody's"), (MINE, "Mine"), *names]
        self.fields["area"].queryset = Team.objects.of(actor.scheme).order_by("name")

    def wanted(self) -> dict:
        """`q`, `role`, `area` (rows or None), `supervisor` ("mine", a key or empty) and `show`; a filter that makes
        no sense is left out.
        """
        rows = {name: self.given(name) or None for name in ("role", "area")}
        return rows | {name: self.given(name) for name in ("q", "supervisor", "show")}
