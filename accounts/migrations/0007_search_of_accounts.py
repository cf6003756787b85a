"""Accounts, and the orders of people, are found by any part of an e-mail, from an index of PostgreSQL."""

from django.db import migrations

from shop.trigrams import TrigramIndex


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("accounts", "0006_rights_that_work"),
    ]

    operations = [
        TrigramIndex("users_searched", "users", "email"),
    ]
