"""Words of the worklist about messages that reach nobody, and about people who want to volunteer."""

from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.core.presenters import Link, Tag
from peersupport.core.templatetags.words import count
from peersupport.messaging import people, texts
from peersupport.messaging.choices import CHANNELS
from peersupport.reporting.presenters.ages import since_day, since_moment

TAGS = {
    "bounced": Tag("No address", "orange"),
    "failed": Tag("Not sent", "orange"),
    "enquiry": Tag("Enquiry", "blue"),
}


def bounced(task, desk):
    row = task.row
    page = reverse("messages-detail", args=[row.message.pk])
    address = dict(CHANNELS)[row.channel].lower()
    held = f" {count(row.waiting, 'message')} held back." if row.waiting else ""
    why = f"Messages come back: the address for {address} does not work.{held} Ask for a new one"
    do = (may.WORK_MESSAGES, "Open", page, False)
    return Link(row.person.name, row.person.url or page), people.words(row.kind), why, since_moment(
        row.since, desk.now
    ), do  # fmt: skip


def failed(task, desk):
    message, person = task.row.message, task.row.person
    page = reverse("messages-detail", args=[message.pk])
    title = texts.title(message.template)
    why = f"“{title}” was not sent: {message.why or 'no reason given'}. Tell them in another way"
    do = (may.WORK_MESSAGES, "Open", page, False)
    since = since_moment(message.not_before, desk.now)
    return Link(person.name, person.url or page), people.words(message.recipient_kind), why, since, do


def enquiry(task, desk):
    row = task.row
    page = reverse("volunteers-joining", args=[row.pk])
    why = (
        f"Held back: {task.more.lower()}. Look whether it is real"
        if task.more
        else "Wants to volunteer. Answer soon"
    )
    do = (may.WORK_VOLUNTEERS, "Open enquiry", page, False)
    return Link(row.name, page), "Wants to volunteer", why, since_day(row.stage_since_on, desk.today), do


WORDS = {"bounced": bounced, "failed": failed, "enquiry": enquiry}
