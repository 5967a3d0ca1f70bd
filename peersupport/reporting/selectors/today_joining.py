"""Tasks of the worklist about training and about who might join: registers, certificates, people to ask."""

from peersupport.accounts import permissions as may
from peersupport.reporting.selectors.today_tasks import Asker, Task, task
from programmes.selectors.invitations import NOW, invitations
from volunteers.selectors.certificates import waiting
from volunteers.selectors.courses import to_register
from volunteers.selectors.recruitment_proofs import doubted
from volunteers.selectors.training_list import to_ask_back


def training_registers(asker: Asker) -> list[Task]:
    """Dates of training on which nobody has said who was there."""
    if not asker.actor.can(may.WORK_VOLUNTEERS):
        return []
    return [task("taught", row, row.on, None) for row in to_register(actor=asker.actor, on=asker.on)]


def certificates(asker: Asker) -> list[Task]:
    """Certificates that volunteers have sent; nobody sees their own here."""
    if not asker.actor.can(may.WORK_VOLUNTEERS):
        return []
    rows = waiting(actor=asker.actor)
    return [task("certificate", row, row.sent_at, row.volunteer.coordinator) for row in rows]


def doubts(asker: Asker) -> list[Task]:
    """People who work with us, against whom somebody has spoken; `more` is the gate's words."""
    if not asker.actor.can(may.WORK_VOLUNTEERS):
        return []
    return [
        task("doubt", who, said.doubted_on, who.coordinator, said.doubt)
        for who, said in doubted(actor=asker.actor)
    ]


def devices(asker: Asker) -> list[Task]:
    """Devices that people who have left still have."""
    if not asker.actor.can(may.WORK_VOLUNTEERS):
        return []
    rows = to_ask_back(actor=asker.actor)
    return [task("device", row, row.left_on or row.stage_since_on, row.coordinator) for row in rows]


def people_to_ask(asker: Asker) -> list[Task]:
    """One line for everybody whom it is time to ask, after their own support; `more` is how many."""
    if not asker.actor.can(may.WORK_VOLUNTEERS):
        return []
    lines = invitations(actor=asker.actor, on=asker.on)
    days = [line.ask_on for line in lines if line.ask_on and line.state(asker.on) == NOW]
    return [task("ask", lines, min(days), None, len(days))] if days else []
