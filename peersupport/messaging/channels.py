"""Channels: each is one function that sends a text to a recipient, or raises.

OSError means "try again later"; Refused means "never".
"""

import uuid

from django.core.mail import EmailMessage

from peersupport.messaging import choices
from peersupport.messaging.recipients import Recipient


class Refused(Exception):
    """The gateway will not take this message, now or later."""


def email(*, recipient: Recipient, subject: str, body: str, key: str) -> None:
    """Through Django's e-mail backend (console, file or SMTP by EMAIL_URL). The key becomes the Message-ID."""
    if not recipient.email:
        raise Refused("no e-mail address")
    message_id = f"<{uuid.uuid5(uuid.NAMESPACE_URL, key)}@peer-support>"
    EmailMessage(subject, body, to=[recipient.email], headers={"Message-ID": message_id}).send()


def text(*, recipient: Recipient, subject: str, body: str, key: str) -> None:
    """No gateway for text messages is set up yet."""
    raise Refused("text messages are not set up")


CHANNELS = {choices.EMAIL: email, choices.TEXT: text}
