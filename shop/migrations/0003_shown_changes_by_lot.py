"""Each change that kept pages show adds a number drawn by lot (`shop/kept/changes.py`), where each added one.

A database that has lost its last changes would come to the sum of before by as many others.
"""

from django.db import migrations

FUNCTION = """
CREATE OR REPLACE FUNCTION count_shown_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO shown_changes VALUES ({number});
    RETURN NULL;
END $$
"""


def add(number):
    def execute(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(FUNCTION.format(number=number), params=None)

    return execute


class Migration(migrations.Migration):
    dependencies = [("shop", "0002_shown_changes")]

    operations = [
        migrations.RunPython(add("1 + floor(random() * 1000000000)"), add("1")),
    ]
