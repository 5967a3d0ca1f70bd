"""Two people edit one record. Rows count their versions; whoever saves a page that is no longer true is shown both."""

from peersupport.core.errors import Refusal


class Stale(Refusal):
    words = "Somebody else has changed this record meanwhile. Compare below, then save what is right."


def refuse_stale(row, version: int | None) -> None:
    """The caller holds the row. Raises Stale when it was changed since the page was opened."""
    if row.version != version:
        raise Stale
