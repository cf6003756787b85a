"""The last actions of a member of staff, and all changes of a row, are found in the log however long it has become.

The table is the admin's own, which has an index for neither; one import of a table writes thousands of entries.
"""

from django.db import migrations

INDEXES = {"django_admin_log_of_user": "user_id, action_time", "django_admin_log_of_row": "content_type_id, object_id"}


class Migration(migrations.Migration):
    dependencies = [
        ("admin", "0003_logentry_add_action_flag_choices"),
        ("shop", "0003_shown_changes_by_lot"),
    ]

    operations = [
        migrations.RunSQL(f"CREATE INDEX {name} ON django_admin_log ({columns})", f"DROP INDEX {name}")
        for name, columns in INDEXES.items()
    ]
