"""Addresses. English pages have no prefix; Russian ones, the admin too, live under /ru/ with the same paths."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.decorators.cache import cache_control
from django.views.static import serve

from shop import views

handler400 = "shop.errors.bad_request"
handler403 = "shop.errors.permission_denied"
handler404 = "shop.errors.page_not_found"
handler500 = "shop.errors.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("robots.txt", views.robots, name="robots"),
    path("", include("pages.machine_urls")),
    path("speculation-rules.json", views.speculation_rules, name="speculation_rules"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("", include("catalog.sitemap_urls")),
    *i18n_patterns(
        path("admin/second-factor/", include("accounts.second_factor.urls")),
        path("admin/", admin.site.urls),
        path("", include("accounts.urls")),
        path("", include("pages.urls")),
        path("", include("catalog.urls")),
        path("", include("cart.urls")),
        path("", include("orders.urls")),
        prefix_default_language=False,
    ),
]

if settings.SERVE_MEDIA:
    # A photograph's name is derived from its content, so browsers may cache it for ever.
    serve_for_ever = cache_control(public=True, max_age=31536000, immutable=True)(serve)
    # No name of ours is longer or has other characters; what no disk could have raises an error there.
    path_of_photograph = r"^media/(?P<path>[!-~]{1,200})$"
    urlpatterns.append(re_path(path_of_photograph, serve_for_ever, {"document_root": settings.MEDIA_ROOT}))
