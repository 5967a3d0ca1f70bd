"""Words of the worklist about volunteers: checks, training, texts to sign, claims, quality, thanks, supervision."""

from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.core.presenters import Link, Tag
from peersupport.core.templatetags.words import count
from peersupport.reporting.presenters.ages import since_day, since_moment, until_day
from peersupport.reporting.presenters.today_supervision import SUPERVISION_TAGS, supervision_words
from programmes.presenters.contacts_days import short_day
from volunteers.presenters.recognition import milestone

TAGS = {
    **SUPERVISION_TAGS,
    "doubt": Tag("Decide", "orange"),
    "lapsed": Tag("Check ran out", "orange"),
    "expires": Tag("Expires soon", "yellow"),
    "refresh-late": Tag("Refresher late", "orange"),
    "refresh": Tag("Refresher soon", "yellow"),
    "sign": Tag("Not signed", "yellow"),
    "certificate": Tag("Certificate", "blue"),
    "claim": Tag("Claim", "blue"),
    "device": Tag("Device", "yellow"),
    "claim-open": Tag("Claim", "blue"),
    "quality": Tag("Review", "blue"),
    "quality-due": Tag("Review", "blue"),
    "thank": Tag("Thank", "green"),
    "taught": Tag("Register", "yellow"),
    "ask": Tag("Ask", "green"),
}


def _check(task, desk):
    row = task.row
    verb = "ran out" if row.days_left < 0 else "runs out"
    why = f"{row.level} check {verb} on {short_day(row.renew_by_on, desk.today)}"
    about = f"{', '.join(row.roles)}, supports {task.more or 'nobody now'}"
    renew = reverse("volunteers-record-check", args=[row.volunteer_key])
    who = Link(row.volunteer, reverse("volunteers-detail", args=[row.volunteer_key]))
    do = (may.WORK_VOLUNTEERS, "Renew check", renew, False)
    return who, about, why, until_day(row.renew_by_on, desk.today), do


def _doubt(task, desk):
    row = task.row
    do = (may.WORK_VOLUNTEERS, "Read and decide", reverse("volunteers-joining", args=[row.pk]), False)
    return _volunteer(row), "Nobody new until then", task.more, since_day(task.since, desk.today), do


def _quality(task, desk):
    row = task.row
    who = Link(f"Quality, {row.month:%B %Y}", reverse("quality-detail", args=[row.pk]))
    left = (
        f"{count(row.unanswered, 'flag')} without an answer" if row.unanswered else "All answered. Close it"
    )
    do = (may.WORK_VOLUNTEERS, "Go on", who.href, False)
    return (
        who,
        row.team.name if row.team else "The whole scheme",
        left,
        since_moment(row.made_at, desk.now),
        do,
    )


def _quality_due(task, desk):
    who = Link(f"Quality, {task.row:%B %Y}", reverse("quality"))
    do = (may.WORK_VOLUNTEERS, "Begin", who.href, False)
    why = "The month is over, and its review has not begun"
    return who, "All volunteers you see", why, since_day(task.since, desk.today), do


def _claim(task, desk):
    row = task.row
    who = Link(row.volunteer.name, reverse("volunteers-detail", args=[row.volunteer_id]))
    do = (may.DECIDE_EXPENSES, "Look at the claim", reverse("expenses-detail", args=[row.pk]), False)
    why = f"Claim of expenses with {count(row.number, 'line')} to approve"
    return who, f"Claim {row.reference}", why, since_moment(row.sent_at, desk.now), do


def _claim_open(task, desk):
    row = task.row
    why = (
        "Claim sent back. Put it right for them" if row.decided_at else "Claim not sent yet. Send it for them"
    )
    do = (may.DECIDE_EXPENSES, "Open the claim", reverse("expenses-fill", args=[row.pk]), False)
    return _volunteer(row.volunteer), f"Claim {row.reference}", why, since_moment(task.since, desk.now), do


def _device(task, desk):
    row = task.row
    why = "Has left, and still has a device on loan. Ask for it back"
    place = reverse("volunteers-training-needs", args=[row.pk])
    do = (may.WORK_VOLUNTEERS, "It is back", place, False)
    return _volunteer(row), "Device on loan", why, since_day(task.since, desk.today), do


def _certificate(task, desk):
    row = task.row
    do = (may.WORK_VOLUNTEERS, "Look at it", reverse("certificates-answer", args=[row.pk]), False)
    why = "Certificate sent, to accept or send back"
    return _volunteer(row.volunteer), row.module.name, why, since_moment(row.sent_at, desk.now), do


def _thank(task, desk):
    row, key = task.row, task.row.volunteer.pk
    who = Link(row.volunteer.name, reverse("volunteers-hours", args=[key]))
    do = (may.WORK_VOLUNTEERS, "Thank", reverse("volunteers-thank", args=[key]), False)
    what = ", ".join(milestone(one.rule) for one in row.reached)
    return who, "Volunteer", what, since_day(row.since_on, desk.today), do


def _refresh(task, desk):
    row, verb = task.row, "was to be" if task.kind == "refresh-late" else "is to be"
    why = f"Training {verb} refreshed by {short_day(row.due_on, desk.today)}"
    record = reverse("volunteers-record-module", args=[row.volunteer.pk])
    do = (may.WORK_VOLUNTEERS, "Record training", record, False)
    return _volunteer(row.volunteer), ", ".join(row.roles), why, until_day(row.due_on, desk.today), do


def _sign(task, desk):
    row, day = task.row, task.row.by_on
    if day is None:
        why = "To be signed before they are given somebody new. Remind them"
    else:
        verb = "was to be signed" if day < desk.today else "is to be signed"
        why = f"Version {row.text.version} {verb} by {short_day(day, desk.today)}. Remind them"
    place = reverse("agreements-detail", args=[row.text.pk])
    do = (may.SEE_VOLUNTEERS, "See who has signed", place, False)
    return _volunteer(row.volunteer), row.text.name, why, until_day(row.since_on, desk.today), do


def _taught(task, desk):
    row = task.row
    who = Link(
        f"{row.module.course.name}: {row.module.name}", reverse("courses-detail", args=[row.module.course_id])
    )
    do = (may.WORK_VOLUNTEERS, "Take the register", reverse("sessions-register", args=[row.pk]), False)
    why = f"Nobody has said who was there on {short_day(row.on, desk.today)}"
    return who, "Training", why, since_day(row.on, desk.today), do


def _ask(task, desk):
    place = reverse("invitations")
    who = Link(f"{count(task.more, 'person', 'people')} to ask", place)
    do = (may.WORK_VOLUNTEERS, "See who", place, False)
    why = "Their own support or course is over. Ask whether they want to volunteer"
    return who, "Who might join", why, since_day(task.since, desk.today), do


def _supervised(task, desk):
    return supervision_words(task.kind, task.row, task.since, desk.today)


def _volunteer(volunteer) -> Link:
    return Link(volunteer.name, reverse("volunteers-detail", args=[volunteer.pk]))


WORDS = {
    "doubt": _doubt,
    "lapsed": _check,
    "expires": _check,
    "refresh-late": _refresh,
    "refresh": _refresh,
    "sign": _sign,
    "certificate": _certificate,
    "claim": _claim,
    "device": _device,
    "claim-open": _claim_open,
    "quality": _quality,
    "quality-due": _quality_due,
    "thank": _thank,
    "taught": _taught,
    "ask": _ask,
    **dict.fromkeys(SUPERVISION_TAGS, _supervised),
}
