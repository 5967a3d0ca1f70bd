"""States of a message on its way out."""

from peersupport.core.lifecycles import Lifecycle

EMAIL, TEXT = "email", "text"
CHANNELS = ((EMAIL, "E-mail"), (TEXT, "Text message"))

# Messages to staff are work: neither quiet hours nor a daily cap hold them back.
STAFF = "staff"

WAITING, SENT, CANCELLED, EXPIRED, FAILED = "waiting", "sent", "cancelled", "expired", "failed"
STATES = tuple((s, s.capitalize()) for s in (WAITING, SENT, CANCELLED, EXPIRED, FAILED))

MESSAGE = Lifecycle(
    "message",
    WAITING,
    {
        WAITING: frozenset({SENT, CANCELLED, EXPIRED, FAILED}),
        # A message that came back did not arrive.
        SENT: frozenset({FAILED}),
        CANCELLED: frozenset(),
        EXPIRED: frozenset(),
        FAILED: frozenset({WAITING}),
    },
)
