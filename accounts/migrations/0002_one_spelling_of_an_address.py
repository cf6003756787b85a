"""Every address in its one spelling, the domain in Unicode. Where two accounts would become one, neither is changed."""

from collections import Counter

from django.db import migrations

from accounts.addresses import normalise_email


def respell(apps, schema_editor):
    users = apps.get_model("accounts", "User").objects.using(schema_editor.connection.alias)
    new = {pk: (email, normalise_email(email)) for pk, email in users.values_list("pk", "email").iterator()}
    holders = Counter(spelling for _email, spelling in new.values())
    for pk, (email, spelling) in new.items():
        if email != spelling and holders[spelling] == 1:
            users.filter(pk=pk).update(email=spelling)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [migrations.RunPython(respell, migrations.RunPython.noop, elidable=True)]
