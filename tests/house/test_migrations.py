"""Migrations say what the models say, and each room has one newest migration."""

from collections import Counter

import pytest
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader


def test_no_model_waits_for_a_migration(db):
    try:
        call_command("makemigrations", check=True, dry_run=True, verbosity=0)
    except SystemExit:
        pytest.fail("run manage.py makemigrations")


def test_each_room_has_one_leaf():
    leaves = Counter(app for app, _ in MigrationLoader(None).graph.leaf_nodes())
    assert [app for app, number in leaves.items() if number > 1] == []
