"""Starting points for each kind of role. A scheme changes them; each level is to be confirmed locally."""

from volunteers.choices import (
    BASIC,
    BEFRIENDER,
    COACH,
    ENHANCED,
    FACILITATOR,
    LAY_TUTOR,
    NAVIGATOR,
    NO_CHECK,
    PEER_MENTOR,
    WELCOMER,
)

ON_FROM_THE_START = (LAY_TUTOR, BEFRIENDER, NAVIGATOR, COACH)
_CONFIRM = "Confirm it with the body that runs your checks"

# Caseloads: the coach's tapers, two people, one more, two more; all others hold a fixed number.
_USUAL: dict[str, dict] = {
    LAY_TUTOR: {
        "check_level": BASIC,
        "check_reason": f"Teaches groups together with a professional. {_CONFIRM}",
        "people_at_once": 2,
    },
    BEFRIENDER: {
        "check_level": ENHANCED,
        "check_reason": f"Regular contact alone with people who are ill, also at home. {_CONFIRM}",
        "people_at_once": 3,
    },
    NAVIGATOR: {
        "check_level": BASIC,
        "check_reason": f"Tells people about local help, not alone at home. {_CONFIRM}",
        "people_at_once": 6,
    },
    COACH: {
        "check_level": ENHANCED,
        "check_reason": f"Regular contact alone with patients of a health service. {_CONFIRM}",
        "caseload": "hcc",
        "people_at_once": 5,
    },
    WELCOMER: {
        "check_level": NO_CHECK,
        "check_reason": "Greets people at sessions and is never alone with them",
        "people_at_once": 1,
        "references_needed": 1,
    },
    FACILITATOR: {
        "check_level": BASIC,
        "check_reason": f"Leads groups, with somebody else present. {_CONFIRM}",
        "people_at_once": 1,
    },
    PEER_MENTOR: {
        "check_level": ENHANCED,
        "check_reason": f"Regular contact alone with people who are ill. {_CONFIRM}",
        "people_at_once": 3,
    },
}


def usual(kind: str) -> dict:
    """Columns of a Role of this kind to begin with; nothing for a kind that is not known."""
    return dict(_USUAL.get(kind, {}))
