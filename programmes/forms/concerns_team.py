"""Who leads on worries, who stands in, and how many hours a worry may wait."""

from django import forms

from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.layout import Field, Layout, Submit

LONGEST_HOURS = 336


class TeamForm(PlainForm):
    """`staff` is a queryset of memberships."""

    label_size = "s"
    says_optional = False

    lead = forms.ModelChoiceField(
        label="Lead",
        queryset=None,
        required=False,
        empty_label="Nobody named: everybody is told",
        help_text="Is told of every worry at once, unless it is about them",
    )
    deputy = forms.ModelChoiceField(
        label="Deputy",
        queryset=None,
        required=False,
        empty_label="Nobody named",
        help_text="Stands in: is told at the same moment, and again when nobody has answered",
    )
    acknowledge_hours = forms.IntegerField(
        label="Somebody has seen it within", min_value=1, max_value=LONGEST_HOURS
    )
    decide_hours = forms.IntegerField(
        label="Something is decided within", min_value=1, max_value=LONGEST_HOURS
    )

    def __init__(self, *args, staff, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("lead", "deputy"):
            self.fields[name].queryset = staff
            self.fields[name].label_from_instance = lambda member: (
                f"{member.user.name}, {member.title or member.get_role_display().lower()}"
            )

    def layout(self):
        hours = Field("acknowledge_hours", "decide_hours", width=3, suffix="hours")
        return Layout("lead", "deputy", hours, Submit("Save"))
