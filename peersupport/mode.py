"""Which of three ways the product runs in: production (the default), demo, test.

Production refuses unsafe settings. The demo is for one machine: it answers only to
localhost, keeps its state under var/ and lists its people on the sign-in page.
"""

import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from environ import Env

PRODUCTION, DEMO, TEST = "production", "demo", "test"
MODES = (PRODUCTION, DEMO, TEST)
VARIABLE = "PEERSUPPORT_MODE"
SHORTEST_SECRET = 40


ENV_FILE = Path(__file__).resolve().parent.parent / ".env"


def from_file(path: Path = ENV_FILE) -> dict[str, str]:
    """What a deployer's `.env` says; nothing when there is none."""

    class File(Env):
        ENVIRON = {}

    if path.exists():
        File.read_env(path)
    return File.ENVIRON


def choose_for_commands(environ, *, env_file: Path = ENV_FILE) -> None:
    """`manage.py` on a machine without a SECRET_KEY means the demo; a server never guesses.

    The file is asked too: a deployer's `.env` names a SECRET_KEY, and commands must not take its database
    for the demo's.
    """
    if "SECRET_KEY" not in from_file(env_file) | environ:
        environ.setdefault(VARIABLE, DEMO)


def secret_from_file(path: Path) -> str:
    """A secret for this machine only, made once and readable by its owner."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text().strip()


def refuse_unsafe(
    *,
    mode: str,
    file: dict[str, str],
    debug: bool,
    secret_key: str,
    engine: str,
    redis_url: str,
    allow_sqlite: bool,
):
    """Stop a start whose settings would not be safe, naming the setting to change."""
    if mode not in MODES:
        raise ImproperlyConfigured(f"{VARIABLE} is one of {', '.join(MODES)}")
    if mode == DEMO and "SECRET_KEY" in file and file.get(VARIABLE, PRODUCTION) == PRODUCTION:
        raise ImproperlyConfigured(".env is of production: the demo would be made in its database")
    if mode != PRODUCTION:
        return
    if debug:
        raise ImproperlyConfigured("DEBUG must be off in production")
    if len(secret_key) < SHORTEST_SECRET:
        raise ImproperlyConfigured(f"Set SECRET_KEY to at least {SHORTEST_SECRET} random characters")
    if engine.endswith("sqlite3") and not allow_sqlite:
        raise ImproperlyConfigured("Set DATABASE_URL to PostgreSQL, or ALLOW_SQLITE=1 if you mean it")
    if not redis_url and not allow_sqlite:
        raise ImproperlyConfigured("Set REDIS_URL, or ALLOW_SQLITE=1 for the embedded broker")
