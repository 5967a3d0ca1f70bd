"""The project: settings, and the rooms that know no scheme of matching or support."""

from peersupport.celery import app as celery_app

__all__ = ["celery_app"]
