"""What goes to the gateway: our words with a first name, a day and a link in them."""

import re

from django.conf import settings

from peersupport.core.templatetags.words import count
from peersupport.core.templatetags.words import day as day_words
from peersupport.messaging.channels import Parcel
from peersupport.messaging.choices import TEXT
from peersupport.messaging.models import Message
from peersupport.messaging.recipients import Recipient
from peersupport.messaging.selectors.ways import Way
from peersupport.messaging.texts import TEMPLATES

LONGEST_NAME = 40


def pack(message: Message, recipient: Recipient, way: Way) -> Parcel:
    text = TEMPLATES[message.template]
    knows = {
        "first_name": greeting_name(recipient.first_name),
        "day": day_words(message.day),
        "count": count(message.number or 0, "thing"),
        "link": f"{settings.SITE_URL}{recipient.link or message.link}",
    }
    return Parcel(
        to=way.address,
        subject=text.subject.format(**knows),
        body=(text.short if way.channel == TEXT else text.letter).format(**knows),
        reference=message.reference,
        again=message.attempts > 1,
    )


def greeting_name(name: str) -> str:
    """Letters only: a "name" typed into a public form must not carry an address or a sentence to others."""
    return re.sub(r"[^\w' ’-]|[\d_]", "", name)[:LONGEST_NAME].strip() or "there"
