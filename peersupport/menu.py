"""The menu of each role, and what every page knows about who is here."""

from django.urls import reverse

from peersupport.accounts import permissions as may

LEARNING = ("training", "courses", "modules", "sessions", "certificates")
SUPERVISING = ("supervision", "stand-ins", "actions")
# (permission, text, URL name, first part of the addresses that belong to it)
ITEMS = (
    (may.SEE_TODAY, "Today", "today", ("today",)),
    (
        may.SEE_PEOPLE,
        "People",
        "people",
        (
            "people",
            "referrals",
            "waiting-list",
            "cohorts",
            "contacts",
            "relationships",
            "reviews",
            "tapers",
            "caseloads",
            "dose",
            "logs",
            "follow-ups",
            "programmes",
        ),
    ),
    (
        may.SEE_VOLUNTEERS,
        "Volunteers",
        "volunteers",
        (
            "volunteers",
            "recruitment",
            "references",
            "invitations",
            "roles",
            *LEARNING,
            "agreements",
            "expenses",
            "milestones",
            "quality",
            "feedback",
            *SUPERVISING,
        ),
    ),
    (may.MATCH_PEOPLE, "Matching", "matching", ("matching", "enrolments", "runs", "proposals")),
    (may.WORK_CONCERNS, "Worries", "concerns", ("concerns",)),
    (may.SEE_MESSAGES, "Messages", "messages", ("messages", "timers")),
    (may.SEE_REPORTS, "Forecast", "forecast", ("forecast",)),
    (may.SEE_REPORTS, "Fairness", "fairness", ("fairness",)),
    (may.IMPORT, "Import", "imports-new", ("imports",)),
    (may.MANAGE_SCHEME, "Staff", "members", ("members",)),
    (may.SEE_AUDIT, "Audit", "audit", ("audit",)),
)
# One word each: on a phone the first ones stay in view, the others are one tap away under "More", on every page.
VOLUNTEER_ITEMS = (
    (may.SEE_MY_PEOPLE, "My people", "my-people", ("my-people", "relationships", "my-calendar")),
    (may.RAISE_CONCERNS, "I am worried", "concerns-new", ("concerns",)),
    (may.SEE_MY_PEOPLE, "I still need", "my-needs", ("my-needs", "my-joining", "agreements", "check-ins")),
    (may.SEE_MY_PEOPLE, "Training", "my-training", ("my-training", "modules")),
    (may.SEE_MY_PEOPLE, "Supervision", "my-supervision", ("my-supervision", "my-actions", "my-practice")),
    (may.SEE_MY_PEOPLE, "Days away", "my-availability", ("my-availability", "leave")),
    (may.CLAIM_EXPENSES, "Claims", "expenses-own", ("my-expenses",)),
    (may.SEE_MY_PEOPLE, "Hours", "my-hours", ("my-hours",)),
    (may.SEE_MY_PEOPLE, "My details", "my-details", ("my-details", "my-messages")),
)
REFERRER_ITEMS = (
    (may.REFER, "Refer someone", "referrals-new", ("referrals/new",)),
    (may.REFER, "My referrals", "referrals-mine", ("referrals",)),
)


def items(actor) -> tuple:
    if actor.can(may.SEE_MY_PEOPLE):
        return VOLUNTEER_ITEMS
    return ITEMS if actor.can(may.SEE_PEOPLE) else REFERRER_ITEMS


def context(request) -> dict:
    """`menu`, `scheme_name` and `account_name` for the header."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return {"menu": [], "scheme_name": "", "account_name": ""}
    here = request.path.strip("/")
    mine = [item for item in items(actor) if actor.can(item[0])]
    current = next((name for _, _, name, parts in mine if here.startswith(parts)), None)
    menu = [{"text": text, "url": reverse(name), "current": name == current} for _, text, name, _ in mine]
    owed = getattr(request, "second_factor_owed", None)
    return {
        "menu": menu,
        "second_factor_owed": owed,
        "has_other_work": getattr(request, "has_other_work", False),
        "scheme_name": actor.scheme.name,
        "account_name": actor.name,
    }
