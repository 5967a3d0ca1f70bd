"""Ticks that read all rooms. Each may run twice, or late."""

from celery import shared_task

from peersupport.accounts.selectors.schemes import systems
from peersupport.audit.services import checks
from peersupport.core import clock
from peersupport.core.ticks import each
from peersupport.reporting.services import digests, import_runs


@shared_task(name="reporting.digests")
def send_digests() -> None:
    now = clock.now()
    each(systems(), lambda system: digests.send(scheme=system.scheme, at=now))


@shared_task(name="reporting.forget_imports")
def forget_imports() -> None:
    """Uploaded files hold people; nobody needs them once they are taken."""
    before = clock.now() - import_runs.KEPT_FOR
    each(systems(), lambda system: import_runs.forget(scheme=system.scheme, before=before))


@shared_task(name="reporting.check_audit", soft_time_limit=3500, time_limit=3600)
def check_audit() -> None:
    """A chain that is broken shows at /timers/. Millions of events take minutes."""
    checks.check_all(schemes=[system.scheme.pk for system in systems()], at=clock.now())
