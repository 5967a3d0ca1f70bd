"""A person has died."""

from datetime import date

from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.dates import MemorableDateField
from peersupport.core.forms.layout import Actions, ButtonLink, Layout, Submit
from peersupport.core.forms.once import OnceMixin


class DeathForm(OnceMixin, PlainForm):
    died_on = MemorableDateField(
        label="On which day did they die?", help_text="If you do not know, the day you heard of it."
    )

    def __init__(self, *args, back: str, today: date, **kwargs):
        self.back = back
        super().__init__(*args, **kwargs)
        self.fields["died_on"].latest = today
        self.fields["died_on"].example = f"{today.day} {today.month} {today.year}"

    def layout(self):
        return Layout(
            "died_on", Actions(Submit("Record the death", warning=True), ButtonLink("Back", self.back))
        )
