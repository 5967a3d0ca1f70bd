"""E-mail and text through GOV.UK Notify, by its own client library.

Notify keeps one template for each channel, made of nothing but `((subject))` and `((body))`: the words stay here,
in the allow-list. It does not drop a repeated reference, so a second try asks first what became of the first.
"""

from email.utils import parsedate_to_datetime

from django.conf import settings
from notifications_python_client import NotificationsAPIClient
from notifications_python_client.errors import APIError, HTTPError

from peersupport.messaging.channels.base import LONGEST_WAIT, Channel, Parcel, Refused, TryLater

# To connect and to answer, in seconds; a second try makes two requests, and both fit into the longest wait.
TIMEOUT = (1.5, LONGEST_WAIT / 2 - 1.5)
# Too early, too many, or a key of ours that is wrong or not yet known: no fault of the message.
NOT_ITS_FAULT = (401, 403, 408, 425, 429)
DID_NOT_ARRIVE = {"permanent-failure", "temporary-failure", "technical-failure", "validation-failed"}


class Notify(Channel):
    def __init__(self) -> None:
        self.client = NotificationsAPIClient(
            settings.NOTIFY_API_KEY, base_url=settings.NOTIFY_URL, timeout=TIMEOUT
        )

    def close(self) -> None:
        self.client.request_session.close()

    def send(self, parcel: Parcel) -> None:
        try:
            if not (parcel.again and self._has(parcel.reference)):
                self._post(parcel)
        except APIError as error:
            raise verdict(error) from None

    def _has(self, reference: str) -> bool:
        found = self.client.get_all_notifications(reference=reference)["notifications"]
        return any(earlier["status"] not in DID_NOT_ARRIVE for earlier in found)

    def _post(self, parcel: Parcel) -> None:
        raise NotImplementedError


class Email(Notify):
    def _post(self, parcel: Parcel) -> None:
        self.client.send_email_notification(
            email_address=parcel.to,
            template_id=settings.NOTIFY_EMAIL_TEMPLATE,
            personalisation={"subject": parcel.subject, "body": parcel.body},
            reference=parcel.reference,
        )


class Text(Notify):
    def _post(self, parcel: Parcel) -> None:
        self.client.send_sms_notification(
            phone_number=parcel.to,
            template_id=settings.NOTIFY_TEXT_TEMPLATE,
            personalisation={"body": parcel.body},
            reference=parcel.reference,
        )


def verdict(error: APIError) -> Exception:
    """What an error means, in our words: what the gateway wrote may hold an address."""
    code = error.status_code
    if isinstance(error, HTTPError) and 400 <= code < 500 and code not in NOT_ITS_FAULT:
        return Refused(f"the gateway refused it ({code})")
    return TryLater(f"the gateway answered {code}", after=_asked_to_wait(error))


def _asked_to_wait(error: APIError) -> int | None:
    """Seconds of a Retry-After header; a date is measured by the gateway's own clock."""
    headers = error.response.headers if error.response is not None else {}
    text = headers.get("Retry-After", "")
    if text.isdecimal():
        return int(text)
    try:
        wait = parsedate_to_datetime(text) - parsedate_to_datetime(headers.get("Date", ""))
    except (ValueError, TypeError):
        return None
    return max(0, int(wait.total_seconds()))
