"""The correspondent account of a Russian bank, without which no app there takes the code of a payment."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0002_pages"),
    ]

    operations = [
        migrations.AddField(
            model_name="business",
            name="correspondent_account",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="Of a bank in Russia: 20 digits. Leave it empty elsewhere.",
                max_length=20,
                verbose_name="correspondent account",
            ),
        ),
    ]
