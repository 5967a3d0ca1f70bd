"""A scheme for which the database takes no more rows, as if it were broken."""

from django.db import connection

POSTGRES = """
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'broken' USING ERRCODE = 'check_violation'; END $$;
CREATE TRIGGER {name} BEFORE INSERT ON {table} FOR EACH ROW WHEN (NEW.{column} = '{key}')
EXECUTE FUNCTION {name}()
"""
SQLITE = """
CREATE TRIGGER {name} BEFORE INSERT ON {table} FOR EACH ROW WHEN NEW.{column} = '{key}'
BEGIN SELECT RAISE(ABORT, 'broken'); END
"""


def refuse(scheme, *models) -> None:
    """Each new row of these models raises IntegrityError, until `take_again` or the end of the test."""
    key = scheme._meta.pk.get_db_prep_value(scheme.pk, connection)
    for model in models:
        names = {field.column for field in model._meta.concrete_fields}
        column = "scheme_id" if "scheme_id" in names else "scheme_key"
        facts = {"table": model._meta.db_table, "name": _name(model), "column": column, "key": key}
        with connection.cursor() as cursor:
            cursor.execute((POSTGRES if connection.vendor == "postgresql" else SQLITE).format(**facts))


def take_again(*models) -> None:
    for model in models:
        on = f" ON {model._meta.db_table}" if connection.vendor == "postgresql" else ""
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER {_name(model)}{on}")


def _name(model) -> str:
    return f"refuses_{model._meta.db_table}"
