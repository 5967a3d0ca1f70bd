"""Who looked at a record and who changed it, in words."""

from collections.abc import Sequence

from django.utils import timezone

from peersupport.accounts.roles import ROLES
from peersupport.audit.models import Event
from peersupport.core.presenters import Cell, Column, Row, Table
from peersupport.core.templatetags.words import clock_time, day

PAGES = {
    "overview": "the overview",
    "plan": "plan and contacts",
    "messages": "the messages",
    "looks": "who looked",
}


def table(events: Sequence[Event]) -> Table:
    columns = [Column(words) for words in ("When", "Who", "What")]
    return Table("Who looked and who changed, newest first", columns, [_row(event) for event in events])


def _row(event: Event) -> Row:
    at = timezone.localtime(event.at)
    role = dict(ROLES).get(event.by_role, "")
    return Row((
        Cell(f"{day(at.date())}, {clock_time(event.at)}"),
        Cell(event.by_name, sub=role, full=True),
        Cell(what(event), full=True),
    ))  # fmt: skip


def what(event: Event) -> str:
    """`Looked at plan and contacts`, `Changed: referral accepted`."""
    thing, _, verb = event.action.partition(".")
    if verb == "looked":
        page = str(event.detail.get("page", ""))
        return f"Looked at {PAGES.get(page, page or 'the record')}"
    return f"{thing.replace('_', ' ').capitalize()} {verb.replace('_', ' ')}"
