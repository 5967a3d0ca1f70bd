"""Record days away."""

from datetime import date

from peersupport.core.forms import layout as L
from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.dates import MemorableDateField
from peersupport.core.forms.once import OnceMixin


class LeaveForm(OnceMixin, PlainForm):
    """Two days. No reason: nobody has to explain an illness here."""

    starts_on = MemorableDateField(label="First day away", example="14 12 2026")
    ends_on = MemorableDateField(label="Last day away", example="27 12 2026")

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["starts_on"].help_text = f"For example, {today.day} {today.month} {today.year}"
        self.fields["ends_on"].help_text = "The same day again for one day away"

    def layout(self):
        return L.Layout("starts_on", "ends_on", L.Actions(L.Submit("Save these days")))
