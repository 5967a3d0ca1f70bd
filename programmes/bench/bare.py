"""The same rows as the ticks write, by bare statements over whole sets; taken back and swept away afterwards.

What was taken back stays in tables and indexes until it is swept: the tick would have to step over it.
"""

from datetime import timedelta

from django.db import connection, transaction

from programmes.bench.crowd import NIGHT, TODAY
from programmes.bench.stopwatch import Stopwatch
from programmes.models.plans import LATE_AFTER_DAYS

OPEN = "p.state = 'planned' AND r.ended_on IS NULL"
FROM = """FROM programmes_plannedcontact p
  JOIN programmes_relationship r ON r.id = p.relationship_id"""
OVERDUE = f"{OPEN} AND p.due_on < DATE '{TODAY - timedelta(days=LATE_AFTER_DAYS)}'"
SOON = f"{OPEN} AND p.due_on BETWEEN DATE '{TODAY}' AND DATE '{TODAY + timedelta(days=1)}'"
TRIED = f"{OPEN} AND p.tries > 0 AND p.closes_on < DATE '{TODAY}'"
MESSAGES = """INSERT INTO messaging_message (id, created_at, scheme_id, key, template, urgent, channel, recipient_kind,
  recipient_key, day, link, state, not_before, expires_at, attempts, round, address, why)
  SELECT gen_random_uuid(), '{now}', p.scheme_id, '{step}:' || p.id || ':' || p.due_on, 'contact_overdue', false,
  'email', 'volunteer', r.volunteer_id, p.due_on, '/my-people/', 'waiting', '{now}', '{now}', 0, 0, '', ''
  {source} WHERE {what}"""
EVENTS = """INSERT INTO audit_event (id, created_at, scheme_key, number, at, by_key, by_name, by_role, action,
  kind, key, person_key, detail, digest)
  SELECT gen_random_uuid(), '{now}', p.scheme_id, 1000000000 + row_number() OVER (ORDER BY p.id), '{now}', NULL,
  'Peer support', 'system', '{step}', 'programmes.plannedcontact', p.id, r.patient_id,
  jsonb_build_object('number', p.number, 'due_on', p.due_on), md5(p.id::text) || md5(r.id::text)
  {source} WHERE {what}"""
GIVEN_UP = """UPDATE programmes_plannedcontact SET state = 'no_answer', done_on = closes_on
  WHERE id IN (SELECT p.id {source} WHERE {what})"""
DONE = (
    """UPDATE programmes_plannedcontact SET {step} = due_on WHERE id IN (SELECT p.id {source} WHERE {what})"""
)


def remind() -> float:
    return _seconds(_filled(MESSAGES, "contact-tomorrow", SOON), _filled(DONE, "reminded_for", SOON))


def flag_overdue() -> float:
    return _seconds(
        _filled(MESSAGES, "contact-overdue", OVERDUE),
        _filled(EVENTS, "overdue", OVERDUE),
        _filled(DONE, "flagged_for", OVERDUE),
    )


def give_up() -> float:
    return _seconds(_filled(EVENTS, "given_up", TRIED), _filled(GIVEN_UP, "", TRIED))


def _filled(statement: str, step: str, what: str) -> str:
    return statement.format(now=NIGHT.isoformat(), step=step, source=FROM, what=what)


def _seconds(*statements: str) -> float:
    """Seconds in one transaction, foreign keys checked."""
    with transaction.atomic(), connection.cursor() as cursor:
        with Stopwatch() as watch:
            for statement in statements:
                cursor.execute(statement)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        transaction.set_rollback(True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM programmes_plannedcontact, messaging_message, audit_event")
    return watch.seconds
