from catalog.admin import products  # noqa: F401
