"""A gateway, and a message to ask for."""

import pytest

from peersupport.messaging.channels import notify
from peersupport.messaging.services import outbox
from tests.support.gateway import API_KEY, running


@pytest.fixture
def ask(cast, monday):
    """`ask(key=…, recipient=…)`: a reminder to Denise unless said otherwise."""

    def with_defaults(**more):
        wanted = {
            "scheme": cast.scheme,
            "key": "reminder:1",
            "template": "contact_tomorrow",
            "kind": "volunteer",
            "recipient": cast.denise.pk,
            "not_before": monday,
            "day": monday.date(),
            "link": "/my-people/",
        }
        return outbox.ask(**{**wanted, **more})

    return with_defaults


def through(settings, url: str) -> None:
    """E-mail and text go to the gateway at this address."""
    settings.NOTIFY_API_KEY, settings.NOTIFY_URL = API_KEY, url
    settings.NOTIFY_EMAIL_TEMPLATE, settings.NOTIFY_TEXT_TEMPLATE = "email-template", "text-template"
    settings.MESSAGE_CHANNELS = {
        "email": "peersupport.messaging.channels.notify.Email",
        "text": "peersupport.messaging.channels.notify.Text",
    }


@pytest.fixture
def gateway(settings, monkeypatch):
    """A gateway like the real one: it does not drop a repeated reference. On a busy machine it may take its time."""
    monkeypatch.setattr(notify, "TIMEOUT", (60, 60))
    with running(forgetful=True) as found:
        through(settings, found.url)
        yield found
