"""Refusals: the product says no, and tells people why and what to do."""


class Refusal(Exception):
    """A rule said no. `words` is shown to people as it stands; `field` names the form field, if one."""

    words = "This cannot be done."
    field: str | None = None

    def __init__(self, words: str | None = None, *, field: str | None = None):
        self.words = words or self.words
        self.field = field or self.field
        super().__init__(self.words)


class MoveNotAllowed(Refusal):
    """A status cannot go from where it is to where it was asked to go."""
