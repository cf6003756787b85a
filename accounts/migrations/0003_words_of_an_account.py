"""Plain words for a field and a message; no column changes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_one_spelling_of_an_address"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.AlterField(
            model_name="user",
            name="is_staff",
            field=models.BooleanField(default=False, help_text="May use the admin.", verbose_name="staff"),
        ),
        migrations.AlterConstraint(
            model_name="user",
            name="users_email_unique",
            constraint=models.UniqueConstraint(
                fields=("email",),
                name="users_email_unique",
                violation_error_message="There is already an account with this e-mail.",
            ),
        ),
    ]
