"""Ticks that read all rooms. Each may run twice, or late."""

from celery import shared_task

from peersupport.accounts.selectors.schemes import systems
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
