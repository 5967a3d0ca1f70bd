"""Words of the agreements, for staff and for the volunteer."""

from collections.abc import Iterable

from django.urls import reverse

from peersupport.core.presenters import Action, Cell, Column, Event, Filter, Link, Row, Table, ToDo
from peersupport.core.templatetags.words import day, long_day
from volunteers.models import Agreement, AgreementText, Role, Volunteer
from volunteers.selectors.agreements import Document
from volunteers.selectors.agreements_rules import Owed

NOT_PUBLISHED = (
    "Nothing is published yet. Until then, record each signature on paper on the volunteer's record"
)

WAITING, SIGNED = "waiting", "signed"
EMPTY = {WAITING: "Nobody has to sign this version.", SIGNED: "Signatures appear here."}


def crumbs() -> list[Link]:
    return [Link("Volunteers", reverse("volunteers")), Link("Training", reverse("training"))]


def table(found: Iterable[Document], *, manages: bool) -> Table:
    columns = ("Document", "Newest version", "Sign by", "Signed", "Not signed")
    do = [Column("Publish", hidden=True)] if manages else []
    rows = [_row(line, manages) for line in found]
    return Table("What volunteers sign", [*(Column(words) for words in columns), *do], rows)


def _row(line: Document, manages: bool) -> Row:
    text = line.text
    publish = Cell(actions=[_publish(line)], full=True)
    if text is None:
        cells = (
            Cell(line.name),
            Cell(NOT_PUBLISHED if line.role else "Nothing is published yet", quiet=True, full=True),
            Cell("–", label="Sign by"),
            Cell(str(line.signed) if line.role else "–", label="On paper", number=True),
            Cell(str(line.waiting) if line.role else "–", label="Not signed", number=True),
        )
        return Row((*cells, publish) if manages else cells)
    place = reverse("agreements-detail", args=[text.pk])
    cells = (
        Cell(line.name, place, full=True),
        Cell(f"Version {text.version}", sub=day(text.published_on), full=True),
        Cell(day(text.sign_by_on), label="Sign by", full=True),
        Cell(str(line.signed), label="Signed", number=True),
        Cell(str(line.waiting), label="Not signed", number=True),
    )
    return Row((*cells, publish) if manages else cells)


def _publish(line: Document) -> Action:
    place = publish_address(line.role)
    return Action("New version" if line.text else "Publish", place, hidden=f"of {line.name}")


def publish_address(role: Role | None) -> str:
    return reverse("agreements-new") + (f"?role={role.pk}" if role else "")


def filters(text: AgreementText, counts: dict[str, int], current: str) -> list[Filter]:
    place = reverse("agreements-detail", args=[text.pk])
    said = {WAITING: "Have not signed", SIGNED: "Have signed"}
    return [
        Filter(words, f"{place}?show={code}", counts[code], current=code == current)
        for code, words in said.items()
    ]


def waiting(people: Iterable[Volunteer], text: AgreementText) -> Table:
    rows = [
        Row((
            Cell(one.name, reverse("volunteers-detail", args=[one.pk]), full=True),
            Cell(one.get_stage_display(), label="Stage", full=True),
            Cell(one.phone or one.email or "No contact", label="Reach", full=True),
        ))
        for one in people
    ]  # fmt: skip
    columns = [Column(words) for words in ("Volunteer", "Stage", "Reach them")]
    return Table(f"Who has not signed {text.name}", columns, rows)


def signed(rows: Iterable[Agreement]) -> Table:
    columns = [Column(words) for words in ("Volunteer", "Signed", "As")]
    lines = [
        Row((
            Cell(row.volunteer.name, reverse("volunteers-detail", args=[row.volunteer_id]), full=True),
            Cell(day(row.signed_on), label="Signed", full=True),
            Cell(row.signed_as or f"On paper, seen by {row.seen_by}", label="As", full=True),
        ))
        for row in rows
    ]  # fmt: skip
    return Table("Who has signed this version", columns, lines)


def history(versions: Iterable[AgreementText]) -> list[Event]:
    return [_version(text) for text in versions]


def _version(text: AgreementText) -> Event:
    by = f", {text.published_by.user.name}" if text.published_by else ""
    new = f". {text.changes}" if text.changes else ""
    return Event(day(text.published_on), f"Version {text.version}{by}{new}", text.published_on)


def note(text: AgreementText) -> str:
    return (
        f"Version {text.version}, published {day(text.published_on)}, to be signed by {day(text.sign_by_on)}"
    )


def to_sign(lines: Iterable[Owed]) -> list[ToDo]:
    """What a volunteer still has to sign; also on the page of their people."""
    return [_to_sign(one, one.text) for one in lines]


def _to_sign(one: Owed, text: AgreementText) -> ToDo:
    when = f"Sign by {day(one.by_on)}" if one.by_on else "Sign it before you are given somebody new"
    what = "the new agreement" if text.version > 1 else "the agreement"
    if text.role_id is None:
        what = "our new principles" if text.version > 1 else "our principles"
    action = Action("Read it", reverse("agreements-sign", args=[text.pk]), hidden=text.name)
    return ToDo(f"Read {what}", f"{text.name}. {when}", action)


def receipt(signature: Agreement) -> dict:
    how = f"as {signature.signed_as}" if signature.signed_as else "on paper"
    return {"words": f"Signed on {long_day(signature.signed_on)} {how}."}
