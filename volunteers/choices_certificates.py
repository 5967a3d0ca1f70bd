"""What becomes of a certificate that a volunteer sends."""

from peersupport.core.lifecycles import Lifecycle

CERTIFICATE_WAITS, CERTIFICATE_ACCEPTED, CERTIFICATE_RETURNED = "waiting", "accepted", "returned"
CERTIFICATE_STATES = (
    (CERTIFICATE_WAITS, "Waits for an answer"),
    (CERTIFICATE_ACCEPTED, "Accepted"),
    (CERTIFICATE_RETURNED, "Sent back"),
)
CERTIFICATE = Lifecycle(
    "certificate",
    CERTIFICATE_WAITS,
    {
        CERTIFICATE_WAITS: frozenset({CERTIFICATE_ACCEPTED, CERTIFICATE_RETURNED}),
        # Another file is another row.
        CERTIFICATE_ACCEPTED: frozenset(),
        CERTIFICATE_RETURNED: frozenset(),
    },
)
