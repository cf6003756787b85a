"""The staff's word for the line of an address that has the street, the house and the flat."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("orders", "0003_plain_words")]

    operations = [
        migrations.AlterField(
            model_name="order",
            name="street",
            field=models.CharField(blank=True, max_length=200, verbose_name="street, house, flat"),
        ),
    ]
