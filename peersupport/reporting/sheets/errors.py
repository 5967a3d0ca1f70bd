"""Why a sheet or one of its rows is not taken."""

from peersupport.core.errors import Refusal


class SheetRefused(Refusal):
    """The whole file cannot be read; the words say which file, why and what to do."""


class RowRefused(ValueError):
    """One row cannot be taken; its text is the reason, in a few words."""
