"""What a coordinator can decide, and how a proposal moves."""

MATCH, TRY_ANOTHER, KEEP_WAITING, NO_SINGLE = "match", "try-another", "keep-waiting", "no-single"
DECISIONS = (
    (MATCH, "Match them, and plan the contacts next"),
    (TRY_ANOTHER, "Not this one, try another"),
    (KEEP_WAITING, "Keep on the waiting list"),
    (NO_SINGLE, "No single peer, offer a group"),
)
YES, UNSURE, NO = "yes", "unsure", "no"
SAID = ((YES, "Yes"), (UNSURE, "Not sure"), (NO, "No"))
