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

# They work with groups, or bring others together: nobody is matched with them one to one.
WITH_GROUPS = {LAY_TUTOR: "Courses only", FACILITATOR: "Groups only", WELCOMER: "Introductions only"}

NO_CHECK, BASIC, STANDARD, ENHANCED = "none", "basic", "standard", "enhanced"
# In rising order: a higher level that is in date also covers a lower one.
CHECK_LEVELS = ((NO_CHECK, "No check"), (BASIC, "Basic"), (STANDARD, "Standard"), (ENHANCED, "Enhanced"))

ON_UPDATE_SERVICE = (STANDARD, ENHANCED)

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
JOINING = (ENQUIRY, APPLICATION, INTERVIEW, REFERENCES, CHECKS, TRAINING, AGREEMENT, READY)
# A candidate names people who know them once somebody has talked with them.
NAMING = (APPLICATION, INTERVIEW, REFERENCES, CHECKS, TRAINING, AGREEMENT)
# Who works with us. Nobody is moved to "on leave": days away with dates say it, and lists count it (`now_in`).
AT_WORK = (READY, ACTIVE)
_ONWARD = (*JOINING, ACTIVE)

VOLUNTEER = Lifecycle(
    "volunteer",
    ENQUIRY,
    {
        # Evidence may arrive in any order, so somebody may jump forward. Nobody slides back by itself:
        # only a coordinator, with a reason, puts somebody back who has not begun.
        **{s: frozenset(_ONWARD) - {s} | {STEPPED_DOWN} for s in JOINING},
        ACTIVE: frozenset({STEPPED_DOWN, READY}),
        STEPPED_DOWN: frozenset({APPLICATION}),
    },
)

# How somebody came to us.
FORM, BY_STAFF, TAKEN_OVER = "form", "staff", "taken_over"
SOURCES = (
    (FORM, "The form on the web"),
    (BY_STAFF, "Told us, on the phone or in person"),
    (TAKEN_OVER, "Taken over from another register"),
)
# Why an enquiry is looked at by a person before anything else happens with it.
HELD_FOR = (
    ("trap", "A box was filled in that people do not see"),
    ("fast", "Sent faster than people type"),
    ("stamp", "Not sent from our page, or from one that was open too long"),
    ("many", "Many enquiries arrived in the same hour"),
    ("known", "Somebody with this e-mail address is known already"),
)
NOT_REAL = "not-real"
# Nobody is blamed: the reasons are there to be counted, so that the scheme can change.
LEAVING = (
    ("health", "Health or energy"),
    ("time", "Not enough time now"),
    ("life", "Work, family or a move"),
    ("role", "The role was not what they hoped for"),
    ("waited", "Joining took too long"),
    ("silent", "We could not reach them"),
    ("not-suitable", "Not the right role for them now"),
    ("evidence", "Checks or references did not allow it"),
    ("done", "Did what they came to do"),
    ("other", "Another reason"),
    (NOT_REAL, "Not a real enquiry, or a duplicate"),
)
SUITABLE, UNSURE, NOT_SUITABLE = "yes", "unsure", "no"
INTERVIEW_OUTCOMES = (
    (SUITABLE, "Yes, go on"),
    (UNSURE, "Not sure, talk again"),
    (NOT_SUITABLE, "No, not in this role now"),
)
RECOMMENDS, AGAINST, CANNOT_SAY = "yes", "no", "cannot-say"
REFERENCE_ANSWERS = (
    (RECOMMENDS, "Yes, I recommend them"),
    (AGAINST, "No, I do not recommend them"),
    (CANNOT_SAY, "I do not know them well enough to say"),
)

_END: frozenset[str] = frozenset()
CLAIM_DRAFT, CLAIM_SENT, CLAIM_RETURNED, CLAIM_APPROVED, CLAIM_PAID = (
    "draft",
    "sent",
    "returned",
    "approved",
    "paid",
)
CLAIM_STATES = (
    (CLAIM_DRAFT, "Not sent yet"),
    (CLAIM_SENT, "Waits for an answer"),
    (CLAIM_RETURNED, "Sent back"),
    (CLAIM_APPROVED, "Approved"),
    (CLAIM_PAID, "Paid"),
)
CLAIM = Lifecycle(
    "claim",
    CLAIM_DRAFT,
    {
        CLAIM_DRAFT: frozenset({CLAIM_SENT}),
        CLAIM_SENT: frozenset({CLAIM_APPROVED, CLAIM_RETURNED}),
        CLAIM_RETURNED: frozenset({CLAIM_SENT}),
        # An approval by mistake can be taken back until it is paid.
        CLAIM_APPROVED: frozenset({CLAIM_PAID, CLAIM_RETURNED}),
        CLAIM_PAID: _END,
    },
)
# The volunteer may still change these; the sums of the others stand as they were decided.
CLAIM_OPEN = (CLAIM_DRAFT, CLAIM_RETURNED)
CLAIM_DECIDED = (CLAIM_APPROVED, CLAIM_PAID)
JOURNEY, COST = "journey", "cost"
CLAIM_KINDS = ((JOURNEY, "Journey by car"), (COST, "Cost with a receipt"))
COSTS = (
    ("travel", "Bus, train or taxi"),
    ("parking", "Parking or toll"),
    ("phone", "Phone or internet"),
    ("care", "Care for somebody while I volunteered"),
    ("food", "Food and drink on a long day"),
    ("material", "Material"),
    ("other", "Something else"),
)
CLAIMED_FOR = (
    ("contact", "A contact with somebody I support"),
    ("course", "A course or group"),
    ("training", "Training"),
    ("meeting", "Supervision or a meeting"),
    ("other", "Something else"),
)

# What volunteers give their time to. A higher room adds what only it knows (selectors/activity.py).
CONTACT, COURSE, TRAINED, MEETING, OTHER_DUTY = "contact", "course", "training", "meeting", "other"
ACTIVITIES = (
    (CONTACT, "Contacts with people supported"),
    (COURSE, "Courses and groups"),
    (TRAINED, "Training"),
    (MEETING, "Supervision and meetings"),
    (OTHER_DUTY, "Something else"),
)
DUTIES = tuple(pair for pair in ACTIVITIES if pair[0] in (COURSE, MEETING, OTHER_DUTY))
# What a milestone counts.
CONTACTS_HELD, HOURS_GIVEN, YEARS_HERE = "contacts", "hours", "years"
MILESTONES = (
    (CONTACTS_HELD, "Contacts held"),
    (HOURS_GIVEN, "Hours given"),
    (YEARS_HERE, "Years as a volunteer"),
)
USUAL_MILESTONES = (
    *((CONTACTS_HELD, number) for number in (1, 10, 50, 100)),
    *((YEARS_HERE, number) for number in (1, 2, 5)),
)

# Questions of a scheme's own, for those who watch practice and for people supported. Never a licensed text.
OBSERVATION, FEEDBACK = "observation", "feedback"
QUESTION_USES = ((OBSERVATION, "Observing practice"), (FEEDBACK, "Feedback from people supported"))
SAID_YES, SAID_PARTLY, SAID_NO, NOT_SAID = "yes", "partly", "no", "not-said"
ANSWERS = ((SAID_YES, "Yes"), (SAID_PARTLY, "Partly"), (SAID_NO, "No"), (NOT_SAID, "Cannot say"))
USUAL_QUESTIONS = (
    (OBSERVATION, "Listens more than they talk"),
    (OBSERVATION, "Leaves decisions with the person"),
    (OBSERVATION, "Keeps to the role, and gives no advice about treatment"),
    (OBSERVATION, "Says what happens next, and when"),
    (OBSERVATION, "Knows what to do with a worry"),
    (FEEDBACK, "Do they listen to you?"),
    (FEEDBACK, "Do they keep to what you agreed?"),
    (FEEDBACK, "Do you feel respected?"),
    (FEEDBACK, "Does it help you in your day-to-day life?"),
)
MOST_QUESTIONS = {OBSERVATION: 8, FEEDBACK: 5}

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

# Offered, never asked for.
HEALTH, HOLIDAY = "health", "holiday"
LEAVE_REASONS = (
    (HEALTH, "Health, or no energy"),
    (HOLIDAY, "Holiday"),
    ("life", "Family, work or a move"),
    ("other", "Something else"),
)

FEMALE, MALE, OTHER_SEX = "female", "male", "other"
SEXES = ((FEMALE, "Female"), (MALE, "Male"), (OTHER_SEX, "Prefers another word"))

# How a module of a course is learned.
ONLINE, LIVE, HALF_DAY, ELSEWHERE = "online", "live", "half-day", "elsewhere"
MODULE_WAYS = (
    (ONLINE, "Online, at one's own pace"),
    (LIVE, "Live practice"),
    (HALF_DAY, "Half day"),
    (ELSEWHERE, "Elsewhere, with a certificate"),
)
WITH_SESSIONS = (LIVE, HALF_DAY)

PRESENT, EXCUSED, ABSENT, CAUGHT_UP = "present", "excused", "absent", "caught-up"
ATTENDANCE = (
    (PRESENT, "Present"),
    (EXCUSED, "Excused"),
    (ABSENT, "Absent"),
    (CAUGHT_UP, "Caught up another way"),
)
ATTENDED = (PRESENT, CAUGHT_UP)

ENERGY = (
    ("half-hour", "Half an hour at a time"),
    ("hour", "An hour at a time"),
    ("half-day", "Half a day, with breaks"),
    ("varies", "It changes from day to day"),
)
DIGITAL = (
    ("fine", "I have what I need for online training"),
    ("help", "I have a device, and would like help with it"),
    ("none", "I have no device, or no internet"),
)
DEVICE_LOANS = (("wanted", "Would like to borrow one"), ("lent", "Has one on loan"))

# Roles of staff who may supervise.
COORDINATES = ("coordinator", "manager")
# Supervision: one-to-one, or in a group small enough that everybody speaks.
ONE_TO_ONE, GROUP = "one", "group"
SUPERVISION_KINDS = ((ONE_TO_ONE, "One-to-one"), (GROUP, "Group"))
LARGEST_GROUP = 12
# Fixed meanings; each role has its own names for them, and says what shows that somebody is there.
NEW_LEVEL, DEVELOPING, COMPETENT = "new", "developing", "competent"
LEVELS = ((NEW_LEVEL, "New"), (DEVELOPING, "Developing"), (COMPETENT, "Competent"))
INVITED = "invited"
PLACE_STATES = ((INVITED, "Invited"), (PRESENT, "Present"), (EXCUSED, "Excused"), (ABSENT, "Absent"))
REGISTER = ((PRESENT, "Present"), (EXCUSED, "Excused"), (ABSENT, "Absent"))
BY_VOLUNTEER, BY_SUPERVISOR = "volunteer", "supervisor"
ACTORS = ((BY_VOLUNTEER, "The volunteer"), (BY_SUPERVISOR, "The supervisor"))
OPEN, DONE, DROPPED = "open", "done", "dropped"
ACTION_STATES = ((OPEN, "Open"), (DONE, "Done"), (DROPPED, "Dropped"))
AGREED = Lifecycle(
    "agreed action", OPEN, {OPEN: frozenset({DONE, DROPPED}), DONE: frozenset(), DROPPED: frozenset()}
)

# How volunteers are. Nobody is scored: somebody asks, and somebody acts.
AFTER_HARD, FROM_TIME_TO_TIME, ASKED_FOR = "hard", "interval", "asked"
CHECK_IN_REASONS = (
    (AFTER_HARD, "After a contact that was hard"),
    (FROM_TIME_TO_TIME, "Asked from time to time"),
    (ASKED_FOR, "Asked for a talk"),
)
FINE, TALK = "fine", "talk"
CHECK_IN_ANSWERS = ((FINE, "I'm fine"), (TALK, "I'd like a talk"))
CARE_OUTCOMES = (
    ("fine", "We talked, and they are fine for now"),
    ("fewer", "Fewer people or contacts for a while"),
    ("break", "Some days away"),
    ("closer", "Closer supervision for a while"),
    ("other-help", "Told where else to find help"),
    ("looked", "I looked, and there is nothing to do"),
)

# A life that two people can share, as it stands in a sentence. What somebody has been through is part of it.
LIFE = {
    "works": "working",
    "cares": "caring for somebody",
    "benefits": "living on benefits",
    "lives-alone": "living alone",
    "night-shifts": "working nights",
    "surgery": "having been through surgery",
}
LIFE_CHOICES = tuple((code, words.capitalize()) for code, words in LIFE.items())
