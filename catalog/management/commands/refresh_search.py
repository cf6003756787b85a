"""manage.py refresh_search: what search knows of every shade, once more."""

from typing import Any

from django.core.management.base import BaseCommand

from catalog.models.search_index import refresh_search


class Command(BaseCommand):
    help = "Fills the search texts and the search words anew: after SQL or bulk updates of products. Safe to run twice."

    def handle(self, *args: Any, **options: Any) -> None:
        refreshed = refresh_search(progress=self.show)
        texts = f"{refreshed.changed} of {refreshed.products} texts were refreshed"
        self.stdout.write(f"{texts}, {refreshed.words} words are known")

    def show(self, done: int, total: int) -> None:
        self.stdout.write(f"\r{done} of {total}", ending="\n" if done == total else "")
        self.stdout.flush()
