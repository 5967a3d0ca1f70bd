"""K2: web processes are killed and PostgreSQL falls over while people save. What was acknowledged is there, whole."""

import http.client
import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from uuid import uuid4

from django.db import connection

from peersupport.accounts.models import Membership
from peersupport.audit.models import Event
from peersupport.audit.services.chain import broken_links
from peersupport.messaging.models import Message
from programmes.models import Concern, Contact, Relationship
from tests.cast import PASSWORD
from tests.faults import people
from tests.faults.browser import Browser
from tests.faults.figures import Figure
from tests.faults.processes import Group, wait_for
from tests.faults.stage import Stage

NAME = "K2"
WRITERS = ("Ann One", "Bea Two", "Cat Three", "Dot Four")
WORRIES = 4  # every so many entries say that somebody is worried: more rows in the same transaction
ENTRY = {"outcome": "talked", "minutes": "20", "progress": "well"}
LONGEST_PAUSE = 0.3  # seconds
PATIENCE = 150  # for web processes to start on a machine that is busy with other things


@dataclass
class Writer:
    """Logs contacts through the page, one after another; sends each again until it is acknowledged."""

    browser: Browser
    relationship: Relationship
    filled: dict
    stop: threading.Event
    tried: list[str] = field(default_factory=list)
    acknowledged: list[str] = field(default_factory=list)
    answers: Counter = field(default_factory=Counter)

    def run(self) -> None:
        place = log_page(self.relationship)
        while not self.stop.is_set():
            worried = "no" if len(self.tried) % WORRIES else "yes"
            note = f"Entry {len(self.tried)} about {self.relationship.patient.name}"
            self.tried.append(note)
            sent = self.filled | {"worried": worried, "note": note, "once": str(uuid4())}
            if self._until_acknowledged(place, sent):
                self.acknowledged.append(note)

    def _until_acknowledged(self, place: str, sent: dict) -> bool:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                status = self.browser.post(place, sent).status
            except (OSError, http.client.HTTPException):
                status = 0
            self.answers[status] += 1
            if status == 302:
                return True
            time.sleep(0.1)
        return False


def run(stage: Stage, cast, *, short: bool) -> Figure:
    kills, restarts = (4, 1) if short else (30, 5)
    relationships = people.supported(cast, list(WRITERS[:2] if short else WRITERS))
    web, stop = stage.web(), threading.Event()
    writers = [_writer(stage, cast, relationship, stop) for relationship in relationships]
    threads = [threading.Thread(target=writer.run, daemon=True) for writer in writers]
    for thread in threads:
        thread.start()
    try:
        _faults(stage, web, writers, kills, restarts if stage.postgres else 0)
    finally:
        stop.set()
        for thread in threads:
            thread.join(PATIENCE)
        stage.end(web)
    connection.close()  # PostgreSQL has forgotten it
    return _figure(stage, cast, writers, kills, restarts if stage.postgres else 0)


def _writer(stage: Stage, cast, relationship: Relationship, stop: threading.Event) -> Writer:
    browser = stage.browser(timeout=10).sign_in(cast.denise.user.email, PASSWORD)
    filled = fill(browser, relationship)
    return Writer(browser, relationship, filled, stop)


def fill(browser: Browser, relationship: Relationship) -> dict:
    """The log page filled in, in a way that can be sent any number of times: it names no other day."""
    form = browser.form(log_page(relationship))
    stays = {name: value for name, value in form.items() if not name.startswith(("next_on", "planned"))}
    return stays | ENTRY


def log_page(relationship: Relationship) -> str:
    return f"/relationships/{relationship.pk}/log/"


def _faults(stage: Stage, web: Group, writers: list[Writer], kills: int, restarts: int) -> None:
    """Every third kill hits all web processes at once; PostgreSQL falls over in between. Everybody writes meanwhile."""
    dice = random.Random(kills)
    falls = set(dice.sample(range(kills), restarts))
    for number in range(kills):
        _everybody_gets_on(writers)
        time.sleep(LONGEST_PAUSE * dice.random())
        if number % 3 == 2 or not web.kill_child(dice.choice):
            web.kill()
            web.start()
        if number in falls:
            stage.postgres.fall_over()
            stage.postgres.start()
    _everybody_gets_on(writers)


def _everybody_gets_on(writers: list[Writer]) -> None:
    before = [len(writer.acknowledged) for writer in writers]
    wait_for(
        "everybody's next entry is saved",
        lambda: all(len(w.acknowledged) > count for w, count in zip(writers, before, strict=True)),
        seconds=PATIENCE,
        every=0.02,
    )


def _figure(stage: Stage, cast, writers: list[Writer], kills: int, restarts: int) -> Figure:
    acknowledged = [note for writer in writers for note in writer.acknowledged]
    tried = [note for writer in writers for note in writer.tried]
    there = Counter(Contact.objects.of(cast.scheme).filter(note__gt="").values_list("note", flat=True))
    mine = Counter({note: there[note] for note in tried})
    lost = sum(mine[note] == 0 for note in acknowledged)
    twice = sum(count > 1 for count in mine.values())
    half = half_written(cast)
    errors = sum(count for writer in writers for status, count in writer.answers.items() if status != 302)
    falls = f" + {restarts} restarts of PostgreSQL" if restarts else ""
    return Figure(
        NAME,
        f"{kills} kills of web processes{falls}, {len(acknowledged):,} acknowledged entries, {stage.kind}",
        f"{lost} lost, {twice} twice, {half} half-written ({errors} tries without an answer were sent again)",
        met=(lost, twice, half) == (0, 0, 0) and len(acknowledged) > kills,
    )


def half_written(cast) -> int:
    """Entries without their event, events without their entry, worries without theirs or their messages."""
    contacts = Contact.objects.of(cast.scheme)
    entries = set(contacts.values_list("pk", flat=True))
    told = Counter(
        Event.objects.of(cast.scheme).filter(action="contact.logged").values_list("key", flat=True)
    )
    concerns = Concern.objects.of(cast.scheme).filter(words__gt="", relationship__isnull=False)
    worried = Counter(contacts.filter(worried=True).values_list("relationship", flat=True))
    raised = Counter(concerns.values_list("relationship", flat=True))
    found = len(entries ^ set(told)) + sum(count > 1 for count in told.values())
    found += sum((worried - raised).values()) + sum((raised - worried).values())
    found += sum(not _everybody_told(cast, concern) for concern in concerns)
    return found + len(list(broken_links(cast.scheme.pk)))


def _everybody_told(cast, concern: Concern) -> bool:
    staff = Membership.objects.filter(scheme=cast.scheme, role__in=("coordinator", "manager")).count()
    asked = Message.objects.of(cast.scheme).filter(key__startswith=f"concern:{concern.pk}:raised:").count()
    event = Event.objects.of(cast.scheme).filter(action="concern.raised", key=concern.pk).count()
    return (asked, event) == (staff, 1)
