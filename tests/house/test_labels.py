"""Every column of every table is labelled PERSONAL or PLAIN, once."""

import pytest
from django.apps import apps

ROOMS = {"core", "audit", "accounts", "messaging", "volunteers", "programmes", "matching", "reporting"}
MODELS = [model for model in apps.get_models() if model._meta.app_label in ROOMS]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_column_has_one_label(model):
    labels = (
        [*model.PERSONAL, *model.PLAIN, *model.ROW_PLAIN] if hasattr(model, "ROW_PLAIN") else [*model.PLAIN]
    )
    assert sorted(labels) == sorted(field.name for field in model._meta.concrete_fields)
