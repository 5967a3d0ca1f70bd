"""What was said after a course becomes the debrief of its first group."""

from django.db import migrations


def keep(apps, schema_editor):
    Course, Debrief, Place = (apps.get_model("volunteers", name) for name in ("Course", "Debrief", "Place"))
    for course in Course._base_manager.exclude(debrief=""):
        Debrief._base_manager.create(
            scheme_id=course.scheme_id,
            course=course,
            held_on=course.debriefed_on or course.created_at.date(),
            people=Place._base_manager.filter(course=course).count(),
            notes=course.debrief,
        )


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0003_groups_of_courses")]

    operations = [migrations.RunPython(keep, migrations.RunPython.noop)]
