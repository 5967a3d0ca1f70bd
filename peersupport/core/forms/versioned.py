"""A form that knows which version of the record it shows."""

from django import forms


class VersionMixin(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def in_words(self, name: str, value) -> str:
        """A value as people read it: the words of its choices, "Nothing" for an empty one."""
        choices = dict(_flat(getattr(self.fields[name], "choices", ())))
        if isinstance(value, bool):
            return "Yes" if value else "No"
        values = value if isinstance(value, list | tuple) else [value]
        plain = [str(choices.get(getattr(one, "pk", one), choices.get(str(one), one))) for one in values]
        return ", ".join(text for text in plain if text not in ("", "None")) or "Nothing"


def _flat(choices):
    """Keys as they are and as text, because a choice of a row has a key of its own kind."""
    for key, words in choices:
        value = getattr(key, "value", key)
        yield value, words
        yield str(value), words
