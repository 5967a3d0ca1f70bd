from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0004_keep_each_debrief")]

    operations = [
        migrations.RemoveField(model_name="course", name="debrief"),
        migrations.RemoveField(model_name="course", name="debriefed_on"),
    ]
