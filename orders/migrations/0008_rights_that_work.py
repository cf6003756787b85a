"""Rights that do nothing are offered no more, and two groups of staff have all the rights that their work needs."""

from django.db import migrations

EVERYTHING = ("add", "change", "delete", "view")
CATALOGUE = {
    "product": EVERYTHING,
    "photo": EVERYTHING,
    "family": EVERYTHING,
    "lamp": EVERYTHING,
    "stockmovement": ("view",),
}
ORDERS = {"order": ("change", "view"), "orderitem": ("view",), "orderevent": ("view",)}


def make_groups(apps, schema_editor):
    """A group that the owner has made under such a name stays as it is."""
    for name, app, rights in (("Catalogue", "catalog", CATALOGUE), ("Orders", "orders", ORDERS)):
        group, is_new = apps.get_model("auth.Group").objects.get_or_create(name=name)
        if is_new:
            group.permissions.set(permissions(apps, app, rights))


def permissions(apps, app, rights):
    """Made here, as Django makes them: it does so only after all migrations."""
    for model, verbs in rights.items():
        kind, _is_new = apps.get_model("contenttypes.ContentType").objects.get_or_create(app_label=app, model=model)
        for verb in verbs:
            name = f"Can {verb} {apps.get_model(app, model)._meta.verbose_name_raw}"
            yield apps.get_model("auth.Permission").objects.get_or_create(
                content_type=kind, codename=f"{verb}_{model}", defaults={"name": name}
            )[0]


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("catalog", "0016_rights_that_work"),
        ("orders", "0007_note_of_staff"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="order",
            options={
                "default_permissions": ("change", "view"),
                "verbose_name": "order",
                "verbose_name_plural": "orders",
            },
        ),
        migrations.AlterModelOptions(
            name="orderevent",
            options={
                "default_permissions": ("view",),
                "ordering": ["pk"],
                "verbose_name": "event",
                "verbose_name_plural": "events",
            },
        ),
        migrations.AlterModelOptions(
            name="orderitem",
            options={
                "default_permissions": ("view",),
                "ordering": ["pk"],
                "verbose_name": "line",
                "verbose_name_plural": "lines",
            },
        ),
        migrations.RunPython(make_groups, migrations.RunPython.noop),
    ]
