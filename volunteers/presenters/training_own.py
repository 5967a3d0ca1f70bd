"""A volunteer's own training, in words said to them."""

from collections.abc import Iterable

from django.urls import reverse

from peersupport.core.presenters import Action, Cell, Column, Event, Fact, Link, Row, Table, ToDo
from peersupport.core.templatetags.words import count, day
from volunteers.choices import ELSEWHERE, ONLINE
from volunteers.choices_certificates import CERTIFICATE_WAITS
from volunteers.models import Certificate, Module, Question, QuizTry, Session, TrainingNeeds
from volunteers.presenters import certificates
from volunteers.presenters.courses import hour
from volunteers.presenters.training import tag
from volunteers.selectors.certificates import newest
from volunteers.selectors.training_facts import Learned, Need
from volunteers.selectors.training_own import MyTraining

LONG_WAIT = "Your coordinator tells you the next date."


def to_do(mine: MyTraining) -> list[ToDo]:
    """What I still need, each with how it is done."""
    sent = newest(mine.certificates)
    return [_to_do(line, mine.sessions, sent.get(line.module.pk)) for line in mine.needs if line.is_open]


def _to_do(line: Need, sessions: Iterable[Session], sent: Certificate | None) -> ToDo:
    module = line.module
    due = "" if line.state == "to do" else f"{tag(line).text}. "
    if module.way == ELSEWHERE or (sent is not None and sent.state == CERTIFICATE_WAITS):
        return certificates.to_do(module, sent, due)
    if module.way == ONLINE:
        words = "Start" if line.state == "to do" else "Refresh"
        action = Action(words, reverse("modules-do", args=[module.pk]), hidden=module.name)
        return ToDo(module.name, f"{due}Online, at your own pace", action)
    first = next((row for row in sessions if row.module_id == module.pk), None)
    return ToDo(module.name, f"{due}{when(first)}" if first else f"{due}{LONG_WAIT}")


def when(session: Session) -> str:
    place = f", {session.place}" if session.place else ""
    return f"{day(session.on)} at {hour(session.at)}, {count(session.minutes, 'minute')}{place}"


def next_date(mine: MyTraining) -> str:
    if not mine.sessions:
        return ""
    first = mine.sessions[0]
    return f"{first.module.name}: {when(first)}."


def later(mine: MyTraining) -> list[str]:
    return [f"{row.module.name}: {when(row)}" for row in mine.sessions[1:]]


def done(mine: MyTraining) -> list[Event]:
    """Modules, and training that I brought with me, newest first."""
    rows = [(line.done_on, line.module.name) for line in mine.needs if line.done_on]
    rows += [(row.finished_on, brought(row)) for row in mine.brought]
    rows.sort(key=lambda pair: pair[0], reverse=True)
    return [Event(day(on), words, on) for on, words in rows]


def brought(row: Learned) -> str:
    """Training as a whole that somebody brought with them."""
    until = f", counts until {day(row.until)}" if row.until else ""
    return f"{row.brought}, brought with you{until}"


def said(needs: TrainingNeeds | None) -> list[Fact]:
    if needs is None:
        return []
    facts = (
        ("At a time", needs.get_energy_display()),
        ("Online", needs.get_digital_display()),
        ("Device", needs.get_loan_display()),
        ("Times", count(len(needs.times), "time of the week", "times of the week") if needs.times else ""),
        ("Also", needs.note),
    )
    return [Fact(key, value) for key, value in facts if value]


def result(last: QuizTry | None, module: Module) -> dict | None:
    """How the last try went."""
    if last is None or not module.pass_mark:
        return None
    score = f"{last.right} of {last.out_of} right."
    if 100 * last.right >= module.pass_mark * last.out_of:
        return {"strong": "Passed.", "text": score}
    again = f"{score} You need {module.pass_mark}%. Read it once more and try again, as often as you like."
    return {"strong": "Not yet.", "text": again}


def questions(rows: Iterable[Question]) -> list[dict]:
    """Each with its answers and the button that takes it away."""
    return [
        {
            "words": row.words,
            "answers": [
                (line, number == row.right) for number, line in enumerate(row.answers.split("\n"), 1)
            ],
            "remove": Action(
                "Remove", reverse("questions-remove", args=[row.pk]), hidden=row.words, post=True
            ),
        }
        for row in rows
    ]


def done_table(rows: Iterable[tuple]) -> Table:
    """Modules done, for those who coordinate: (ModuleDone, Certificate or None)."""
    columns = [Column("Module"), Column("Done"), Column("Certificate")]
    lines = [
        Row((
            Cell(row.module.name, full=True),
            Cell(day(row.done_on), label="Done", full=True),
            _file(row.module.name, file),
        ))
        for row, file in rows
    ]  # fmt: skip
    return Table("Modules done", columns, lines)


def _file(name: str, file) -> Cell:
    if file is None:
        return Cell("None", quiet=True, label="Certificate", full=True)
    link = Link(
        certificates.file_words(file), reverse("certificates-file", args=[file.pk]), f"certificate of {name}"
    )
    return Cell(label="Certificate", links=[link], full=True)
