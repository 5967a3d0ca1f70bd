"""Settings of the tests: PostgreSQL, from DATABASE_URL or a private one started here.

Without any PostgreSQL the tests run on SQLite, loudly, and never in CI.
"""

import os
import sys
import tempfile

os.environ["PEERSUPPORT_MODE"] = "test"
os.environ.setdefault("SECRET_KEY", "a key for the tests only, which protects nothing")
os.environ.pop("REDIS_URL", None)

if os.environ.get("TEST_DATABASE") != "sqlite" and "DATABASE_URL" not in os.environ:
    from tests.support.postgres import start_private

    url = start_private()
    if url:
        os.environ["DATABASE_URL"] = url
    elif os.environ.get("CI"):
        sys.exit("No PostgreSQL for the tests: CI does not fall back to SQLite.")
    else:
        sys.stderr.write("\n*** No PostgreSQL found: the tests fall back to SQLite. ***\n")

from peersupport.settings import *  # noqa: F403
from peersupport.settings import STORAGES, TEMPLATES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
MEDIA_ROOT = tempfile.mkdtemp(prefix="peersupport-media-")
ACCOUNT_RATE_LIMITS = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
# A misspelt variable in a template must show in a test.
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = ""
