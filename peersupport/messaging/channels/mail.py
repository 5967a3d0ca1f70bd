"""E-mail through Django's backend: console, files or SMTP, as EMAIL_URL says."""

import smtplib
import uuid

from django.core.mail import EmailMessage

from peersupport.messaging.channels.base import BadAddress, Channel, Parcel, Refused


class Mail(Channel):
    """The reference becomes the Message-ID, by which mail programs drop a repeated message."""

    def send(self, parcel: Parcel) -> None:
        message_id = f"<{uuid.uuid5(uuid.NAMESPACE_URL, parcel.reference)}@peer-support>"
        message = EmailMessage(
            parcel.subject, parcel.body, to=[parcel.to], headers={"Message-ID": message_id}
        )
        try:
            message.send()
        except smtplib.SMTPRecipientsRefused as error:
            _recipient_refused(error)
        except smtplib.SMTPAuthenticationError:
            raise  # our own password is wrong: no fault of this message
        except smtplib.SMTPResponseException as error:
            if error.smtp_code >= 500:
                raise Refused(f"the mail server refused it ({error.smtp_code})") from None
            raise


def _recipient_refused(error: smtplib.SMTPRecipientsRefused) -> None:
    """5xx is for ever; 4xx (a full mailbox, greylisting) is an OSError, to be tried again."""
    code = max((code for code, _ in error.recipients.values()), default=0)
    if code >= 500:
        raise BadAddress(f"the mail server knows no such address ({code})") from None
    raise OSError(f"the mail server put it off ({code})") from None
