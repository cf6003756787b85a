"""PostgreSQL counts the changes of what kept pages show (`shop/kept/changes.py`): triggers of other apps call this."""

from django.db import migrations

TABLE = """
CREATE TABLE shown_changes (number bigint NOT NULL);

CREATE FUNCTION count_shown_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO shown_changes VALUES (1);
    RETURN NULL;
END $$;
"""
DROPPED = "DROP FUNCTION count_shown_change; DROP TABLE shown_changes"


def execute_on_postgresql(statements):
    def execute(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(statements, params=None)

    return execute


class Migration(migrations.Migration):
    dependencies = [("shop", "0001_task_runs")]

    operations = [
        migrations.RunPython(execute_on_postgresql(TABLE), execute_on_postgresql(DROPPED)),
    ]
