"""Production refuses to start with settings that are not safe, and names the setting."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from peersupport import mode

SAFE = {
    "mode": "production",
    "file": {},
    "debug": False,
    "secret_key": "x" * 40,
    "engine": "django.db.backends.postgresql",
    "redis_url": "redis://localhost",
    "allow_sqlite": False,
}


def test_safe_settings_start():
    mode.refuse_unsafe(**SAFE)


@pytest.mark.parametrize(
    ("unsafe", "named"),
    [
        ({"mode": "prod"}, "PEERSUPPORT_MODE"),
        ({"debug": True}, "DEBUG"),
        ({"secret_key": "short"}, "SECRET_KEY"),
        ({"engine": "django.db.backends.sqlite3"}, "DATABASE_URL"),
        ({"redis_url": ""}, "REDIS_URL"),
        ({"mode": "demo", "file": {"SECRET_KEY": "x"}}, "demo would be made in its database"),
    ],
)
def test_each_unsafe_setting_stops_the_start_by_name(unsafe, named):
    with pytest.raises(ImproperlyConfigured, match=named):
        mode.refuse_unsafe(**{**SAFE, **unsafe})


def test_sqlite_is_allowed_when_told_so():
    mode.refuse_unsafe(
        **{**SAFE, "engine": "django.db.backends.sqlite3", "redis_url": "", "allow_sqlite": True}
    )


def test_commands_without_a_secret_key_speak_to_the_demo_and_a_server_never_guesses(tmp_path):
    demo, production, nothing = {}, {"SECRET_KEY": "x"}, tmp_path / ".env"
    mode.choose_for_commands(demo, env_file=nothing)
    mode.choose_for_commands(production, env_file=nothing)
    assert (demo, production) == ({"PEERSUPPORT_MODE": "demo"}, {"SECRET_KEY": "x"})


def test_a_deployers_env_file_keeps_commands_out_of_the_demo(tmp_path):
    file, environ = tmp_path / ".env", {}
    file.write_text("SECRET_KEY=long-enough-and-kept-in-a-file\n")
    mode.choose_for_commands(environ, env_file=file)
    assert environ == {}


def test_the_secret_of_the_demo_is_made_once_and_only_its_owner_reads_it(tmp_path):
    path = tmp_path / "var" / "secret.key"
    assert mode.secret_from_file(path) == mode.secret_from_file(path)
    assert path.stat().st_mode & 0o777 == 0o600
