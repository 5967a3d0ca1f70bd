"""Every column of every table is labelled PERSONAL or PLAIN, once."""

from collections import Counter
from types import SimpleNamespace

import pytest
from django.apps import apps

ROOMS = {"core", "audit", "accounts", "messaging", "volunteers", "programmes", "matching", "reporting"}
MODELS = [model for model in apps.get_models() if model._meta.app_label in ROOMS]


def mislabelled(model) -> list[str]:
    """Columns without a label, with two, and labels without a column."""
    labels = Counter(
        [*model.PERSONAL, *model.PLAIN, *model.ROW_PLAIN] if hasattr(model, "ROW_PLAIN") else model.PLAIN
    )
    columns = {field.name for field in model._meta.concrete_fields}
    return sorted(name for name in columns | set(labels) if (labels[name], name in columns) != (1, True))


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_column_has_one_label(model):
    assert mislabelled(model) == []


@pytest.mark.parametrize(
    ("personal", "plain", "found"),
    [
        ([], ["stage"], ["phone"]),
        (["phone"], ["phone", "stage"], ["phone"]),
        (["phone"], ["stage", "gone"], ["gone"]),
    ],
    ids=["no label", "two labels", "no column"],
)
def test_a_column_that_is_not_labelled_once_is_found(personal, plain, found):
    columns = [SimpleNamespace(name=name) for name in ("id", "phone", "stage")]
    model = SimpleNamespace(
        PERSONAL=personal, PLAIN=plain, ROW_PLAIN=["id"], _meta=SimpleNamespace(concrete_fields=columns)
    )
    assert mislabelled(model) == found
