"""Why a referral is not taken. `words` are for the page; `reason` is short, for the rows of an import."""

from django.core.exceptions import ValidationError

from peersupport.core.errors import Refusal


class NotReferred(Refusal):
    """Nothing was saved."""

    words = "This referral cannot be taken."
    reason = "not taken"


class NoConsentToShare(NotReferred):
    words = "Ask the person first. Without their agreement we may not contact them, so there is no referral"
    reason = "no consent to share"
    field = "consent"


class NhsNumberNotValid(NotReferred):
    words = "This is not a valid NHS number. Check its 10 digits, or leave it empty and say why"
    reason = "NHS number not valid"
    field = "nhs_number"


class NhsNumberMissing(NotReferred):
    words = "Enter the NHS number, or say why there is none"
    reason = "NHS number missing without a reason"
    field = "nhs_number_reason"


class AlreadyOpen(NotReferred):
    words = (
        "This person is already referred and open (same NHS number), so this referral was not sent. "
        "If something has changed, tell the coordinator"
    )
    reason = "already referred and open (same NHS number)"
    field = "nhs_number"


class BornOnNoRealDate(NotReferred):
    words = "Date of birth must be a real date, for example 27 3 1958"
    reason = "date of birth is not a real date"
    field = "born_on"


class BornInFuture(NotReferred):
    words = "Date of birth must be in the past"
    reason = "date of birth in the future"
    field = "born_on"


class BornTooLongAgo(NotReferred):
    words = "Date of birth is more than 120 years ago. Check the year"
    reason = "date of birth more than 120 years ago"
    field = "born_on"


class PracticeNotKnown(NotReferred):
    words = "This practice is not one of the scheme. Check the ODS code, or ask the coordinator to add it"
    reason = "practice code not known"
    field = "practice"


class ReceivedInFuture(NotReferred):
    words = "The day of the referral must not be in the future"
    reason = "date of referral in the future"
    field = "received_on"


class NotReadable(NotReferred):
    """A value that a column does not take; only callers without a form get here."""

    @classmethod
    def of(cls, error: ValidationError) -> "NotReadable":
        field, texts = next(iter(error.message_dict.items()))
        refusal = cls(texts[0], field=field)
        refusal.reason = f"{field.replace('_', ' ')}: {texts[0]}"
        return refusal
