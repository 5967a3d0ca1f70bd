"""What a coordinator can decide, and how a proposal moves."""

from peersupport.core.lifecycles import Lifecycle

MATCH, TRY_ANOTHER, KEEP_WAITING, NO_SINGLE = "match", "try-another", "keep-waiting", "no-single"
SEEK_AGAIN = "seek-again"
DECISIONS = (
    (MATCH, "Match them, and plan the contacts next"),
    (TRY_ANOTHER, "Not this one, try another"),
    (KEEP_WAITING, "Keep on the waiting list"),
    (NO_SINGLE, "No single peer, offer a group"),
    (SEEK_AGAIN, "Look for a single peer again"),
)
YES, UNSURE, NO = "yes", "unsure", "no"
SAID = ((YES, "Yes"), (UNSURE, "Not sure"), (NO, "No"))
NOT_ASKED = ""

# What a person may ask for in a peer: the codes of a referral's wishes, and a few more. With ONLY before it,
# a wish is a condition and not a preference.
ONLY = "only:"
SAME_CONDITION, MY_AGE, A_WOMAN, A_MAN, MY_BACKGROUND = (
    "same-condition",
    "my-age",
    "a-woman",
    "a-man",
    "my-background",
)
WORKS, SURGERY, WALKING, CARES = "works", "surgery", "walking", "cares"
A_LOT, SOME, NOT_AT_ALL = 3, 1, 0
COUNTS = ((A_LOT, "A lot"), (SOME, "Some"), (NOT_AT_ALL, "Not at all"))

# --- Rounds over the whole waiting list ----------------------------------------------------------
QUEUED, RUNNING, DONE, FAILED, STOPPED = "queued", "running", "done", "failed", "stopped"
RUN_STATES = (
    (QUEUED, "Waiting to start"),
    (RUNNING, "Running"),
    (DONE, "Done"),
    (FAILED, "Failed"),
    (STOPPED, "Stopped"),
)
RUN = Lifecycle(
    "round",
    QUEUED,
    {
        QUEUED: frozenset({RUNNING, STOPPED}),
        RUNNING: frozenset({DONE, FAILED, STOPPED}),
        DONE: frozenset(),
        FAILED: frozenset(),
        STOPPED: frozenset(),
    },
)
UNDER_WAY = (QUEUED, RUNNING)
BEST_FIT, LONGEST_WAIT = "best-fit", "longest-wait"
OBJECTIVES = (
    (LONGEST_WAIT, "Longest wait first, within the same urgency"),
    (BEST_FIT, "Best fit first, within the same urgency"),
)
# An accepted proposal is held for its two people while they get to know each other.
OPEN, ACCEPTED, CHANGED, DECLINED, SUPERSEDED = "open", "accepted", "changed", "declined", "superseded"
PROPOSAL_STATES = (
    (OPEN, "To decide"),
    (ACCEPTED, "Accepted"),
    (CHANGED, "Changed"),
    (DECLINED, "Declined"),
    (SUPERSEDED, "Replaced by a later round"),
)
PROPOSAL = Lifecycle(
    "proposal",
    OPEN,
    {
        OPEN: frozenset({ACCEPTED, CHANGED, DECLINED, SUPERSEDED}),
        ACCEPTED: frozenset({CHANGED, DECLINED}),
        CHANGED: frozenset(),
        DECLINED: frozenset(),
        SUPERSEDED: frozenset(),
    },
)
STANDING = (OPEN, ACCEPTED)
# What a coordinator can do with a proposal.
ACCEPT, CHANGE, DECLINE = "accept", "change", "decline"
