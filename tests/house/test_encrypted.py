"""What people write about people in their own words is encrypted at rest."""

from types import SimpleNamespace

import pytest
from django.db import models

from peersupport.core.fields import CodesField, EncryptedTextField
from tests.house.test_labels import MODELS

# Who somebody is, where they are reached, and numbers: searched for, sorted by or joined on.
NAMED = {
    "accounts.User": {"email", "name", "password"},
    "audit.Event": {"by_name"},
    "messaging.Bounce": {"address"},
    "messaging.Message": {"address"},
    "programmes.Patient": {
        "nhs_number", "first_name", "last_name", "called", "phone", "email", "postcode",
    },
    "programmes.Referral": {
        "nhs_number", "first_name", "last_name", "called", "phone", "email", "postcode",
    },
    "volunteers.Agreement": {"signed_as"},
    "volunteers.Check": {"number"},
    "volunteers.Reference": {"first_name", "last_name", "email"},
    "volunteers.Volunteer": {"first_name", "last_name", "called", "phone", "email", "postcode"},
}  # fmt: skip


def plain_words(model) -> set[str]:
    """Personal columns that hold any words, as they were typed. Of a choice only a code is stored."""
    return {
        field.name
        for field in model._meta.concrete_fields
        if field.name in getattr(model, "PERSONAL", ())
        and isinstance(field, models.CharField | models.TextField)
        and not isinstance(field, EncryptedTextField | CodesField)
        and not field.choices
    }


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_free_text_about_people_is_encrypted(model):
    assert plain_words(model) == NAMED.get(model._meta.label, set())


@pytest.mark.parametrize(
    ("column", "found"),
    [
        (models.CharField(max_length=200), {"why"}),
        (models.TextField(), {"why"}),
        (EncryptedTextField(), set()),
        (CodesField(), set()),
        (models.CharField(max_length=10, choices=[("moved", "Moved away")]), set()),
    ],
    ids=["short", "long", "encrypted", "codes", "a choice"],
)
def test_plain_words_are_found(column, found):
    column.name = "why"
    assert (
        plain_words(SimpleNamespace(PERSONAL=("why",), _meta=SimpleNamespace(concrete_fields=[column])))
        == found
    )
