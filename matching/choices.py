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
