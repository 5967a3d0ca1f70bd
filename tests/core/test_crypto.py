"""Free text rests encrypted, and old keys still open what they closed."""

import pytest
from cryptography.fernet import InvalidToken
from django.db import connection

from peersupport.core import crypto


def test_free_text_is_not_readable_in_the_database(cast):
    cast.mo.change(goal="Walk to her sister's house")
    with connection.cursor() as cursor:
        cursor.execute("SELECT goal FROM programmes_patient WHERE last_name = 'Ellis'")
        (stored,) = cursor.fetchone()
    cast.mo.refresh_from_db()
    assert ("sister" in stored, cast.mo.goal) == (False, "Walk to her sister's house")


def test_a_new_first_key_still_opens_old_text(settings):
    settings.FIELD_KEYS = ["old"]
    token = crypto.encrypt("hello")
    settings.FIELD_KEYS = ["new", "old"]
    assert crypto.decrypt(token) == "hello"


def test_without_the_key_the_text_stays_closed(settings):
    settings.FIELD_KEYS = ["old"]
    token = crypto.encrypt("hello")
    settings.FIELD_KEYS = ["new"]
    with pytest.raises(InvalidToken):
        crypto.decrypt(token)
