"""Each order has the text in which staff's search looks. The next migration fills those that are there."""

from django.db import migrations

import orders.search


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0015_takings_from_an_index"),
    ]

    operations = [
        migrations.AddField(
            model_name="order",
            name="search_text",
            field=orders.search.SearchText(db_default="", default="", editable=False),
        ),
    ]
