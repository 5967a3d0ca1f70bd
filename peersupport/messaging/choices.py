"""States of a message on its way out."""

from peersupport.core.lifecycles import Lifecycle

EMAIL, TEXT = "email", "text"
CHANNELS = ((EMAIL, "E-mail"), (TEXT, "Text message"))

# How somebody wants to be told. By post or by a call: then no message goes out, and the staff are asked to do it.
POST, CALL, NONE = "post", "call", "none"
WISHES = (
    (EMAIL, "By e-mail"),
    (TEXT, "By text message"),
    (POST, "By letter"),
    (CALL, "By a call"),
    (NONE, "No messages at all"),
)

# The person behind a membership, an invite or a referral: one account, however many of them.
USER = "user"
# Somebody who asked for a new password waits for it in front of the page.
ACCOUNT = "account"
# Messages to staff are work: neither quiet hours nor a daily cap hold them back.
STAFF = "staff"

WAITING, SENT, CANCELLED, EXPIRED, FAILED = "waiting", "sent", "cancelled", "expired", "failed"
TOLD_OTHERWISE = "told in another way"
STATES = tuple((s, s.capitalize()) for s in (WAITING, SENT, CANCELLED, EXPIRED, FAILED))

MESSAGE = Lifecycle(
    "message",
    WAITING,
    {
        WAITING: frozenset({SENT, CANCELLED, EXPIRED, FAILED}),
        # A message that came back did not arrive.
        SENT: frozenset({FAILED}),
        # It was on its way already when it was taken back.
        CANCELLED: frozenset({SENT}),
        EXPIRED: frozenset(),
        # Sent anew, or the person was told in another way.
        FAILED: frozenset({WAITING, CANCELLED}),
    },
)
