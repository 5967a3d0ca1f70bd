"""One referral, as a coordinator reads it before answering."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from peersupport.core.forms.plain import in_sentence
from peersupport.core.presenters import Action, Cell, Column, Fact, Link, PersonHeader, Row, Table, Tag
from peersupport.core.templatetags.words import count, day, long_day, nhs_number
from programmes.choices import NEEDS, RECEIVED, WISHES
from programmes.models import Referral
from programmes.presenters.referrals import STATES, URGENCY
from programmes.selectors.referrals_open import Alike
from volunteers.choices import MODES, TIMES

NOT_SAID = "Not said"


@dataclass(frozen=True)
class Part:
    title: str
    facts: list[Fact]


def header(row: Referral, *, today: date, days: int, limit: int) -> PersonHeader:
    number = f"NHS number {nhs_number(row.nhs_number)}" if row.nhs_number else "NHS number not known"
    called = f"{row.full_name}, " if row.full_name != row.name else ""
    late = [Tag(f"Over the target of {count(limit, 'working day')}", "orange")]
    tags = [
        STATES[row.state],
        *([URGENCY[row.urgency]] if row.urgency in URGENCY else []),
        *(late if row.state == RECEIVED and days > limit else []),
        *(Tag(text, "purple") for text in _names(NEEDS, row.needs)),
    ]
    return PersonHeader(
        row.name,
        (
            f"{called}{row.age(today)} (born {long_day(row.born_on).split(' ', 1)[1]})",
            number,
            row.practice.name if row.practice else "No practice",
        ),
        tags,
        note=f"Referral {row.reference}, received {day(row.received_on)}",
    )


def parts(row: Referral, *, terms: Mapping[str, str]) -> list[Part]:
    """All that was sent, under the headings of the form. `terms` are the scheme's words by code."""
    return [
        Part("Why now", list(_why(row, terms))),
        Part("Contact and information needs", list(_contact(row, terms))),
        Part("What matters in a peer", list(_peer(row))),
        Part("Safety and consent", list(_safety(row))),
    ]


def _contact(row: Referral, terms: Mapping[str, str]) -> Iterable[Fact]:
    message = "OK to leave a message" if row.may_leave_message else "Leave no message"
    yield Fact("Phone", f"{row.phone}\n{message}" if row.phone else NOT_SAID)
    yield Fact("E-mail", row.email or NOT_SAID)
    if row.postcode:
        yield Fact("Postcode", row.postcode)
    yield Fact("Contact by", listed(_names(MODES, row.modes)))
    if row.times:
        yield Fact("Good times", listed(_names(TIMES, row.times)))
    if row.languages:
        yield Fact("Language", listed(_terms(terms, row.languages)))
    needs = [*_names(NEEDS, row.needs), *filter(None, [row.needs_other])]
    yield Fact("Information needs", listed(needs) if needs else "None said")


def _why(row: Referral, terms: Mapping[str, str]) -> Iterable[Fact]:
    since = f" (since {row.diagnosed_year})" if row.diagnosed_year else ""
    yield Fact("Conditions", listed(_terms(terms, row.conditions)) + since)
    yield Fact("Reason and hopes", row.reason or NOT_SAID)
    yield Fact("How soon", row.get_urgency_display())


def _peer(row: Referral) -> Iterable[Fact]:
    yield Fact("It matters that the peer", listed(_names(WISHES, row.wishes)))
    if row.matters:
        yield Fact("In their own words", row.matters)
    yield Fact("Kind of support", row.role.name if row.role else "The coordinator decides")


def _safety(row: Referral) -> Iterable[Fact]:
    yield Fact("To be safe", row.safety or "Nothing said")
    tell = "Telling the referrer" if row.consent_to_tell else "Do not tell the referrer"
    yield Fact(
        "Agreed to",
        tags=[Tag("Contact and support", "green"), Tag(tell, "green" if row.consent_to_tell else "grey")],
    )
    yield Fact("Referred by", f"{row.sent_by_name}\n{row.get_source_display()}")


def answer(row: Referral) -> list[Fact]:
    """How it was answered."""
    facts = [
        Fact("Answer", tags=[STATES[row.state]]),
        Fact("By", f"{row.answered_by}, {day(row.answered_on)}"),
    ]
    if row.answer_reason:
        facts.append(Fact("Reason", row.get_answer_reason_display()))
    if row.answer_note:
        facts.append(Fact("Note to the referrer", row.answer_note))
    if row.patient_id:
        person = Link("Open", reverse("people-detail", args=[row.patient_id]), "their page")
        facts.append(Fact("Person", row.patient.name, change=person))
    return facts


def owner_action(row: Referral, *, membership) -> Action | None:
    """ "Take this", or taking it over from a colleague."""
    if row.state != RECEIVED or row.owner == membership:
        return None
    place = reverse("referrals-take", args=[row.pk])
    if row.owner:
        return Action(f"Take over from {row.owner.user.name}", f"{place}?from={row.owner_id}", post=True)
    return Action("Take this", place, post=True)


# --- Side by side ---------------------------------------------------------------------------------


def side_by_side(row: Referral, alike: list[Alike]) -> Table | None:
    """This referral and everybody who may be the same person, a row each."""
    if not alike:
        return None
    columns = [Column(text) for text in ("Who", "Same", "Born", "NHS number", "Practice", "Phone")]
    here = _person_row(row, Cell("This referral", sub=row.full_name, full=True), "")
    return Table("This referral, and who may be the same person", columns, [here, *map(_alike_row, alike)])


def _alike_row(alike: Alike) -> Row:
    same = "NHS number" if alike.same_number else "Surname and date of birth"
    if alike.row is None:
        blank = [Cell("") for _ in range(4)]
        return Row([Cell("Somebody in another team", full=True), Cell(same, label="Same"), *blank])
    return _person_row(alike.row, _who(alike), same)


def _who(alike: Alike) -> Cell:
    if not alike.is_patient:
        what = f"Referral of {day(alike.row.received_on)}, {alike.row.get_state_display().lower()}"
        return Cell(alike.row.full_name, reverse("referrals-detail", args=[alike.key]), sub=what, full=True)
    places = [f"{place.get_state_display().lower()}: {place.cohort}" for place in alike.places]
    what = f"On record, {'; '.join(places) or 'no place'}"
    return Cell(alike.row.full_name, reverse("people-detail", args=[alike.key]), sub=what, full=True)


def _person_row(row, who: Cell, same: str) -> Row:
    return Row(
        (
            who,
            Cell(same, label="Same" if same else ""),
            Cell(day(row.born_on), label="Born"),
            Cell(nhs_number(row.nhs_number) or "Not known", label="NHS number", nowrap=True),
            Cell(row.practice.name if row.practice else "None", label="Practice"),
            Cell(row.phone or "None", label="Phone", nowrap=True),
        )
    )


def listed(names: Iterable[str]) -> str:
    """ "Phone, video"."""
    first, *rest = [*names] or [NOT_SAID]
    return ", ".join([first, *map(in_sentence, rest)])


def _names(choices, codes) -> list[str]:
    return [str(text) for code, text in choices if code in codes]


def _terms(terms: Mapping[str, str], codes) -> list[str]:
    return [terms.get(code, code.replace("-", " ")) for code in codes]
