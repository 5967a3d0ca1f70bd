"""Who may do what: roles as a table. A permission that is not in a row is a no."""

from peersupport.accounts import permissions as may

MANAGER, COORDINATOR, VOLUNTEER, REFERRER, AUDITOR = (
    "manager",
    "coordinator",
    "volunteer",
    "referrer",
    "auditor",
)

ROLES = (
    (MANAGER, "Scheme manager"),
    (COORDINATOR, "Coordinator"),
    (VOLUNTEER, "Volunteer"),
    (REFERRER, "Clinician who refers"),
    (AUDITOR, "Read-only auditor"),
)

# Those without an account, by a public page or by a link that was sent to them, and what the audit calls them.
ENQUIRER, CANDIDATE, REFEREE, PERSON, GRADUATE = "enquirer", "candidate", "referee", "person", "graduate"
OUTSIDE = (
    (ENQUIRER, "The public form"),
    (CANDIDATE, "The candidate, by link"),
    (REFEREE, "The referee, by link"),
    (PERSON, "The person, by link"),
    (GRADUATE, "The person asked to volunteer, by link"),
)
SYSTEM = "system"

_READS = {may.SEE_TODAY, may.SEE_PEOPLE, may.SEE_VOLUNTEERS, may.SEE_REPORTS, may.SEE_MESSAGES}
_COORDINATES = _READS | {
    may.WORK_REFERRALS,
    may.MATCH_PEOPLE,
    may.PLAN_SUPPORT,
    may.LOG_CONTACTS,
    may.RAISE_CONCERNS,
    may.WORK_CONCERNS,
    may.WORK_VOLUNTEERS,
    may.ENQUIRE,
    may.SUPERVISE,
    may.WORK_MESSAGES,
    may.SEE_EXPENSES,
    may.DECIDE_EXPENSES,
    may.REFER,
    may.IMPORT,
}

PERMISSIONS: dict[str, frozenset[str]] = {
    MANAGER: frozenset(
        _COORDINATES | {may.MANAGE_PROGRAMMES, may.MANAGE_SCHEME, may.SEE_AUDIT, may.PAY_EXPENSES}
    ),
    COORDINATOR: frozenset(_COORDINATES),
    VOLUNTEER: frozenset(
        {may.SEE_MY_PEOPLE, may.LOG_CONTACTS, may.RAISE_CONCERNS, may.CLAIM_EXPENSES, may.NAME_REFEREES}
    ),
    REFERRER: frozenset({may.REFER}),
    AUDITOR: frozenset(_READS | {may.SEE_AUDIT, may.SEE_EXPENSES}),
}
PERMISSIONS_OUTSIDE: dict[str, frozenset[str]] = {
    ENQUIRER: frozenset({may.ENQUIRE}),
    CANDIDATE: frozenset({may.NAME_REFEREES}),
    REFEREE: frozenset({may.GIVE_REFERENCES}),
    PERSON: frozenset({may.GIVE_FEEDBACK}),
    GRADUATE: frozenset({may.ANSWER_INVITATIONS}),
}
EVERYTHING = frozenset(value for name, value in vars(may).items() if name.isupper())
# What each role may do, of members and others; a role that is not here may do nothing.
MAY = PERMISSIONS | PERMISSIONS_OUTSIDE | {SYSTEM: EVERYTHING}
