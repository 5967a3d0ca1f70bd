"""One row of every kind of Riverbank, so that every page with a key in its address can be opened."""

from datetime import date
from uuid import UUID

from peersupport.messaging.models import Message
from peersupport.reporting.models import ImportRun
from programmes.models import PlannedContact, Referral
from programmes.services import concerns, referrals, relationships
from tests.cast import Cast
from tests.house.whose_expenses import of_expenses
from tests.house.whose_followups import of_followups
from tests.house.whose_matching import of_matching
from tests.house.whose_plans import of_plans
from tests.house.whose_quality import of_quality
from tests.house.whose_recognition import of_recognition
from tests.house.whose_supervision import OWNERS_OF_SUPERVISION, of_supervision
from tests.house.whose_training import of_training
from tests.house.whose_volunteers import of_volunteers
from volunteers.models import AgreementText, HeldRole, Leave, Reference, Role

# What the key in the address of a page belongs to, by the name of the page, whole or up to the first "-".
OWNERS = {
    "messages-wishes": "volunteer",
    "people": "patient",
    "referrals": "referral",
    "relationships": "relationship",
    "my": "relationship",
    "contacts": "planned",
    "concerns": "concern",
    "volunteers": "volunteer",
    "enrolments": "enrolment",
    "cohorts": "cohort",
    "leave": "leave",
    "covers": "cover",
    "reviews": "review",
    "tapers": "taper",
    "logs": "log",
    "requests": "request",
    "caseloads": "role",
    "imports": "import",
    "members": "membership",
    "held": "held",
    "checks": "check",
    "places": "place",
    "agreements": "agreement",
    "courses": "course",
    "duties": "duty",
    "observations": "observation",
    "asked": "quality question",
    "feedback": "feedback",
    "quality": "quality review",
    "flags": "flag",
    "milestones": "milestone",
    "modules": "module",
    "sessions": "session",
    "questions": "question",
    "certificates": "certificate",
    "expenses": "claim",
    "lines": "claim line",
    "messages": "message",
    "invitations": "patient",
    "enquiries": "volunteer",
    "references": "reference",
    "roles": "role",
    "runs": "run",
    "proposals": "proposal",
    "exclusions": "exclusion",
    "followups": "follow_up",
    "programmes": "programme",
    **OWNERS_OF_SUPERVISION,
}

# What else stands in an address.
FURTHER = {
    "imports-refused": {"kind": "referrals"},
    "messages-wishes": {"kind": "volunteer"},
    "people-consent-give": {"purpose": "research"},
    "people-consent-withdraw": {"purpose": "support"},
}


def owner_of(name: str) -> str | None:
    """What the key in the address of the page of that name belongs to."""
    return OWNERS.get(name) or OWNERS.get(name.split("-")[0])


def one_of_everything(cast: Cast, at) -> dict[str, UUID]:
    """Owner -> key. Mo is coached by Denise, who raised a worry; Dr Whitlock has sent a referral."""
    by = cast.by(cast.priya)
    relationship = relationships.start(
        enrolment=cast.mos_place,
        volunteer=cast.denise,
        by=by,
        at=at,
        start_on=date(2026, 11, 24),
        mode="phone",
    )
    concern = concerns.raise_concern(
        by=cast.by(cast.denise_member), at=at, words="He sounded low", relationship=relationship
    )
    away = {"starts_on": date(2027, 3, 1), "ends_on": date(2027, 3, 5)}
    leave = Leave.make(scheme=cast.scheme, volunteer=cast.denise, **away)
    return {
        "agreement": _agreement(cast).pk,
        **of_training(cast),
        **of_supervision(cast),
        "reference": _reference(cast).pk,
        "role": cast.coach.pk,
        **of_matching(cast, at),
        **of_expenses(cast, at),
        **of_quality(cast, relationship, at),
        **of_recognition(cast),
        **of_plans(cast, relationship, at),
        **of_followups(cast, relationship, at),
        "patient": cast.mo.pk,
        "referral": _referral(cast, at).pk,
        "relationship": relationship.pk,
        "planned": PlannedContact.objects.of(cast.scheme).earliest("number").pk,
        "concern": concern.pk,
        "volunteer": cast.denise.pk,
        "enrolment": cast.mos_place.pk,
        "leave": leave.pk,
        **of_volunteers(cast),
        "import": _import(cast, at).pk,
        "message": Message.objects.of(cast.scheme).filter(recipient_kind="volunteer").first().pk,
    }


def _import(cast: Cast, at) -> ImportRun:
    """Taken by Priya, with a row of referrals that was refused."""
    facts = {"by_key": cast.priya.user_id, "by_name": "Priya Nair", "uploaded_at": at}
    return ImportRun.make(
        scheme=cast.scheme, **facts, state="taken", taken_at=at, referrals="Name,Reason\nAmina,no consent\n"
    )


def _referral(cast: Cast, at) -> Referral:
    sent = referrals.Sent(
        source="clinician",
        first_name="Amina",
        last_name="Yusuf",
        born_on=date(1988, 2, 3),
        consent_to_share=True,
        nhs_number_reason="unknown",
    )
    return referrals.receive(scheme=cast.scheme, by=cast.by(cast.whitlock), at=at, sent=sent)


def _agreement(cast: Cast) -> AgreementText:
    navigator = Role.make(
        scheme=cast.scheme,
        kind="navigator",
        name="Navigator",
        check_level="none",
        check_reason="Shows the way",
    )
    HeldRole.make(scheme=cast.scheme, volunteer=cast.denise, role=navigator, since_on=date(2026, 11, 2))
    return AgreementText.make(
        scheme=cast.scheme,
        role=navigator,
        version=1,
        text="We listen first.",
        published_on=date(2026, 11, 2),
        sign_by_on=date(2026, 12, 2),
    )


def _reference(cast: Cast) -> Reference:
    names = {"first_name": "Edda", "last_name": "Moss", "knows_how": "The choir"}
    return Reference.make(scheme=cast.scheme, volunteer=cast.denise, **names)
