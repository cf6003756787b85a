"""Orders in the admin: the list with its states, the verbs, packing slips, and their part of the start page."""

from django.contrib import admin

from orders.admin.invoices import InvoiceAdmin
from orders.admin.orders import OrderAdmin
from orders.admin.today import orders_today, takings

__all__ = ["InvoiceAdmin", "OrderAdmin"]

admin.site.parts += [orders_today, takings]  # type: ignore[attr-defined]  # shop.staff.site.StaffSite
