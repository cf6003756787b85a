"""The SWIFT code of a Russian bank, which has a BIK besides."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0005_home_shade"),
    ]

    operations = [
        migrations.AddField(
            model_name="business",
            name="swift",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="Of a bank in Russia, for transfers from abroad. Leave it empty elsewhere.",
                max_length=11,
                verbose_name="SWIFT code",
            ),
        ),
    ]
