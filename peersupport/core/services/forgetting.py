"""What nobody needs any more is not kept: sessions that ended, which may hold typed text, and old receipts."""

from datetime import datetime

from django.contrib.sessions.backends.db import SessionStore

from peersupport.core.models import Receipt


def forget(*, at: datetime) -> None:
    """Safe to run twice. When a session ended the library asks its own clock."""
    SessionStore.clear_expired()
    Receipt.objects.filter(until_at__lt=at).delete()
