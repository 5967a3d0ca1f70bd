"""States of a message on its way out."""

from peersupport.core.lifecycles import Lifecycle

EMAIL, TEXT = "email", "text"
CHANNELS = ((EMAIL, "E-mail"), (TEXT, "Text message"))

WAITING, SENT, CANCELLED, EXPIRED, FAILED = "waiting", "sent", "cancelled", "expired", "failed"
STATES = tuple((s, s.capitalize()) for s in (WAITING, SENT, CANCELLED, EXPIRED, FAILED))

MESSAGE = Lifecycle(
    "message",
    WAITING,
    {
        WAITING: frozenset({SENT, CANCELLED, EXPIRED, FAILED}),
        SENT: frozenset(),
        CANCELLED: frozenset(),
        EXPIRED: frozenset(),
        FAILED: frozenset({WAITING}),
    },
)
