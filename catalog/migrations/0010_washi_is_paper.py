"""Washi is called paper in words; no column changes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0009_plain_words"),
    ]

    operations = [
        migrations.AlterField(
            model_name="product",
            name="material",
            field=models.CharField(
                blank=True,
                choices=[
                    ("linen", "Linen"),
                    ("cotton", "Cotton"),
                    ("silk", "Silk"),
                    ("velvet", "Velvet"),
                    ("paper", "Paper"),
                    ("washi", "Washi paper"),
                    ("rattan", "Rattan"),
                    ("bamboo", "Bamboo"),
                    ("glass", "Glass"),
                    ("opal_glass", "Opal glass"),
                    ("metal", "Metal"),
                ],
                max_length=20,
                verbose_name="material",
            ),
        ),
    ]
