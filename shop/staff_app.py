"""The admin with our own site (`shop.staff.StaffSite`)."""

from django.contrib.admin.apps import AdminConfig


class StaffConfig(AdminConfig):
    default_site = "shop.staff.StaffSite"
