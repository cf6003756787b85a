"""How often something was tried: guessing and flooding are limited by it. Nobody needs rights on such rows."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_password_reset_requests"),
    ]

    operations = [
        migrations.CreateModel(
            name="AttemptCount",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("times", models.PositiveIntegerField()),
                ("ends_at", models.BigIntegerField()),
            ],
            options={
                "db_table": "attempt_counts",
                "default_permissions": (),
            },
        ),
        migrations.AlterModelOptions(
            name="passwordresetrequest",
            options={"default_permissions": ()},
        ),
    ]
