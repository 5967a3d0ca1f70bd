"""A tick that is asked for only when something stands against saving."""

from django import forms


class AnywayMixin(forms.Form):
    """Put `*self.confirm()` before the button. A refusal of the service with `field = "anyway"` asks for the tick."""

    anyway = forms.BooleanField(label="Save it all the same", required=False)

    def confirm(self) -> tuple[str, ...]:
        return ("anyway",) if "anyway" in self.errors or self["anyway"].value() else ()
