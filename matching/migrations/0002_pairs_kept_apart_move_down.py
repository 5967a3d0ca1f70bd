"""Who is kept apart is asked by cover and start too, so the rows move down: the table gets its new name, rows stay."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("matching", "0001_initial")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.AlterModelTable("Exclusion", "programmes_exclusion")],
            state_operations=[migrations.DeleteModel("Exclusion")],
        )
    ]
