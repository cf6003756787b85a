"""Photographs of many shades in one field: the names of the files say whose they are."""

import json

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext, ngettext

from catalog.goods.photographs import MOST_FILES, Shot, Unfit, shots_of, store
from catalog.models import Photo, Product
from catalog.terms import PhotoKind
from shop.responses import SeeOther

RIGHTS = ("catalog.change_product", "catalog.add_photo", "catalog.change_photo")


class ManyPhotographsAdmin(admin.ModelAdmin):
    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.photographs)
        return [path("photographs/", view, name="catalog_product_photographs"), *super().get_urls()]

    def photographs(self, request: HttpRequest) -> HttpResponse:
        """Stores all files or none; what is wrong stands beside the name of its file."""
        if not request.user.has_perms(RIGHTS):
            raise PermissionDenied
        shots: list[Shot] = []
        files = request.FILES.getlist("photographs")
        too_many = gettext("At most %(most)d files at once: send the others afterwards.") % {"most": MOST_FILES}
        fault = too_many if len(files) > MOST_FILES else ""
        if request.method == "POST" and not fault:
            shots = shots_of(files)
            if shots and not any(shot.fault for shot in shots) and self.stored(request, shots):
                return SeeOther(reverse("admin:catalog_product_photographs"))
            messages.error(request, gettext("Nothing was stored. Choose the files again, those that are right too."))
        title = gettext("Photographs of several shades")
        whole = {**self.admin_site.each_context(request), "title": title, "opts": self.opts}
        context = {**whole, "shots": shots, "fault": fault, "most": MOST_FILES, "kinds": ", ".join(PhotoKind.values)}
        return TemplateResponse(request, "admin/catalog/product/photographs.html", context)

    def stored(self, request: HttpRequest, shots: list[Shot]) -> bool:
        try:
            with transaction.atomic():
                photos = store(shots)
                for photo in photos:
                    log_photo(request, photo)
        except Unfit:
            return False
        number = len(photos)
        text = ngettext("%d photograph was stored.", "%d photographs were stored.", number) % number
        messages.success(request, text if number else gettext("The shades had these photographs already."))
        return True


def log_photo(request: HttpRequest, photo: Photo) -> None:
    """In the history of its shade, as its form would log it."""
    part = {"name": "photograph", "object": str(photo), "fields": ["file"]}
    LogEntry.objects.create(
        user=request.user,  # type: ignore[misc]  # staff are logged in
        content_type=ContentType.objects.get_for_model(Product),
        object_id=str(photo.product_id),
        object_repr=str(photo.product)[:200],
        action_flag=CHANGE,
        change_message=json.dumps([{"changed": part}]),
    )
