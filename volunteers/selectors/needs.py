"""All that a volunteer still has to do or to bring, from the selectors of the pages where each is done."""

from dataclasses import dataclass
from datetime import date

from volunteers.choices import BY_VOLUNTEER, CLAIM_RETURNED, JOINING, READY
from volunteers.models import CheckIn, Claim, SupervisionAction, Volunteer
from volunteers.selectors.expenses import claims_of
from volunteers.selectors.supervision import DueLine, lines_of
from volunteers.selectors.supervision_sessions import open_actions
from volunteers.selectors.training_own import MyTraining, my_training
from volunteers.selectors.volunteers import Record, record
from volunteers.selectors.wellbeing import to_answer


@dataclass(frozen=True, slots=True)
class Needs:
    """`record` says what stands against somebody new, `line` when supervision is due; `actions` are the
    volunteer's own, the oldest first; `claims` were sent back to them.
    """

    record: Record
    line: DueLine
    training: MyTraining
    check_ins: tuple[CheckIn, ...]
    actions: tuple[SupervisionAction, ...]
    claims: tuple[Claim, ...]

    @property
    def is_joining(self) -> bool:
        return self.record.volunteer.stage in JOINING and self.record.volunteer.stage != READY


def needs(me: Volunteer, *, actor, on: date) -> Needs:
    """About forty-five queries, whatever there is."""
    agreed = open_actions([me], scheme=actor.scheme).get(me.pk, [])
    return Needs(
        record=record(me, on=on),
        line=lines_of([me], scheme=actor.scheme, on=on)[0],
        training=my_training(me, actor=actor, on=on),
        check_ins=tuple(to_answer(actor=actor)),
        actions=tuple(row for row in agreed if row.who == BY_VOLUNTEER),
        claims=tuple(claims_of(me, drafts=True).filter(state=CLAIM_RETURNED)),
    )
