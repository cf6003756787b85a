"""Forms of the admin as a browser opens and sends them."""

import re

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from shop.tests.pages import elements, sent


def colleague(name):
    """The browser of somebody who may do all."""
    client = Client()
    client.force_login(get_user_model().objects.create_superuser(f"{name}@example.org", "three quiet lamps"))
    return client


def with_rights(name, *codenames):
    """The browser of a member of staff who may do these things alone."""
    client = Client()
    user = get_user_model().objects.create_user(f"{name}@example.org", "three quiet lamps", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client.force_login(user)
    return client


def address(page, row):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}", args=[row.pk])


def form_of(client, row, prefix=""):
    """The fields of the open form as a browser would send them."""
    page = client.get(prefix + address("change", row))
    assert page.status_code == 200
    return sent(page)


def save(client, row, fields, prefix=""):
    return client.post(prefix + address("change", row), fields)


def history(client, row, prefix=""):
    page = client.get(prefix + address("history", row))
    return [re.sub(r"\s+", " ", one.text()).strip() for one in elements(page, "#change-history tbody td:last-child")]
