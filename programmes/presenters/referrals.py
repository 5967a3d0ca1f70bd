"""Words and colours of a referral, for those who answer it and for those who sent it."""

from peersupport.core.presenters import Tag
from programmes.choices import (
    ACCEPTED,
    DECLINED,
    ENDED,
    LEFT,
    RECEIVED,
    SOON,
    SUPPORTED,
    URGENT,
    WAITING,
    WITHDRAWN,
)
from programmes.selectors.referrals import ON_COURSE, UNTOLD, Followed

STATES = {
    RECEIVED: Tag("New", "blue"),
    ACCEPTED: Tag("Accepted", "green"),
    DECLINED: Tag("Declined"),
    WITHDRAWN: Tag("Withdrawn"),
}
URGENCY = {URGENT: Tag("Urgent", "red"), SOON: Tag("Sooner", "yellow")}
# What the referrer reads. It names no volunteer and no reason of anybody but the coordinator.
FOLLOWED = {
    RECEIVED: (Tag("Sent", "blue"), "A coordinator has not answered yet"),
    ACCEPTED: (Tag("Accepted", "green"), "Accepted"),
    WAITING: (Tag("Waiting list", "blue"), "Accepted. Waiting for a volunteer who fits"),
    SUPPORTED: (Tag("Supported", "green"), "Has a volunteer, and support has started"),
    ON_COURSE: (Tag("Takes part", "green"), "Takes part in a course"),
    ENDED: (Tag("Ended"), "Support came to its end"),
    LEFT: (Tag("Left"), "Left the waiting list"),
    DECLINED: (Tag("Declined", "yellow"), "Declined"),
    WITHDRAWN: (Tag("Withdrawn"), "Withdrawn"),
    UNTOLD: (Tag("Sent"), "The person has not agreed that you hear what became of it"),
}


def told(followed: Followed) -> str:
    """What became of it, in a sentence."""
    words = FOLLOWED[followed.state][1]
    if followed.state != DECLINED:
        return words
    return f"Declined: {followed.referral.get_answer_reason_display().lower()}"
