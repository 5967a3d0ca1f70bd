"""Which volunteer: the best and those whom the person has met as radios, everybody else who is possible in a list."""

from collections.abc import Sequence

from django import forms

from peersupport.core.forms.layout import Field

ELSE = "else"
Named = tuple[str, str]  # key, name


class WhoMixin(forms.Form):
    """`who()` gives the key that was chosen, or "". `offer` fills both fields."""

    volunteer = forms.ChoiceField(widget=forms.RadioSelect)
    other = forms.ChoiceField(label="Who else?", required=False)
    nobody_words = "Choose who it was"

    def offer(self, label: str, shown: Sequence[Named], rest: Sequence[Named]) -> None:
        chosen = self.fields["volunteer"]
        chosen.label, chosen.error_messages["required"] = label, self.nobody_words
        chosen.error_messages["invalid_choice"] = self.nobody_words
        chosen.choices = [*shown, *([(ELSE, "Somebody else")] if rest else [])]
        if rest:
            self.fields["other"].choices = [("", "Choose a name"), *rest]
        else:
            del self.fields["other"]

    def who_fields(self) -> list[Field]:
        return [Field("volunteer", small=True), *([Field("other")] if "other" in self.fields else [])]

    def who(self) -> str:
        chosen = self.cleaned_data.get("volunteer", "")
        return self.cleaned_data.get("other", "") if chosen == ELSE else chosen

    def clean(self):
        cleaned = super().clean()
        if self.cleaned_data.get("volunteer") == ELSE and not self.cleaned_data.get("other"):
            self.add_error("other", "Choose a name from the list")
        return cleaned
