"""A monthly review: flags from the data, each answered by a person in words, then closed."""

from datetime import date, datetime

from django.db import transaction

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import NotAllowed, require
from peersupport.accounts.models import Scheme, Team
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from programmes.choices import LATE_LOGS, LOW_DOSE, NOT_OBSERVED, SAID_NO_TO, WANTS_TALK
from programmes.models import Feedback, QualityFlag, QualityReview, QualityRules
from programmes.selectors import quality_figures as seen
from programmes.selectors.quality_figures import Figures, Rules
from volunteers.models import Volunteer


class ReviewRefused(Refusal):
    """A review that cannot be begun, answered or closed."""


@transaction.atomic
def begin(*, by: Actor, month: date, team: Team | None, at: datetime, today: date) -> QualityReview:
    """Look at a month that is over. What is flagged is kept as it was found."""
    require(by, may.WORK_VOLUNTEERS, *([team] if team else []))
    if by.team_id and (team is None or team.pk != by.team_id):
        raise NotAllowed
    first, last = seen.month_of(month)
    if last >= today:
        raise ReviewRefused("This month is not over yet.", field="month")
    hold(Scheme.objects.all()).get(pk=by.scheme.pk)  # pressed twice at once: the second finds the first
    if QualityReview.objects.of(by.scheme).filter(month=first, team=team).exists():
        raise ReviewRefused("There is a review of this month already.", field="month")
    people, rules = seen.people_of(by.scheme, team, month=first), seen.rules_of(by.scheme)
    found = seen.figures(by.scheme, people, month=first, rules=rules)
    said = seen.answers_of_month(by.scheme, people, month=first)
    total = _total(found.values()) | {"rules": {name: getattr(rules, name) for name in Rules.__slots__}}
    about = {"month": first, "team": team, "figures": total | {"answers": said}}
    review = QualityReview.make(scheme=by.scheme, **about, made_at=at, made_by=by.name)
    for flag in _flags(by, people, found, first, last, rules):
        QualityFlag.make(scheme=by.scheme, review=review, **flag)
    detail = {"month": first.isoformat(), "flags": review.flags.count()}
    events.record(by=by, action="quality_review.begun", row=review, at=at, detail=detail)
    return review


def _total(each) -> dict[str, int]:
    rows = list(each)
    return {name: sum(getattr(row, name) for row in rows) for name in Figures.__slots__}


def _flags(by: Actor, people: dict, found: dict, first: date, last: date, rules: Rules) -> list[dict]:
    """Each as the columns of a row. No rate flags anybody under the least number."""
    flags = []
    for key, one in people.items():
        row: Figures = found.get(key, Figures())
        if row.logged >= rules.least and 100 * row.late > rules.late_percent * row.logged:
            flags.append(_counted(LATE_LOGS, one, row.late, row.logged))
        if row.due >= rules.least and 100 * row.held < rules.least_percent * row.due:
            flags.append(_counted(LOW_DOSE, one, row.held, row.due))
    for feedback, number, out_of in seen.said_no(by.scheme, people, month=first):
        who = people[feedback.relationship.volunteer_id]
        flags.append(_counted(SAID_NO_TO, who, number, out_of) | {"about": feedback.pk})
    # Who said so after the month is for the next review.
    waiting = Feedback.objects.of(by.scheme).to_talk().filter(relationship__volunteer__in=people)
    waiting = waiting.filter(returned_at__date__lte=last)
    flags += [
        _wish(row, people) for row in waiting.select_related("relationship").order_by("returned_at", "pk")
    ]
    missing = seen.not_observed(people, on=last, rules=rules)
    return flags + [{"kind": NOT_OBSERVED, "volunteer": one} for one in missing]


def _wish(row: Feedback, people: dict) -> dict:
    return {"kind": WANTS_TALK, "volunteer": people[row.relationship.volunteer_id], "about": row.pk}


def _counted(kind: str, who: Volunteer, number: int, out_of: int) -> dict:
    return {"kind": kind, "volunteer": who, "number": number, "out_of": out_of}


@transaction.atomic
def answer(*, by: Actor, flag: QualityFlag, words: str, at: datetime, today: date) -> None:
    """What was found out or done about it. Until the review is closed it may be put better."""
    require(by, may.WORK_VOLUNTEERS, flag)
    review = hold(QualityReview.objects.of(by.scheme)).get(pk=flag.review_id)
    if review.closed_at:
        raise ReviewRefused("This review is closed, so its answers stand.")
    if flag.volunteer.user_id and flag.volunteer.user_id == by.user_key:
        raise ReviewRefused("This is about yourself. Somebody else has to answer it.")
    if not words.strip():
        raise ReviewRefused("Write what was found out, or what was done.", field="words")
    flag.change(answer=words, answered_on=today, answered_by=by.name)
    events.record(by=by, action="quality_flag.answered", row=flag, person=flag.volunteer, at=at)


@transaction.atomic
def close(*, by: Actor, review: QualityReview, at: datetime) -> None:
    """End a review whose flags are all answered."""
    require(by, may.WORK_VOLUNTEERS, review)
    review = hold(QualityReview.objects.of(by.scheme)).get(pk=review.pk)
    if review.closed_at:
        raise ReviewRefused("This review is closed already.")
    if review.flags.filter(answered_on__isnull=True).exists():
        raise ReviewRefused("There are flags without an answer. Answer each in words first.")
    review.change(closed_at=at, closed_by=by.name)
    events.record(by=by, action="quality_review.closed", row=review, at=at)


@transaction.atomic
def set_rules(*, by: Actor, at: datetime, **values: int) -> QualityRules:
    """What is flagged from now on; reviews that were begun keep theirs."""
    require(by, may.MANAGE_SCHEME)
    hold(Scheme.objects.all()).get(pk=by.scheme.pk)  # pressed twice at once: the second finds the first
    row = QualityRules.objects.of(by.scheme).first()
    if row is None:
        row = QualityRules.make(scheme=by.scheme, **values)
    else:
        row.change(**values)
    events.record(by=by, action="quality_rules.set", row=row, at=at, detail=values)
    return row
