"""Lines of the worklist about messages that reach nobody, and about people who want to volunteer."""

from peersupport.accounts import permissions as may
from peersupport.messaging.choices import STAFF
from peersupport.messaging.selectors.failed import failed
from peersupport.messaging.selectors.undeliverable import undeliverable
from peersupport.reporting.selectors.today_tasks import Asker, Task, task
from volunteers.choices import ENQUIRY
from volunteers.models import Enquiry
from volunteers.selectors import recruitment

MOST_BOUNCED = 20


def not_delivered(asker: Asker, *, staff: bool) -> list[Task]:
    """Addresses that do not work. Those of staff stand higher: a message about a worry may be among theirs."""
    if not asker.actor.can(may.SEE_MESSAGES):
        return []
    rows = undeliverable(actor=asker.actor, staff=staff)[:MOST_BOUNCED]
    return [task("bounced", row, row.since, None) for row in rows]


def not_sent(asker: Asker, *, staff: bool) -> list[Task]:
    if not asker.actor.can(may.SEE_MESSAGES):
        return []
    rows = failed(actor=asker.actor, at=asker.at)
    mine = [row for row in rows if (row.message.recipient_kind == STAFF) == staff]
    return [task("failed", row, row.message.not_before, None) for row in mine]


def enquiries(asker: Asker) -> list[Task]:
    """People who want to volunteer and have had no answer; `more` is why one is held back, if it is."""
    if not asker.actor.can(may.SEE_VOLUNTEERS):
        return []
    rows = recruitment.people(actor=asker.actor, on=asker.on, stage=ENQUIRY)
    held = Enquiry.objects.of(asker.actor.scheme).filter(volunteer__in=rows, cleared_on=None)
    why = {row.volunteer_id: row.get_held_for_display() for row in held.exclude(held_for="")}
    return [task("enquiry", row, row.stage_since_on, None, why.get(row.pk, "")) for row in rows]
