"""Somebody who waits, in the words of the page that asks them again."""

from datetime import date

from peersupport.core.presenters import Fact
from peersupport.core.templatetags.words import count, long_day
from programmes.models import Enrolment


def asked(place: Enrolment, *, on: date) -> dict:
    """`name`, and `facts` to have before the call: how long, for what, and how to reach them."""
    who, programme = place.patient, place.cohort.programme
    waited = f"Since {long_day(place.waits_since_on)}, {count(place.days_waited(on), 'day')}"
    before = long_day(place.asked_on) if place.asked_on else "Never yet"
    message = "It is OK to leave a message" if who.may_leave_message else "Do not leave a message"
    phone = f"{who.phone}. {message}" if who.phone else "Not known"
    facts = [
        Fact("Waits for", f"A {programme.role.name.lower()}, {programme.name}"),
        Fact("Waits", waited),
        Fact("Asked before", before),
        Fact("Phone", phone),
    ]
    return {"name": who.name, "facts": facts}
