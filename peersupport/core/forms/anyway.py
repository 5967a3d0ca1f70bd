"""A tick that is asked for only when something stands against saving."""

from django import forms


class AnywayMixin(forms.Form):
    """Put `*self.confirm()` before the button. A refusal of the service with `field = "anyway"` asks for the tick."""

    anyway = forms.BooleanField(label="Save it all the same", required=False)

    def confirm(self) -> tuple[str, ...]:
        asked = "anyway" in self.errors or bool(self["anyway"].value())
        # For the eye alone, for the form is checked by now: "(optional)" would not be true.
        self.fields["anyway"].required = asked
        return ("anyway",) if asked else ()
