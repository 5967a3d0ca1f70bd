"""Fixed meanings and lifecycles of people who give support."""

from peersupport.core.lifecycles import Lifecycle

LAY_TUTOR, BEFRIENDER, NAVIGATOR, COACH = "lay_tutor", "befriender", "navigator", "coach"
WELCOMER, FACILITATOR, PEER_MENTOR = "welcomer", "facilitator", "peer_mentor"
ROLE_KINDS = (
    (LAY_TUTOR, "Lay tutor"),
    (BEFRIENDER, "Befriender"),
    (NAVIGATOR, "Navigator"),
    (COACH, "Coach"),
    (WELCOMER, "Welcomer"),
    (FACILITATOR, "Group facilitator"),
    (PEER_MENTOR, "Peer mentor"),
)

NO_CHECK, BASIC, STANDARD, ENHANCED = "none", "basic", "standard", "enhanced"
# In rising order: a higher level that is in date also covers a lower one.
CHECK_LEVELS = ((NO_CHECK, "No check"), (BASIC, "Basic"), (STANDARD, "Standard"), (ENHANCED, "Enhanced"))

ENQUIRY, APPLICATION, INTERVIEW, REFERENCES = "enquiry", "application", "interview", "references"
CHECKS, TRAINING, AGREEMENT, READY = "checks", "training", "agreement", "ready"
ACTIVE, ON_LEAVE, STEPPED_DOWN = "active", "on_leave", "stepped_down"
STAGES = (
    (ENQUIRY, "Enquiry"),
    (APPLICATION, "Application"),
    (INTERVIEW, "Interview"),
    (REFERENCES, "References"),
    (CHECKS, "Checks"),
    (TRAINING, "Training"),
    (AGREEMENT, "Agreement"),
    (READY, "Ready"),
    (ACTIVE, "Active"),
    (ON_LEAVE, "On leave"),
    (STEPPED_DOWN, "Stepped down"),
)
_ONWARD = (ENQUIRY, APPLICATION, INTERVIEW, REFERENCES, CHECKS, TRAINING, AGREEMENT, READY, ACTIVE)

VOLUNTEER = Lifecycle(
    "volunteer",
    ENQUIRY,
    {
        # Evidence may arrive in any order, so somebody may jump forward; nobody slides back by itself.
        **{s: frozenset(_ONWARD[i + 1 :]) | {STEPPED_DOWN} for i, s in enumerate(_ONWARD[:-1])},
        ACTIVE: frozenset({ON_LEAVE, STEPPED_DOWN, READY}),
        ON_LEAVE: frozenset({ACTIVE, STEPPED_DOWN}),
        STEPPED_DOWN: frozenset({APPLICATION}),
    },
)

DAYS = (
    ("mon", "Monday"),
    ("tue", "Tuesday"),
    ("wed", "Wednesday"),
    ("thu", "Thursday"),
    ("fri", "Friday"),
    ("sat", "Saturday"),
    ("sun", "Sunday"),
)
PARTS = (("am", "morning"), ("pm", "afternoon"), ("eve", "evening"))
TIMES = tuple((f"{d}-{p}", f"{day} {part}") for d, day in DAYS for p, part in PARTS)

PHONE, VIDEO, IN_PERSON, TEXT = "phone", "video", "in-person", "text"
MODES = ((PHONE, "Phone"), (VIDEO, "Video"), (IN_PERSON, "In person"), (TEXT, "Text"))

FEMALE, MALE, OTHER_SEX = "female", "male", "other"
SEXES = ((FEMALE, "Female"), (MALE, "Male"), (OTHER_SEX, "Prefers another word"))
