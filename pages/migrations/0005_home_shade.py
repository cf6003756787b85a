"""The shade whose photographs stand at the top of the home page."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0004_address_in_small_letters"),
    ]

    operations = [
        migrations.AddField(
            model_name="business",
            name="home_shade",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="Its two photographs and their descriptions stand there. Empty: those of the newest shade.",
                max_length=40,
                verbose_name="SKU of the shade at the top",
            ),
        ),
    ]
