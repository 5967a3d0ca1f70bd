"""How the referral page is laid out: the headings of the PRSB social prescribing standard, in plain words."""

from django.urls import reverse

from peersupport.core.forms import layout as L

# Asked for only if it is at hand.
MORE = ("email", "postcode", "languages", "diagnosed_year", "times")
NEXT = (
    "You get a reference number at once",
    "A coordinator answers within {days} working days",
    "You see what became of it under “My referrals”, if the person agrees",
)
NEXT_FOR_STAFF = (
    "The referral gets a reference number at once",
    "You or a colleague answers it on the next page, within {days} working days",
    "Tell whoever asked: no message goes to people without an account",
)
WHO = (
    "Adults with a long-term condition who would like to talk to someone living well with the same. "
    "It does not replace mental health or crisis care."
)


def referral_layout(form) -> L.Layout:
    cards = [_person(form), _contact(form), _why(), _peer(form), _safety(), _consent(form)]
    if form.says_who_told:
        cards.insert(0, _who_told())
    return L.Layout(L.Columns(cards, [_aside(form)], kind="main"))


def _bare(form, name: str, kind=L.Field, **options):
    """A field without "(optional)": an empty answer is an answer."""
    return kind(name, label=form.fields[name].label, **options)


def _who_told() -> L.Card:
    return L.Card("Who told us", L.Field("source", small=True), L.Fields("sent_by_name", "received_on"))


def _person(form) -> L.Card:
    return L.Card(
        "The person",
        L.Fields(
            _bare(form, "nhs_number", code=True, inputmode="numeric"),
            _bare(form, "nhs_number_reason"),
            "first_name",
            "last_name",
            "called",
            "practice",
        ),
        "born_on",
    )


def _contact(form) -> L.Card:
    has_error = bool(set(MORE) & set(form.errors)) if form.is_bound else False
    has_more = form.is_bound and any(form[name].value() for name in MORE)
    return L.Card(
        "Contact and information needs",
        _bare(form, "phone", width=20, attributes={"type": "tel"}, inputmode="tel"),
        _bare(form, "may_leave_message", small=True),
        _bare(form, "modes", L.Inline),
        _bare(form, "needs", L.Inline, inline="wide"),
        "needs_other",
        L.Details(
            "E-mail, postcode, language and times, if you know them",
            L.Fields("email", L.Field("postcode", width=10), "languages", L.Field("diagnosed_year", width=4)),
            L.Inline("times"),
            open=has_error or has_more,
        ),
    )


def _why() -> L.Card:
    return L.Card("Why now", L.Inline("conditions", inline="wide"), "reason")


def _peer(form) -> L.Card:
    return L.Card("What matters in a peer", _bare(form, "wishes", L.Inline, inline="wide"), "matters", "role")


def _safety() -> L.Card:
    return L.Card("Safety, and how soon", "safety", L.Field("urgency", small=True))


def _consent(form) -> L.Card:
    practice = form.actor.membership.practice if form.actor.membership else None
    whom = f"{form.actor.name}, {practice.name}" if practice else form.actor.name
    return L.Card(
        "Consent",
        _bare(form, "consent", small=True),
        L.Partial("programmes/referrals_from.html", whom=whom, help=reverse("help")),
        L.Submit("Save referral" if form.says_who_told else "Send referral"),
    )


def _aside(form) -> L.Partial:
    days = form.actor.scheme.answer_within_days
    lines = [line.format(days=days) for line in (NEXT_FOR_STAFF if form.says_who_told else NEXT)]
    return L.Partial("programmes/referrals_aside.html", lines=lines, who=WHO)
