"""Statuses and lifecycles of the chain: referral, waiting, support, contacts, concerns."""

from peersupport.core.lifecycles import Lifecycle

_FINAL: frozenset[str] = frozenset()

# --- Referral -----------------------------------------------------------------------------
RECEIVED, ACCEPTED, DECLINED, WITHDRAWN = "received", "accepted", "declined", "withdrawn"
REFERRAL_STATES = (
    (RECEIVED, "Received"),
    (ACCEPTED, "Accepted"),
    (DECLINED, "Declined"),
    (WITHDRAWN, "Withdrawn"),
)
REFERRAL = Lifecycle(
    "referral",
    RECEIVED,
    {
        RECEIVED: frozenset({ACCEPTED, DECLINED, WITHDRAWN}),
        ACCEPTED: _FINAL,
        DECLINED: _FINAL,
        WITHDRAWN: _FINAL,
    },
)
CLINICIAN, SELF, CARER, PAPER = "clinician", "self", "carer", "paper"
SOURCES = ((CLINICIAN, "A clinician"), (SELF, "The person"), (CARER, "A carer"), (PAPER, "Paper or phone"))
URGENT, SOON, ROUTINE = "urgent", "soon", "routine"
# In order of priority: the position is the priority class of the matching engine.
URGENCIES = ((URGENT, "Urgent"), (SOON, "Sooner"), (ROUTINE, "Usual wait"))
NO_NHS_NUMBER = (
    ("unknown", "It is not known"),
    ("none", "The person has none"),
    ("not-given", "The person does not want to give it"),
)
NEEDS = (
    ("large-print", "Large print"),
    ("easy-read", "Easy read"),
    ("bsl", "Sign language"),
    ("interpreter", "Interpreter"),
    ("braille", "Braille"),
    ("audio", "Audio"),
    ("other", "Something else"),
)
# A plain e-mail or text is none of these; large print and the rest a reader's own device can do.
NOT_PLAIN = ("easy-read", "bsl", "interpreter", "braille", "audio")
WISHES = (
    ("same-condition", "Lives with the same condition"),
    ("my-age", "Is about the same age"),
    ("a-woman", "Is a woman"),
    ("a-man", "Is a man"),
    ("works", "Works, or has worked with it"),
    ("surgery", "Has been through surgery"),
    ("walking", "Likes walking"),
    ("cares", "Looks after somebody too"),
)
DECLINE_REASONS = (
    ("not-suitable", "Peer support does not fit now"),
    ("other-service", "Another service fits better"),
    ("duplicate", "Already referred"),
    ("area", "Lives outside the area"),
    ("no-wish", "The person does not want it"),
    ("other", "Another reason"),
)

# --- Consent ------------------------------------------------------------------------------
SUPPORT, TELL_REFERRER, RESEARCH = "support", "tell-referrer", "research"
PURPOSES = (
    (SUPPORT, "Peer support: we may contact the person and share what a volunteer needs"),
    (TELL_REFERRER, "The referrer and the practice hear what became of it"),
    (RESEARCH, "Research"),
)

# --- Enrolment: a place in a programme, from waiting to its end -----------------------------
WAITING, SUPPORTED, ENDED, LEFT = "waiting", "supported", "ended", "left"
# Not a state of its own: on the list, but for whom nobody looks for a single peer (`programmes.unsought`).
UNSOUGHT = "no-single"
ENROLMENT_STATES = ((WAITING, "Waiting"), (SUPPORTED, "Supported"), (ENDED, "Ended"), (LEFT, "Left the list"))
ENROLMENT = Lifecycle(
    "place",
    WAITING,
    {
        WAITING: frozenset({SUPPORTED, LEFT}),
        SUPPORTED: frozenset({WAITING, ENDED}),
        ENDED: frozenset({WAITING, SUPPORTED}),
        LEFT: frozenset({WAITING}),
    },
)
# How a place ended: who finished may be asked by itself, later, whether they want to volunteer.
FINISHED, STOPPED = "finished", "stopped"
ENDINGS = ((FINISHED, "Finished"), (STOPPED, "Left before the end"))
# What becomes of somebody in the cohort of a course.
COURSE_MARKS = (
    (SUPPORTED, "They take part: the course has begun for them, or the end was a slip of the pen"),
    (FINISHED, "They finished the course"),
    (STOPPED, "They left before the end"),
)

# Why somebody leaves the waiting list.
LEAVE_REASONS = (
    ("no-wish", "They no longer want it"),
    ("other-help", "They found other help"),
    ("no-answer", "They could not be reached"),
    ("moved-away", "They moved away"),
    ("unwell", "They are too unwell"),
    ("no-consent", "They withdrew their agreement"),
    ("died", "They have died"),
    ("other", "Another reason"),
)

# --- Relationship -----------------------------------------------------------------------------
OPEN, PAUSED = "open", "paused"
RELATIONSHIP_STATES = ((OPEN, "Running"), (PAUSED, "Paused"), (ENDED, "Ended"))
RELATIONSHIP = Lifecycle(
    "relationship",
    OPEN,
    {OPEN: frozenset({PAUSED, ENDED}), PAUSED: frozenset({OPEN, ENDED}), ENDED: _FINAL},
)

END_REASONS = (
    (FINISHED, "The plan was carried out"),
    ("person", "The person wants to stop"),
    ("volunteer", "The volunteer stops"),
    ("no-fit", "They do not fit together"),
    ("unwell", "One of them is too unwell"),
    ("moved-away", "One of them moves away"),
    ("no-answer", "The person could not be reached"),
    ("no-consent", "The person withdrew their agreement"),
    ("died", "The person has died"),
    ("other", "Another reason"),
)
# --- Changes of a running plan --------------------------------------------------------------------
PAUSE, RESUME, HOLD, BACK, END, SPREAD = "pause", "resume", "hold", "back", "end", "spread"
RETAPERED, ONE_MOVED, SKIPPED, KEPT = "retapered", "one_moved", "skipped", "kept"
CHANGES = (
    (PAUSE, "Paused"),
    (RESUME, "Resumed"),
    (HOLD, "Held one step longer"),
    (BACK, "Stepped back up"),
    (END, "Ended"),
    (SPREAD, "Moved by a week at most"),
    (RETAPERED, "On the new version of the taper"),
    (ONE_MOVED, "One contact moved"),
    (SKIPPED, "One contact skipped"),
    (KEPT, "Kept while the volunteer is away"),
)
STEP_DOWN = "down"
# What a step-down review may come to.
STEPS = (
    (STEP_DOWN, "Step down, as planned"),
    (HOLD, "Hold: stay as often as now for one more step"),
    (BACK, "Step back up: meet more often again for one step"),
)
# What a volunteer may ask for at any time; a coordinator decides.
END_PERSON, END_VOLUNTEER = "end_person", "end_volunteer"
ASKED_FOR = (
    (PAUSE, "A pause, for illness or leave of either of us"),
    (HOLD, "Stay as often as now for one more step"),
    (BACK, "Meet more often again for one step"),
    (END_PERSON, "Stop: the person wants to end"),
    (END_VOLUNTEER, "Stop: I cannot go on, somebody else should"),
)
PROPOSED, APPLIED, TURNED_DOWN = "proposed", "applied", "turned_down"
REVIEW_STATES = ((PROPOSED, "Waits for the coordinator"), (APPLIED, "Done"), (TURNED_DOWN, "Not changed"))
REVIEW = Lifecycle(
    "review", PROPOSED, {PROPOSED: frozenset({APPLIED, TURNED_DOWN}), APPLIED: _FINAL, TURNED_DOWN: _FINAL}
)

# --- Contacts -----------------------------------------------------------------------------------
PLANNED, HELD, NO_ANSWER, REFUSED, MISSED, CANCELLED = (
    "planned",
    "held",
    "no_answer",
    "declined",
    "missed",
    "cancelled",
)
PLANNED_STATES = (
    (PLANNED, "Planned"),
    (HELD, "Held"),
    (NO_ANSWER, "No answer"),
    (REFUSED, "Declined"),
    (MISSED, "Missed"),
    (CANCELLED, "Cancelled"),
)
PLANNED_CONTACT = Lifecycle(
    "planned contact",
    PLANNED,
    {
        PLANNED: frozenset({HELD, NO_ANSWER, REFUSED, MISSED, CANCELLED}),
        # A late call or log may still complete what was given up.
        NO_ANSWER: frozenset({HELD}),
        MISSED: frozenset({HELD, NO_ANSWER, REFUSED}),
        HELD: _FINAL,
        REFUSED: _FINAL,
        CANCELLED: _FINAL,
    },
)
TALKED, TRIED, MOVED, DID_NOT_WANT, NOT_HELD = "talked", "no_answer", "moved", "declined", "missed"
OUTCOMES = (
    (TALKED, "We talked"),
    (TRIED, "No answer"),
    (MOVED, "Moved to another day"),
    (DID_NOT_WANT, "Did not want to talk"),
    (NOT_HELD, "It did not happen"),
)
WELL, MIXED, HARD = "well", "mixed", "hard"
PROGRESS = ((WELL, "Well"), (MIXED, "Mixed"), (HARD, "It was hard"))

# --- A start in the past: what became of the contacts before today ----------------------------------------
STILL_TO_LOG, DID_NOT_HAPPEN = "to-log", "missed"
LATE_STARTS = (
    (STILL_TO_LOG, "They took place, or some did: the volunteer is asked about each"),
    (DID_NOT_HAPPEN, "They did not take place"),
)

# --- When nobody answers: what may be suggested to a coordinator, never done by itself -------------------
RING, MESSAGE, LETTER, END_SUPPORT = "ring", "message", "letter", "end"
FOLLOW_UPS = (
    (RING, "Ring the person yourself, and ask the volunteer what they know"),
    (MESSAGE, "Send the person a message"),
    (LETTER, "Send the person a letter"),
    (END_SUPPORT, "End support: the person could not be reached"),
)

# --- Safeguarding concerns -------------------------------------------------------------------------
RAISED, ACKNOWLEDGED, DECIDED, CLOSED = "raised", "acknowledged", "decided", "closed"
CONCERN_STATES = (
    (RAISED, "Raised"),
    (ACKNOWLEDGED, "Acknowledged"),
    (DECIDED, "Decided"),
    (CLOSED, "Closed"),
)
CONCERN = Lifecycle(
    "worry",
    RAISED,
    {
        RAISED: frozenset({ACKNOWLEDGED}),
        ACKNOWLEDGED: frozenset({DECIDED}),
        DECIDED: frozenset({CLOSED, ACKNOWLEDGED}),
        CLOSED: _FINAL,
    },
)
# Why somebody of the staff sees a worry.
LEAD, DEPUTY, OWNER, STAFF, IN_CHARGE, ASKED = "lead", "deputy", "owner", "staff", "manager", "asked"
CONCERN_READERS = (
    (LEAD, "Leads on worries"),
    (DEPUTY, "Stands in for the lead"),
    (OWNER, "Coordinator of the person"),
    (STAFF, "Everybody is told: no lead is named"),
    (IN_CHARGE, "Scheme manager"),
    (ASKED, "Somebody who sees it asked them"),
)
CONCERN_KINDS = (
    ("physical", "Physical abuse"),
    ("domestic", "Domestic abuse"),
    ("sexual", "Sexual abuse"),
    ("psychological", "Psychological abuse"),
    ("financial", "Financial abuse"),
    ("slavery", "Modern slavery"),
    ("neglect", "Neglect"),
    ("discriminatory", "Discrimination"),
    ("organisational", "Abuse by an organisation"),
    ("self-neglect", "Self-neglect"),
    ("self-harm", "Self-harm or suicide"),
    ("health", "Health is getting worse"),
    ("conduct", "How a volunteer behaves"),
    ("boundary", "A boundary was crossed"),
)

# --- Asking whether somebody wants to volunteer, when their own support has ended ---------------------
YES, NO, LATER = "yes", "no", "later"
LATER_MONTHS = (("3", "In 3 months"), ("6", "In 6 months"), ("12", "In a year"))
INVITATION_ANSWERS = ((YES, "Yes"), (NO, "No"), (LATER, "Later, ask again"))

# --- Quality: what a monthly review asks a person to look at ---------------------------------------------
LATE_LOGS, LOW_DOSE, SAID_NO_TO, WANTS_TALK, NOT_OBSERVED = "late", "dose", "feedback", "talk", "observation"
QUALITY_FLAGS = (
    (WANTS_TALK, "Wants to talk to somebody"),
    (SAID_NO_TO, "Feedback with a no"),
    (LOW_DOSE, "Fewer contacts held than planned"),
    (LATE_LOGS, "Contacts logged late"),
    (NOT_OBSERVED, "Practice not observed"),
)
BY_LINK, ON_PAPER = "link", "paper"
FEEDBACK_WAYS = ((BY_LINK, "By link"), (ON_PAPER, "On paper or by phone"))

# --- Pairs that are kept apart ----------------------------------------------------------------
PERSON_ASKED, VOLUNTEER_ASKED, KNOWN, ENDED_BEFORE = "asked", "volunteer-asked", "known", "ended"
EXCLUSIONS = (
    (PERSON_ASKED, "Asked not to be matched"),
    (VOLUNTEER_ASKED, "The volunteer asked not to be matched"),
    (KNOWN, "Known to each other"),
    (ENDED_BEFORE, "Ended before"),
)
