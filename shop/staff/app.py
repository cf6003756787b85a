"""The admin with our own site (`shop.staff.site.StaffSite`)."""

from django.contrib.admin.apps import AdminConfig


class StaffConfig(AdminConfig):
    default_site = "shop.staff.site.StaffSite"
